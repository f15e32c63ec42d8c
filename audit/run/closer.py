"""A closer look at a few initiatives, for somebody who has just mended something and would not wait for the night.

It reads what they say now and asks about their links, with every manner and guard of a whole run and under the same lock. What it saw
of links counts towards what the coming nights confirm. It publishes no report and closes nothing: of what was fixed the next report
tells, and of all other initiatives nothing is said.
"""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property

from audit.model.entry import Entry, Unreadable
from audit.model.report import LABELS, Closed, Health, Line, Report
from audit.model.run import Run, RunStatus
from audit.model.standing import State
from audit.ports import Progress
from audit.run.audit import Audit
from audit.run.comparison import Comparison
from audit.run.composing import Composer
from audit.run.lock import run_lock
from audit.run.narrowing import reading_id
from audit.wording import Wording

log = logging.getLogger(__name__)

SCOPE = "initiatives"

_UNCOUNTED = Health(percent=None, clean=0, broken=0, unknown=0, in_grace=0, comparable=False)


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What a closer look saw."""

    run: Run
    report: Report
    """As a report of these initiatives alone would have it; it is published nowhere, and its health is not counted."""
    interrupted: bool = False
    """Somebody stopped it: the rest was not looked at."""

    @cached_property
    def fixed(self) -> tuple[Closed, ...]:
        """What readers knew of and is over."""
        return tuple(one for one in self.report.closed if one.state is State.FIXED and one.record.closed_at == self.run.started_at)

    @cached_property
    def recovering(self) -> tuple[Line, ...]:
        """What works now; the night has to see it too."""
        return tuple(line for line in self._known if line.record.recovering_since)

    @cached_property
    def still(self) -> tuple[Line, ...]:
        """What readers knew of and is as it was."""
        return tuple(line for line in self._known if not line.record.recovering_since)

    @cached_property
    def fresh(self) -> tuple[Line, ...]:
        """What no report has told of yet."""
        return tuple(line for line in self.report.lines if line.label in LABELS and line.record.shown_at == self.run.started_at)

    @cached_property
    def suspected(self) -> tuple[Line, ...]:
        """What looks broken for the first time; the night will tell."""
        return tuple(line for line in self.report.lines if line.label not in LABELS)

    @cached_property
    def untold(self) -> tuple[Closed, ...]:
        """What readers knew of and could not be judged this time."""
        return tuple(one for one in self.report.closed if one.state is State.NOT_RECHECKED)

    @property
    def known(self) -> int:
        """How many findings readers knew of before."""
        return len(self.fixed) + len(self._known) + len(self.untold)

    @cached_property
    def _known(self) -> tuple[Line, ...]:
        return tuple(line for line in self.report.lines if line.label in LABELS and line.record.shown_at != self.run.started_at)


def title_of(looked: Looked, wording: Wording) -> str:
    """The heading of the page."""
    rows = looked.report.initiatives
    return wording.text("look.title", title=rows[0].title) if len(rows) == 1 else wording.text("look.title_more", count=len(rows))


def lead_of(looked: Looked, *, time: str, wording: Wording) -> str:
    """The sentence that answers whether it is fixed."""
    if looked.run.status in (RunStatus.PARTIAL, RunStatus.INCONCLUSIVE):
        return wording.text(f"look.{looked.run.status.value}")
    known, fixed = looked.known, len(looked.fixed)
    if not known and not looked.fresh and not looked.suspected:
        return wording.text("look.good", time=time, links=looked.report.coverage.links)
    word = "known" if fixed else "known_none" if known else "unknown"
    return wording.text(f"look.{word}", time=time, known=known, fixed=fixed)


def sections_of(looked: Looked) -> Iterator[tuple[str, Sequence[Line | Closed]]]:
    """What became of everything, by the word of the wording's ``look``; empty sections are left out."""
    sections: tuple[tuple[str, Sequence[Line | Closed]], ...] = (
        ("still", looked.still),
        ("new", looked.fresh),
        ("suspected", looked.suspected),
        ("recovering", looked.recovering),
        ("fixed", looked.fixed),
        ("not_rechecked", looked.untold),
    )
    return ((word, found) for word, found in sections if found)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloserLook:
    """Looks at a few initiatives with the parts of a whole audit."""

    audit: Audit
    initiatives: frozenset[str]

    async def run(self, run_id: str, *, kind: str, progress: Progress) -> Looked:
        """Look once. Cancelling it ends it early: what was seen of links is kept.

        Raises:
            Locked: another run is in progress.
            NoSuchInitiative: some of them are no published entries; nothing was asked.
            NothingToAudit: there is no content where the configuration points.
            SurroundingsError: the disk or the database failed us.
        """
        audit = self.audit
        with run_lock(audit.plan.reports, run_id=run_id):
            await audit.store.open()
            scope = f"{SCOPE}:{','.join(sorted(self.initiatives))}"
            begun = Run(id=run_id, kind=kind, scope=scope, ruleset=audit.plan.ruleset, started_at=audit.clock.now())
            await audit.store.begin(begun)
            try:
                comparison = await audit.look(begun, progress, only=self.initiatives)
                return await self._told(begun, comparison, progress)
            except BaseException as error:
                with suppress(Exception):
                    why = str(error) or type(error).__name__
                    await audit.store.fail(replace(begun, status=RunStatus.FAILED, finished_at=audit.clock.now(), why=why))
                raise

    async def _told(self, begun: Run, comparison: Comparison, progress: Progress) -> Looked:
        progress.stage("publish")
        audit = self.audit
        run, compared = audit.concluded(begun, comparison)
        composer = Composer(plan=audit.plan, run=run, comparison=comparison, compared=compared, wording=audit.wording)
        report = replace(composer.report(revision=1, rows=(), looks={}), health=_UNCOUNTED, base_url="")
        await audit.store.keep_looks(run, streaks=compared.streaks.values())
        log.info("closer look finished", extra={"run": run.id, "status": run.status.value, "initiatives": len(self.initiatives)})
        return Looked(run=run, report=report, interrupted=comparison.answers.interrupted)


async def unknown_among(initiatives: frozenset[str], audit: Audit) -> frozenset[str]:
    """Those that neither the newest complete report nor the content itself knows; the content is read only for those that are new."""
    for row in await audit.store.reports():
        if row.run.status is RunStatus.COMPLETE and row.run.scope == audit.plan.scope:
            report = await audit.store.report(row.report_id)
            initiatives -= {each.id for each in report.initiatives} if report else set()
            break
    return initiatives - await asyncio.to_thread(_read_ids, audit) if initiatives else initiatives


def _read_ids(audit: Audit) -> frozenset[str]:
    return frozenset(reading_id(each) for each in audit.source.read() if isinstance(each, Entry | Unreadable))
