"""Those who are responsible for initiatives, and what is theirs in a report."""

from dataclasses import dataclass

from audit.delivery.counting import PROBLEMS, label_when_open
from audit.delivery.items import Links
from audit.delivery.letter import Action
from audit.delivery.nightly import coverage_sentence
from audit.delivery.voice import Voice
from audit.delivery.week import Week
from audit.model.correspondence import Rhythm
from audit.model.report import Closed, Line, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerPages:
    """The pages of one person at the service; every address is a page, and only what she presses there changes anything."""

    list_url: str = ""
    """Her own list."""
    settings_url: str = ""
    hand_over_url: str = ""
    stop_url: str = ""
    """Takes her off the list by POST; shows a page by GET."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Someone who is responsible for initiatives."""

    ref: str
    """The digest by which reports name her; empty for those to whom falls what is nobody's."""
    to: tuple[str, ...]
    """Her address; several for those to whom falls what is nobody's."""
    name: str = ""
    rhythm: Rhythm = Rhythm.WEEKLY
    pages: OwnerPages = OwnerPages()


def lines_of(report: Report, owner: Owner) -> list[Line]:
    """What is to be done in the owner's initiatives, without what is only suspected and what waits by agreement."""
    hers = {row.id for row in report.initiatives if row.owner_ref == owner.ref}
    return [line for line in report.to_do if line.label != "suspected" and line.finding.entry_id in hers]


def fixed_for(week: Week, owner: Owner) -> tuple[Closed, ...]:
    """What was fixed in the owner's initiatives, and is worth a thank-you."""
    return tuple(closed for closed in week.fixed_of(owner.ref) if label_when_open(closed) in (*PROBLEMS, "check"))


def report_note(report: Report, voice: Voice) -> str:
    """Which report a mail speaks of, and how much of the web it judged."""
    return voice("of_report", date=report.date, coverage=coverage_sentence(report, voice))


def ways(report: Report, owner: Owner, voice: Voice, links: Links) -> tuple[Action, ...]:
    """What can be done about the mails themselves; only what is really there."""
    known = (
        ("way_settings", owner.pages.settings_url),
        ("way_hand_over", owner.pages.hand_over_url),
        ("way_stop", owner.pages.stop_url),
        ("way_method", links.method(report) if links.base_url else ""),
    )
    return tuple(Action(text=voice(key), url=url) for key, url in known if url)
