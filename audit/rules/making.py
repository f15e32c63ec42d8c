"""Putting findings together, so that all rules fill them in alike."""

from collections.abc import Sequence

from audit.model.entry import Entry
from audit.model.finding import Certainty, Finding, Occurrence, Params
from audit.model.location import FieldPath, Location, dotted
from audit.rules.contract import Case, Rule
from audit.rules.reading.places import field_of

LINK_PARAMS = ("field", "address", "host", "words", "redirect", "suggestion", "takeover")
"""What every finding about a link tells the wording."""


def place(entry: Entry, path: FieldPath, *, offset: int | None = None, sentence: str = "") -> Location:
    """Where the value at `path`, or the character `offset` of it, stands in the entry's file."""
    line, column = entry.marks.place(path) if offset is None else entry.marks.offset_place(path, offset)
    return Location(path=entry.path, field=dotted(path), line=line, column=column, sentence=sentence)


def params(**values: str | int) -> Params:
    """Named values for the wording, in the order given."""
    return tuple((name, str(value)) for name, value in values.items())


def content_finding(
    rule: Rule,
    entry: Entry,
    occurrences: Sequence[Occurrence],
    *,
    values: Params = (),
    tell_apart: str = "",
) -> Finding:
    """A finding about the entry's own content; its field is that of the first occurrence.

    `tell_apart` distinguishes findings of one family in one field; it must not depend on positions.
    """
    first = occurrences[0].location
    label = entry.label(first.top_field) if first.field else ""
    return Finding(
        rule=rule.name,
        family=rule.family,
        severity=rule.severity,
        certainty=rule.certainty,
        entry_id=entry.id,
        field=field_of(first),
        occurrences=tuple(occurrences),
        target_key=tell_apart,
        params=(("field", label), *values),
    )


def link_finding(
    rule: Rule,
    case: Case,
    *,
    values: Params = (),
    target_key: str | None = None,
    certainty: Certainty | None = None,
) -> Finding:
    """A finding about the target of a case, with every mention as an occurrence."""
    first = case.mentions[0]
    target, judgement = case.target, case.judgement
    key = target.key if target else first.href.strip()
    common = params(
        field=case.entry.label(first.location.top_field) if isinstance(case.entry, Entry) and first.location.field else "",
        address=target.url if target else first.href.strip(),
        host=target.host if target else "",
        words=first.text,
        redirect=_redirect(case),
        suggestion=judgement.suggest or "",
        takeover="yes" if "takeover-risk" in judgement.notes else "",
    )
    return Finding(
        rule=rule.name,
        family=rule.family,
        severity=rule.severity,
        certainty=certainty or rule.certainty,
        entry_id=first.entry_id,
        field=first.location.stable_field,
        occurrences=tuple(Occurrence(location=link.location, text=link.text, href=link.href) for link in case.mentions),
        target_key=key if target_key is None else target_key,
        target_id=target.id if target else "",
        params=common + values,
    )


def _redirect(case: Case) -> str:
    final = case.judgement.final_url
    return final if final and (case.target is None or final != case.target.url) else ""
