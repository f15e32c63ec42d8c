"""The initiatives of a report: what is known of each, and what its own page shows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from audit.model.details import FieldCheck, LinkRow, PastDay
from audit.model.entry import Entry, Unreadable
from audit.model.finding import Finding
from audit.model.link import Link
from audit.model.redaction import without_secrets
from audit.model.report import InitiativeRow
from audit.model.standing import Check
from audit.model.verdict import Verdict
from audit.rules import Context, asked_fields
from audit.run.gather import Gathered
from audit.run.publishable import owner_ref
from audit.run.targets import Mentions

UNJUDGED = frozenset({Verdict.BLOCKED, Verdict.NOT_CHECKED})
"""Verdicts that do not say whether a visitor gets through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiatives:
    """Puts the initiatives of a run in order."""

    gathered: Gathered
    mentions: Mentions
    checks: Mapping[str, Check]
    """By target id."""
    context: Context
    """Names the fields that initiatives may not leave empty, besides those of their blueprints."""
    shown: Sequence[Finding]
    """The findings that readers are shown: their initiatives have pages."""
    past: Mapping[str, tuple[PastDay, ...]]
    """What became of earlier findings, by initiative."""

    def rows(self, health: Mapping[str, str]) -> tuple[InitiativeRow, ...]:
        """Every initiative, by title; `health` holds the word for each."""
        counted: Counter[str] = Counter()
        judged: Counter[str] = Counter()
        for target_id, links in self.mentions.by_target.items():
            settled = is_judged(self.checks.get(target_id))
            for link in links:
                counted[link.entry_id] += 1
                judged[link.entry_id] += settled
        found, linked = self._found(), self._linked()
        rows = [
            replace(
                row,
                health=health.get(row.id, row.health),
                links=counted[row.id],
                judged=judged[row.id],
                mentions=tuple(self._link_row(target_id, link) for target_id, link in linked.get(row.id, ())),
                fields=tuple(self._fields(row.id, found[row.id])) if row.id in found else (),
                past=self.past.get(row.id, ()) if row.id in found else (),
            )
            for row in self._plain()
        ]
        return tuple(sorted(rows, key=lambda row: (row.title.casefold(), row.id)))

    def _plain(self) -> Iterator[InitiativeRow]:
        yield from (_read(entry, entry_id=entry_id) for entry_id, entry in self.gathered.entries.items())
        yield from map(_unread, self.gathered.unreadable)

    def _found(self) -> dict[str, list[Finding]]:
        found: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in self.shown:
            found[finding.entry_id].append(finding)
        return found

    def _linked(self) -> dict[str, list[tuple[str, Link]]]:
        """The outbound links of the initiatives with pages, in the order of the text."""
        paged = {finding.entry_id for finding in self.shown}
        linked: defaultdict[str, list[tuple[str, Link]]] = defaultdict(list)
        for target_id, links in self.mentions.by_target.items():
            for link in links:
                if link.entry_id in paged:
                    linked[link.entry_id].append((target_id, link.link))
        for own in linked.values():
            own.sort(key=lambda one: (one[1].location.line, one[1].location.column, one[0]))
        return linked

    def _link_row(self, target_id: str, link: Link) -> LinkRow:
        label = field_label(self.gathered.entries.get(link.entry_id), link.location.top_field)
        return LinkRow(text=without_secrets(link.text), field_label=label, line=link.location.line, target_id=target_id)

    def _fields(self, entry_id: str, found: Iterable[Finding]) -> Iterator[FieldCheck]:
        """The fields that must hold something, in the blueprint's order, then those in which something was found."""
        entry = self.gathered.entries.get(entry_id)
        if entry is None:
            return
        specs = entry.blueprint.fields if entry.blueprint else ()
        asked = () if entry.redirects else asked_fields(entry, self.context)
        named = ("title", *(spec.handle for spec in specs if spec.required or spec.handle in asked), *asked)
        wrong = (finding.occurrences[0].location.top_field for finding in found if finding.family.startswith("content"))
        for handle in dict.fromkeys((*named, *wrong)):
            if handle:
                yield FieldCheck(handle=handle, label=field_label(entry, handle))


def is_judged(check: Check | None) -> bool:
    """Whether a check says if a visitor gets through."""
    return check is not None and check.judgement.verdict not in UNJUDGED


def field_label(entry: Entry | None, field: str) -> str:
    """The field's name as editors know it; the handle made readable where its entry could not be read."""
    return entry.label(field) if entry and field else field.replace("_", " ").capitalize()


def _read(entry: Entry, *, entry_id: str) -> InitiativeRow:
    owner = entry.fields.get("updated_by")
    partner = entry.fields.get("partner")
    named = partner if isinstance(partner, str) else ", ".join(map(str, partner)) if isinstance(partner, list) else ""
    return InitiativeRow(
        id=entry_id,
        title=without_secrets(entry.title),
        path=entry.path,
        collection=entry.collection,
        partner=without_secrets(named),
        owner_ref=owner_ref(owner) if isinstance(owner, str) and owner else "",
        owner_source="updated_by" if isinstance(owner, str) and owner else "",
        updated_at=_moment(entry.fields.get("updated_at")),
        content_sha256=entry.content_sha256,
    )


def _unread(each: Unreadable) -> InitiativeRow:
    return InitiativeRow(id=each.id or f"path:{each.path}", title=each.path, path=each.path, collection=each.collection, health="unknown")


def _moment(value: Any) -> datetime | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, ValueError, OSError):
        return None
