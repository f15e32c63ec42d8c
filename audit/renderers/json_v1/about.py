"""The parts of ``report.json`` that speak of the report and its run."""

from typing import Annotated

from pydantic import Field

from audit.renderers.json_v1.scalars import Count, Counts, Moment, Part, Text


class ReportPart(Part):
    """Which report this is."""

    id: Text
    """The date in the site's time zone, and `.2`, `.3` for further reports of the day."""
    revision: Annotated[int, Field(ge=1)]
    url: Text | None
    """Where the report is hosted; null when nowhere."""
    generated_at: Moment
    timezone: Text
    """IANA name of the zone that names the day."""


class Ruleset(Part):
    """The rules that ran."""

    version: Text
    sha256: Text
    """Of the names and severities of the rules that ran."""


class Tool(Part):
    """What made the report."""

    name: Text
    version: Text
    user_agent: Text
    ruleset: Ruleset
    health_definition: int


class Scope(Part):
    """What was audited."""

    type: Text
    """`collection`, `initiatives`, or another word."""
    value: Text
    """The scope as a stable word: two runs compare only when it is the same."""


class TriggeredBy(Part):
    """What started the run."""

    via: Text
    """`schedule`, `command`, `api` or `demo`."""
    by: Text | None
    """An opaque reference to a person; null when nobody in particular."""


class Warned(Part):
    """Something that a reader of the run should know."""

    code: Text
    message: Text
    host: Text | None


class Canaries(Part):
    """How our own connection did."""

    ok: Count
    failed: Count


class RunPart(Part):
    """The facts of the run."""

    id: Text
    kind: Text
    """`scheduled`, `manual`, `on_demand` or `demo`."""
    status: Text
    """`complete`, `partial`, `inconclusive` or `failed`."""
    why: Text | None
    """For a run that is not complete, the reason."""
    scope: Scope
    triggered_by: TriggeredBy
    started_at: Moment
    finished_at: Moment | None
    duration_ms: Count | None
    error: Text | None
    """For a failed run, what failed."""
    warnings: tuple[Warned, ...]
    canaries: Canaries


class SkippedReport(Part):
    """A newer report that could not serve for comparing."""

    report_id: Text
    reason: Text


class BaselinePart(Part):
    """The earlier report that this one is held against."""

    report_id: Text | None
    comparable: bool
    reason: Text | None
    """Why there is nothing to compare with."""
    skipped: tuple[SkippedReport, ...]


class Unjudged(Part):
    """Why some links have no verdict."""

    reason: Text
    links: Count
    initiatives: Count


class CoveragePart(Part):
    """How much was read and judged."""

    initiatives: Count
    initiatives_read: Count
    drafts: Count
    skipped: Counts
    """Entries left out, by reason."""
    links: Count
    internal: Count
    targets: Count
    judged: Count
    percent: Annotated[float, Field(ge=0, le=100)]
    not_judged: tuple[Unjudged, ...]


class LikeForLike(Part):
    """The change over the initiatives that are in both reports."""

    initiatives: Count
    change_points: float | None


class HealthPart(Part):
    """The share of initiatives with nothing broken, by definition 1."""

    percent: Annotated[int, Field(ge=0, le=100)] | None
    clean: Count
    broken: Count
    unknown: Count
    in_grace: Count
    comparable: bool
    like_for_like: LikeForLike | None
    joined: Count
    left: Count
    left_broken: Count
    median_days_open: Count | None


class Totals(Part):
    """Counts. `open` is what editors are shown; a suspected finding is counted under `by_certainty` alone."""

    open: Count
    by_severity: Counts
    """Confirmed findings."""
    by_certainty: Counts
    by_state: Counts
    by_rule: Counts
    acknowledged: Count
