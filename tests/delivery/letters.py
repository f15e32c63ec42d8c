"""One mail of every kind, of reports of every kind."""

from dataclasses import replace
from datetime import UTC, date, datetime

from audit.delivery.digests import owner_digest, owner_done
from audit.delivery.items import Links
from audit.delivery.letter import Letter
from audit.delivery.managers import manager_digest
from audit.delivery.nightly import nightly_letter
from audit.delivery.owners import Owner, OwnerPages
from audit.delivery.trouble import trouble_letter, trouble_of
from audit.delivery.urgent import manager_urgent, owner_urgent
from audit.delivery.voice import Voice
from audit.delivery.week import Week
from audit.model.report import Report
from audit.model.run import RunStatus
from tests.renderers import reports

LINKS = Links(base_url="https://audit.example.org/reports", edit_url="https://cms.example/{id}", service_url="https://audit.example.org")
MONDAY = date(2026, 11, 23)
OWN = "https://audit.example.org/owners/bm90IGEgcmVhbCBvbmU"
PAGES = OwnerPages(
    list_url=f"{OWN}/",
    settings_url=f"{OWN}/settings",
    hand_over_url=f"{OWN}/hand-over",
    stop_url="https://audit.example.org/owners/c3RvcA/stop",
)
KINDS = ("report", "owner_digest", "owner_urgent", "owner_done", "manager_digest", "run_problem")


def owner_in(report: Report, *, name: str = "Amina") -> Owner:
    """Somebody who owns everything in the report."""
    return Owner(
        ref=report.initiatives[0].owner_ref if report.initiatives else "o1_7f3a", to=("amina@example.org",), name=name, pages=PAGES
    )


def week_of(*nights: Report, sent: date = MONDAY) -> Week:
    found = Week.until(datetime(sent.year, sent.month, sent.day, 6, tzinfo=UTC), nights, sent=sent)
    assert found is not None
    return found


def letters_about(report: Report, voice: Voice) -> dict[str, Letter]:
    """Every kind of mail that the report gives cause for."""
    owner, week = owner_in(report), week_of(report)
    urgent = owner_urgent(report, owner, voice=voice, links=LINKS) or manager_urgent(report, voice=voice, links=LINKS)
    mended = replace(report, lines=(), closed=tuple(replace(one, record=_of(one.record, report)) for one in reports.several().closed))
    made = {
        "report": nightly_letter(report, voice=voice, links=LINKS),
        "owner_digest": owner_digest(week, owner, voice=voice, links=LINKS),
        "owner_urgent": urgent[0] if urgent else None,
        "owner_done": owner_done(week_of(mended), owner, voice=voice, links=LINKS),
        "manager_digest": manager_digest(week, voice=voice, links=LINKS, off=("Joao", "<b>Bo</b>")),
        "run_problem": trouble_letter(trouble_of(_doubtful(report), LINKS), voice=voice),
    }
    return {kind: letter for kind, letter in made.items() if letter}


def _of(record, report: Report):
    """The record as one of the report's first initiative."""
    return replace(record, finding=replace(record.finding, entry_id=report.initiatives[0].id))


def _doubtful(report: Report) -> Report:
    run = replace(reports.inconclusive().run, faults=report.run.faults, why=report.run.why or reports.inconclusive().run.why)
    return replace(report, run=replace(run, status=RunStatus.INCONCLUSIVE))
