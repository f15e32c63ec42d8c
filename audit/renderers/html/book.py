"""One report being turned into pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Self

from audit.model.finding import Severity
from audit.model.report import LABELS, Closed, Line, Report, TargetRow
from audit.ports import Document
from audit.renderers.html.actions import Action, actions, may_be_opened
from audit.renderers.html.environment import page
from audit.renderers.html.trail import above, steps
from audit.renderers.html.words import Words


@dataclass(frozen=True, kw_only=True)
class Book:
    """A report, its words, and what its pages may lead to."""

    report: Report
    words: Words
    actions: tuple[Action, ...]
    """Everything that there is to do, what helps most first."""
    hosts: frozenset[str]
    """The websites that have a page."""

    @classmethod
    def of(cls, report: Report, *, language: str, alone: bool = False) -> Self:
        """The book of one report; `alone` for a page that leads to no other."""
        listed = actions(report.lines)
        hosts = frozenset[str]() if alone else _hosts_with_pages(report, listed)
        return cls(report=report, words=Words.of(report, language=language), actions=listed, hosts=hosts)

    @cached_property
    def targets(self) -> Mapping[str, TargetRow]:
        """Every target by its id."""
        return {row.check.target_id: row for row in self.report.targets}

    @cached_property
    def followed(self) -> frozenset[str]:
        """The targets that have a history to show: those of findings that readers are shown."""
        open_ = {line.finding.target_id for line in self.report.lines if line.label in LABELS}
        return frozenset(row.check.target_id for row in self.report.targets if row.history) & open_

    @cached_property
    def unsafe(self) -> frozenset[str]:
        """The targets that no reader may be offered as a link."""
        dangerous = {line.finding.target_id for line in self.report.lines if line.finding.severity is Severity.REMOVE}
        return frozenset(dangerous | {row.check.target_id for row in self.report.targets if not may_be_opened(row.check.judgement.verdict)})

    @cached_property
    def first_seen(self) -> Mapping[str, datetime]:
        """When the oldest open finding of each target was first seen."""
        found: dict[str, datetime] = {}
        for line in self.report.lines:
            known = found.get(line.finding.target_id, line.record.first_seen)
            found[line.finding.target_id] = min(known, line.record.first_seen)
        return found

    @cached_property
    def partners(self) -> Mapping[str, str]:
        """The partner of each initiative."""
        return {row.id: row.partner for row in self.report.initiatives}

    @cached_property
    def _closed(self) -> Mapping[str, Sequence[Closed]]:
        over: dict[str, list[Closed]] = {}
        for closed in self.report.closed:
            over.setdefault(closed.record.finding.entry_id, []).append(closed)
        return over

    def closed_of(self, entry_id: str) -> Sequence[Closed]:
        """The findings of one initiative that are over."""
        return self._closed.get(entry_id, ())

    def checked_at(self, line: Line) -> datetime:
        """When the thing of a finding was last looked at: in this run, but for a link that it left alone for once."""
        target = self.targets.get(line.finding.target_id)
        return target.check.at if target and target.check.carried else line.record.last_seen

    @cached_property
    def _say(self) -> dict[str, str]:
        return self.words.of_cards

    def page(self, template: str, name: str, *, title: str = "", up: str | None = None, **shown: Any) -> Document:
        """One page below the report's folder; `up` leads to that folder from a page that is shown elsewhere."""
        up = above(name) if up is None else up
        context: Mapping[str, Any] = {"before": "", "after": "", "title": title, "living": "", "texts": False, **shown}
        content = page(
            template,
            w=self.words,
            say=self._say,
            report=self.report,
            followed=self.followed,
            checked_at=self.checked_at,
            up=up,
            steps=steps(self.report, self.words, up=up, title=title),
            page=context,
        )
        return Document(name=name, content=content)


def _hosts_with_pages(report: Report, listed: tuple[Action, ...]) -> frozenset[str]:
    """The websites to which something happened as a whole, and those where one deed settles several addresses."""
    events = {row.host for row in report.hosts if row.event}
    return frozenset(events | {action.host for action in listed if action.host})
