"""What a page says, in the report's language and time zone."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self
from zoneinfo import ZoneInfo

from audit.model.report import LABELS, Report
from audit.model.verdict import Judgement, Verdict
from audit.wording import Wording, catalogue

_ON_CARDS = (
    "why",
    "do",
    "instead",
    "details",
    "edit",
    "host",
    "verdict",
    "evidence",
    "address",
    "final",
    "curl",
    "checked",
    "new",
    "rule",
    "id",
)

_TOLD_BY_REASON = frozenset({Verdict.BROKEN, Verdict.UNSTABLE})
"""Verdicts that leave open what a visitor meets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The catalogue of wording, with the time zone of a report's readers."""

    wording: Wording
    zone: ZoneInfo
    _said: dict[object, str] = field(default_factory=dict, compare=False, repr=False)
    """What was said before: a large report says the same some thousand times."""

    @classmethod
    def of(cls, report: Report, *, language: str) -> Self:
        """The words for one report."""
        return cls(wording=catalogue(language), zone=ZoneInfo(report.timezone))

    @property
    def language(self) -> str:
        """The language's tag for ``lang``."""
        return self.wording.language

    def t(self, key: str, **values: str | float | date) -> str:
        """One text of the catalogue."""
        asked = (key, *values.items())
        known = self._said.get(asked)
        if known is None:
            known = self._said[asked] = self.wording.text(key, **values)
        return known

    @property
    def of_cards(self) -> dict[str, str]:
        """The words that stand on every card, looked up once a page."""
        said = {word: self.t(f"page.card.{word}") for word in _ON_CARDS}
        said["waiting"] = self.t("page.section.waiting")
        return said | {label: self.t(f"label.{label}") for label in LABELS}

    def many(self, key: str, number: int, **values: str | float | date) -> str:
        """One text of the catalogue, in its form for one when the number is one."""
        return self.t(f"{key}_one" if number == 1 else key, **values)

    def known(self, group: str, word: str) -> str:
        """The text of `word` in a group; where neither it nor a text for others is there, the word itself made readable."""
        try:
            return self.t(f"{group}.{word}")
        except KeyError:
            return word.replace("-", " ").replace("_", " ")

    def seen(self, judgement: Judgement) -> str:
        """What one look at a link saw: ``Page not found``."""
        if judgement.verdict in _TOLD_BY_REASON:
            family = f"{judgement.reason[: len('status-4')]}xx"
            for key in (f"seen.{judgement.reason}", f"seen.{family}"):
                if key in self.wording.texts:
                    return self.t(key)
        return self.known("verdict", judgement.verdict)

    def rule(self, rule: str) -> str:
        """What a rule says in general."""
        return self.wording.title(rule)

    def number(self, number: float) -> str:
        """``24,997``."""
        return self.wording.number(number)

    def count(self, noun: str, number: int) -> str:
        """``3 links``, ``1 link``."""
        return self.wording.count(number, noun)

    def points(self, points: float) -> str:
        """``1 point``, ``2.5 points``."""
        number = self.number(points)
        return self.t("page.note.points_one" if number == self.number(1) else "page.note.points", points=number)

    def share(self, percent: float) -> str:
        """See `Wording.share`."""
        return self.wording.share(percent)

    def moment(self, moment: datetime) -> str:
        """``Saturday 21 November 2026, 02:00 CET``, in the report's time zone."""
        known = self._said.get(moment)
        if known is None:
            known = self._said[moment] = self._moment(moment)
        return known

    def _moment(self, moment: datetime) -> str:
        here = moment.astimezone(self.zone)
        zone = here.tzname() or ""
        if zone.startswith(("+", "-")):
            zone = f"UTC{zone}"
        return self.t("page.moment.format", day=here.date(), time=f"{here:%H:%M}", zone=zone)

    def since(self, moment: datetime, days: int) -> str:
        """``since 2 November 2026 (19 days)``."""
        if days == 0:
            return self.t("page.card.today")
        return self.t("page.card.since", day=self.day_of(moment), days=self.count("day", days))

    def day_of(self, moment: datetime) -> date:
        """The day of a moment, where the readers are."""
        return moment.astimezone(self.zone).date()

    def report_day(self, report_id: str) -> str:
        """A report's id as people say it: the day, and for a further report of the day its number."""
        day, _, revision = report_id.partition(".")
        said = self.t("page.report.day", day=date.fromisoformat(day))
        return f"{said} ({self.t('page.report.revision', number=revision)})" if revision else said
