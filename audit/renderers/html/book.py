"""One report being turned into pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from audit.model.report import Report
from audit.ports import Document
from audit.renderers.html.actions import Action
from audit.renderers.html.environment import page
from audit.renderers.html.trail import above, steps
from audit.renderers.html.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A report, its words, and what its pages may lead to."""

    report: Report
    words: Words
    actions: tuple[Action, ...]
    """Everything that there is to do, what helps most first."""
    hosts: frozenset[str]
    """The websites that have a page."""

    @property
    def followed(self) -> frozenset[str]:
        """The targets that have a history to show."""
        return frozenset(row.check.target_id for row in self.report.targets if row.history)

    def page(self, template: str, name: str, *, title: str = "", **shown: Any) -> Document:
        """One page below the report's folder."""
        context: Mapping[str, Any] = {"before": "", "after": "", "title": title, **shown}
        content = page(
            template,
            w=self.words,
            say=self.words.of_cards,
            report=self.report,
            followed=self.followed,
            up=above(name),
            steps=steps(self.report, self.words, name=name, title=title),
            page=context,
        )
        return Document(name=name, content=content)
