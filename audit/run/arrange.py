"""A run arranged for reading: from what was found and remembered to the report that every renderer is handed."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import quote

from audit.history import standing_verdict
from audit.model.finding import SEVERITY_ORDER, Finding
from audit.model.link import LinkKind
from audit.model.redaction import without_secrets
from audit.model.report import LABELS, Closed, Coverage, Line, NotJudged, TargetRow
from audit.model.standing import Check, Record, State, Streak
from audit.run.gather import Gathered
from audit.run.initiatives import field_label, is_judged
from audit.run.publishable import publishable_check, publishable_finding
from audit.run.repeating import curl_line
from audit.run.targets import Mentions
from audit.wording import Wording

_BUTTONS = frozenset({"call_to_action", "url_to_take_action"})
"""Fields that make the page's button, by their usual names."""

_ONE_REASON = {"auth-required": "login"}
"""Reasons that are one and the same to a reader."""

_OVER = frozenset({State.FIXED, State.LEFT, State.NOT_RECHECKED})


@dataclass(frozen=True, kw_only=True)
class Arranger:
    """Puts the parts of a run in the order of reading."""

    gathered: Gathered
    mentions: Mentions
    checks: Mapping[str, Check]
    """By target id."""
    wording: Wording
    user_agent: str
    edit_url: str = ""
    """Where an entry is edited in the CMS, with ``{collection}`` and ``{id}`` in it."""

    def lines(self, records: Iterable[Record]) -> tuple[Line, ...]:
        """The open findings, most urgent first."""
        reach = Counter(record.finding.target_id for record in records if record.finding.target_id)
        lines = [self._line(record) for record in records if record.state not in _OVER]
        stale = {line.finding.entry_id for line in lines if line.finding.rule == "content-stale"}
        broken = {line.finding.entry_id for line in lines if line.finding.target_id and line.label in {"remove", "fix"}}
        return tuple(sorted(lines, key=lambda line: self._order(line, reach, neglected=stale & broken)))

    def closed(self, records: Iterable[Record]) -> tuple[Closed, ...]:
        """The findings that are over, newest first."""
        over = [record for record in records if record.state in _OVER]
        over.sort(key=lambda record: (record.state or "", record.first_seen, record.id))
        return tuple(self._closed(record) for record in over)

    def _closed(self, record: Record) -> Closed:
        finding = publishable_finding(record.finding)
        ended = record.closed_at or record.last_seen
        return Closed(
            record=replace(record, finding=finding),
            initiative=self._title(finding.entry_id),
            title=self.wording.message(finding).title,
            state=record.state or State.FIXED,
            fixed_by=record.fixed_by,
            days_open=max((ended - record.first_seen).days, 0),
        )

    def _line(self, record: Record) -> Line:
        finding = publishable_finding(record.finding)
        record = replace(record, finding=finding)
        check = self.checks.get(finding.target_id)
        judgement = check.judgement if check else None
        return Line(
            record=record,
            message=self.wording.message(finding),
            initiative=self._title(finding.entry_id),
            field_label=self._label(finding.entry_id, finding.field),
            target_url=without_secrets(check.url if check else finding.occurrences[0].href),
            verdict=judgement.verdict.value if judgement else "",
            final_url=without_secrets((judgement.final_url or "") if judgement else ""),
            suggestion=without_secrets((judgement.suggest or "") if judgement else ""),
            evidence=without_secrets(_evidence(check)),
            curl=without_secrets(curl_line(check, user_agent=self.user_agent)),
            kind=_kind(finding),
            edit_url=self._edit_url(finding.entry_id),
        )

    def _edit_url(self, entry_id: str) -> str:
        entry = self.gathered.entries.get(entry_id)
        if not self.edit_url or entry is None:
            return ""
        return self.edit_url.replace("{collection}", quote(entry.collection, safe="")).replace("{id}", quote(entry.id, safe=""))

    def _title(self, entry_id: str) -> str:
        entry = self.gathered.entries.get(entry_id)
        return without_secrets(entry.title) if entry else self._unread.get(entry_id, entry_id.removeprefix("path:"))

    @cached_property
    def _unread(self) -> Mapping[str, str]:
        """The paths of what could not be read, by the ids that stand for it."""
        return {each.id: each.path for each in reversed(self.gathered.unreadable) if each.id}

    def _label(self, entry_id: str, field: str) -> str:
        return field_label(self.gathered.entries.get(entry_id), field.split(".", 1)[0])

    @staticmethod
    def _order(line: Line, reach: Mapping[str, int], *, neglected: Collection[str]) -> tuple[Any, ...]:
        finding = line.finding
        label = line.label
        return (
            LABELS.index(label) if label in LABELS else len(LABELS),
            SEVERITY_ORDER.index(finding.severity),
            line.kind != LinkKind.CALL_TO_ACTION,
            # Nobody has looked at these for long, and their links are broken: either alone is less urgent.
            finding.entry_id not in neglected,
            -reach.get(finding.target_id, 1),
            line.record.first_seen,
            finding.rule,
            line.initiative,
            line.record.id,
        )

    def coverage(self) -> Coverage:
        """How much was read and judged."""
        reasons: Counter[str] = Counter()
        touched: defaultdict[str, set[str]] = defaultdict(set)
        for target_id, links in self.mentions.by_target.items():
            check = self.checks.get(target_id)
            reason = "" if is_judged(check) else _why_not(check)
            if reason:
                reasons[reason] += len(links)
                touched[reason].update(link.entry_id for link in links)
        unjudged = sum(reasons.values())
        return Coverage(
            initiatives=self.gathered.published,
            initiatives_read=len(self.gathered.entries),
            drafts=self.gathered.skipped["draft"],
            skipped=tuple(sorted(self.gathered.skipped.items())),
            links=self.mentions.links,
            internal=self.mentions.internal,
            targets=len(self.mentions.by_target),
            judged=self.mentions.links - unjudged,
            not_judged=tuple(
                NotJudged(reason=reason, links=count, initiatives=len(touched[reason])) for reason, count in sorted(reasons.items())
            ),
        )

    def targets(self, streaks: Mapping[str, Streak], looks: Mapping[str, tuple[Check, ...]]) -> tuple[TargetRow, ...]:
        """Every target, by address, with the word that its nights come to; `looks` are the earlier ones at some of them."""
        rows = [
            TargetRow(
                check=publishable_check(_standing(self.checks[target_id], streaks.get(target_id))),
                used_in=len({link.entry_id for link in links}),
                links=len(links),
                history=looks.get(target_id, ()),
            )
            for target_id, links in self.mentions.by_target.items()
            if target_id in self.checks
        ]
        return tuple(sorted(rows, key=lambda row: (row.check.url, row.check.target_id)))


def _standing(check: Check, streak: Streak | None) -> Check:
    """The check with a failure that may pass called ``broken`` once it is confirmed."""
    verdict = standing_verdict(streak, check.judgement.verdict)
    return check if verdict is check.judgement.verdict else replace(check, judgement=replace(check.judgement, verdict=verdict))


def _kind(finding: Finding) -> str:
    """How the link stands in the content; only a call to action is told apart, since a dead one comes first."""
    if not finding.target_id:
        return ""
    button = any(place.location.top_field in _BUTTONS for place in finding.occurrences)
    return (LinkKind.CALL_TO_ACTION if button else LinkKind.INLINE).value


def _why_not(check: Check | None) -> str:
    if check is None:
        return "deadline"
    reason = check.judgement.reason or check.judgement.verdict.value
    return _ONE_REASON.get(reason, reason)


def _evidence(check: Check | None) -> str:
    if check is None:
        return ""
    parts = [check.judgement.detail]
    if check.method:
        parts.append(
            f"{check.method} {check.status if check.status is not None else check.error}, {check.ms} ms, {check.at:%Y-%m-%d %H:%M} UTC"
        )
    return "; ".join(part for part in parts if part)
