"""The mail about a run that cannot be trusted, for those who look after the audit."""

from dataclasses import dataclass
from datetime import date, datetime

from audit.delivery.items import Links
from audit.delivery.letter import Action, Group, Item, Letter
from audit.delivery.targets import clipped, plain, shown
from audit.delivery.voice import Voice, day_of
from audit.model.report import Report
from audit.model.run import Run

_MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What went wrong with a night."""

    kind: str
    """``partial``, ``inconclusive``, ``failed`` or ``absent``; ``week`` when no report of the week can be trusted."""
    day: date
    """The local day: at most one mail is sent for it."""
    why: str = ""
    coverage_percent: float = 0.0
    run: Run | None = None
    stands: str = ""
    """The id of the report that still stands."""
    report_url: str = ""
    next_at: datetime | None = None

    @property
    def key(self) -> str:
        """With which the mail is sent once: a night's own mail does not keep back the week's."""
        return self.day.isoformat() + (".week" if self.kind == "week" else "")


def trouble_of(report: Report, links: Links, *, next_at: datetime | None = None) -> Trouble:
    """What went wrong with the night of a report that cannot be trusted."""
    return Trouble(
        kind=report.run.status.value,
        day=report.date,
        why=report.run.why,
        coverage_percent=report.coverage.percent,
        run=report.run,
        stands=report.previous_id or "",
        report_url=links.report(report) if links.base_url else "",
        next_at=next_at,
    )


def trouble_letter(trouble: Trouble, *, voice: Voice, first: Trouble | None = None) -> Letter:
    """The mail about a night's trouble; one that follows the trouble of the nights before keeps its subject and its thread."""
    subject = _subject(first or trouble, voice)
    return Letter(
        kind="run_problem",
        key=trouble.key,
        subject=clipped(subject, 78),
        preheader=_preheader(trouble, voice),
        heading=voice(f"problem_heading_{trouble.kind}"),
        paragraphs=tuple(_paragraphs(trouble, voice)),
        groups=tuple(_groups(trouble, voice)),
        actions=(Action(text=voice("problem_look"), url=trouble.report_url),) if trouble.report_url else (),
        footer=(voice("problem_footer_week" if trouble.kind == "week" else "problem_footer"),),
        language=voice.wording.language,
        follows=first.key if first else "",
    )


def _subject(trouble: Trouble, voice: Voice) -> str:
    if trouble.kind == "absent" and trouble.stands:
        return voice("problem_subject_absent", date=day_of(trouble.stands))
    return voice(f"problem_subject_{trouble.kind}", percent=voice.wording.share(trouble.coverage_percent), date=trouble.day)


def _preheader(trouble: Trouble, voice: Voice) -> str:
    parts = [voice("problem_reason", why=_sentence(trouble.why, 80))] if trouble.why else []
    if trouble.next_at:
        parts.append(_next(trouble.next_at, voice))
    return " ".join(parts)


def _paragraphs(trouble: Trouble, voice: Voice) -> list[str]:
    told = [voice(f"problem_{trouble.kind}", percent=voice.wording.share(trouble.coverage_percent))]
    if trouble.why:
        told.append(voice("problem_reason", why=_sentence(trouble.why, 500)))
    told.append(voice("problem_stands", date=day_of(trouble.stands)) if trouble.stands else voice("problem_stands_none"))
    if trouble.next_at:
        told.append(_next(trouble.next_at, voice))
    return told


def _sentence(text: str, longest: int) -> str:
    written = clipped(text, longest)
    return written if written.endswith((".", "!", "?", "…")) else written + "."


def _next(moment: datetime, voice: Voice) -> str:
    return voice("problem_next", date=voice.day(moment), time=voice.clock(moment))


def _groups(trouble: Trouble, voice: Voice) -> list[Group]:
    if trouble.run is None:
        return []
    silent = {canary.url: canary for canary in trouble.run.canaries if not canary.ok}
    canaries = [
        Item(ids=(f"canary-{number}",), title=shown(canary.url), sentence=clipped(canary.detail, 120))
        for number, canary in enumerate(silent.values(), 1)
    ]
    faults = [
        Item(
            ids=(f"fault-{number}",),
            title=clipped(fault.subject, 100),
            place=plain(fault.stage),
            sentence=clipped(fault.message, 200),
        )
        for number, fault in enumerate(trouble.run.faults, 1)
    ]
    found = (("problem_canaries", canaries), ("problem_faults", faults))
    return [
        Group(
            heading=voice(heading),
            items=tuple(items[:_MOST]),
            more=voice("more_plain", count=len(items) - _MOST) if len(items) > _MOST else "",
        )
        for heading, items in found
        if items
    ]
