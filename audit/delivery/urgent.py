"""The mail about what has to go today."""

from collections.abc import Sequence

from audit.delivery.items import Links, full_item, together
from audit.delivery.letter import Group, Letter
from audit.delivery.nightly import SUBJECT
from audit.delivery.owners import Owner, lines_of, report_note
from audit.delivery.targets import clipped
from audit.delivery.voice import Voice
from audit.model.report import Line, Report
from audit.model.run import RunStatus
from audit.model.standing import State


def owner_urgent(report: Report, owner: Owner, *, voice: Voice, links: Links) -> tuple[Letter, ...]:
    """One mail for each thing of hers that has to go today; none from a run that cannot be trusted."""
    return _letters(lines_of(report, owner), report, voice=voice, links=links, unsubscribe=owner.pages.stop_url)


def manager_urgent(report: Report, *, voice: Voice, links: Links) -> tuple[Letter, ...]:
    """One mail for each thing that has to go today, whosever it is."""
    return _letters(report.to_do, report, voice=voice, links=links)


def _letters(lines: Sequence[Line], report: Report, *, voice: Voice, links: Links, unsubscribe: str = "") -> tuple[Letter, ...]:
    if report.run.status is not RunStatus.COMPLETE:
        return ()
    deeds = together([line for line in lines if line.label == "remove"])
    return tuple(_urgent(deed, report, voice=voice, links=links, unsubscribe=unsubscribe) for deed in deeds)


def _urgent(deed: Sequence[Line], report: Report, *, voice: Voice, links: Links, unsubscribe: str) -> Letter:
    line = deed[0]
    item = full_item(deed, report=report, voice=voice, links=links)
    about = "urgent_subject_link" if line.finding.family == "link" else "urgent_subject"
    # Told once for each target, and once more when it comes back.
    key = f"{(line.finding.target_id or line.finding.id)[-12:]}.{line.record.first_seen:%Y%m%d}"
    if line.record.state is State.CAME_BACK:
        key += f".{report.date:%Y%m%d}"
    subject = voice(about, title=clipped(line.initiative, SUBJECT - len(voice(about, title=""))))
    return Letter(
        kind="owner_urgent",
        key=key,
        subject=subject,
        preheader=voice("urgent_preheader"),
        heading=subject,
        paragraphs=(clipped(line.message.why, 300),),
        groups=(Group(items=(item,)),),
        footer=(voice("why_urgent"), report_note(report, voice)),
        unsubscribe=unsubscribe,
        language=voice.wording.language,
    )
