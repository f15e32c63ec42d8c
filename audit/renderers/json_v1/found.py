"""The parts of ``report.json`` that speak of what was found."""

from datetime import date
from typing import Annotated

from pydantic import Field

from audit.renderers.json_v1.scalars import Count, Moment, Part, Text


class OccurrencePart(Part):
    """One place of a finding."""

    ordinal: Annotated[int, Field(ge=1)]
    text: Text
    """The words that can be clicked, or the value."""
    href: Text | None
    """The address as typed; null for what is no link."""
    context: Text
    """The sentence around the place."""
    path: Text
    """The value's dotted path inside the entry."""
    file: Text
    """Relative to the site's root."""
    line: Annotated[int, Field(ge=1)]
    column: Annotated[int, Field(ge=1)]


class MessagePart(Part):
    """The finding in plain words."""

    title: Text
    why: Text
    do: Text


class FindingLinks(Part):
    """Where to read on."""

    html: Text
    edit: Text | None


class FindingPart(Part):
    """One open finding."""

    id: Text
    """Survives moving, rewording and re-saving; changes when the address or the field does."""
    previous_ids: tuple[Text, ...]
    rule_id: Text
    family: Text
    severity: Text
    """`remove`, `fix` or `tidy`."""
    certainty: Text
    """`confirmed`, `cannot_tell` or `suspected`."""
    label: Text
    """What both make together: `remove`, `fix`, `check`, `tidy`, or `suspected`."""
    state: Text | None
    """`new`, `came_back`, `open`, `changed` or `not_rechecked`; null when there is nothing to compare with."""
    new_reason: Text | None
    initiative_id: Text
    field: Text
    target_id: Text | None
    occurrences: Annotated[tuple[OccurrencePart, ...], Field(min_length=1)]
    message: MessagePart
    first_seen: Moment
    confirmed_at: Moment | None
    last_seen: Moment
    days_open: Count
    acknowledgement: Text | None
    """The id of the acknowledgement that covers it."""
    links: FindingLinks


class FixedPart(Part):
    """A finding that is over."""

    id: Text
    rule_id: Text
    initiative_id: Text
    state: Text
    """`fixed`, `left` or `not_rechecked`."""
    fixed_by: Text | None
    closed_at: Moment | None
    days_open: Count


class CheckPart(Part):
    """One look at a target."""

    at: Moment
    method: Text | None
    status: int | None
    ms: Count
    error: Text | None


class Suggestion(Part):
    """An address to use instead."""

    kind: Text
    url: Text
    at: date | None


class TargetPart(Part):
    """One address that was asked for."""

    id: Text
    url: Text
    final_url: Text | None
    host: Text
    verdict: Text
    reason: Text
    used_in: Count
    checks: tuple[CheckPart, ...]
    suggestion: Suggestion | None


class HostPart(Part):
    """One host with something to say."""

    host: Text
    links: Count
    initiatives: Count
    failing: Count
    event: Text | None
    since: date | None


class InitiativePart(Part):
    """One audited initiative."""

    id: Text
    title: Text
    file: Text
    collection: Text
    partner: Text | None
    owner_ref: Text | None
    """Opaque: no name or address of a person stands here."""
    owner_source: Text | None
    updated_at: Moment | None
    content_sha256: Text
    health: Text
    """`clean`, `broken`, `unknown` or `grace`."""
    links: Count
    judged: Count


class AcknowledgementPart(Part):
    """A person's word on a finding."""

    id: Text
    kind: Text
    target_id: Text | None
    reason: Text
    by_ref: Text
    """A digest of the person's name."""
    created_at: Moment
    until: date
    """The last day on which it holds."""
    scope: Text
    """`finding`, `target` or `host_rule`: how far it reaches."""
    subject: Text
    """The id of the finding or of the target, or the host."""


class RulePart(Part):
    """One rule that ran."""

    id: Text
    severity: Text
    help_url: Text


class FaultPart(Part):
    """What we failed to do: nobody's content or website is blamed for it."""

    stage: Text
    subject: Text
    message: Text


class DocumentLinks(Part):
    """The report in other forms. Relative addresses start from this document's own."""

    html: Text
    jsonl: Text | None
    csv: Text | None
    sarif: Text | None
    previous: Text | None
