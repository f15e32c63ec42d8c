"""One audit from beginning to end: read, extract, check, probe, judge, compare, publish."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from audit.clock import Clock
from audit.errors import AuditError
from audit.history import merged
from audit.model.acknowledgement import Acknowledgement
from audit.model.report import Report
from audit.model.run import Notice, Run, RunStatus
from audit.ports import IndexRenderer, Living, Memory, Progress, Renderer, Source, Store
from audit.run.asked import unasked_notices
from audit.run.asker import Asker
from audit.run.circumstances import circumstances
from audit.run.comparison import Compared, Comparison
from audit.run.composing import Composer
from audit.run.crew import Desk
from audit.run.expiry import make_room
from audit.run.gather import Gatherer
from audit.run.inquiry import Answers, Inquiry
from audit.run.listing import Listing
from audit.run.lock import run_lock
from audit.run.looks import earlier_looks
from audit.run.narrowing import narrowed_content, narrowed_memory, taking
from audit.run.notices import carried_notices, event_notices, held_notices, unused_notices
from audit.run.plan import Plan
from audit.run.publish import Published, publish, reserved
from audit.run.publishable import publishable_fault
from audit.run.reading import Reader
from audit.run.recall import Recall
from audit.run.targets import Mentions
from audit.run.trust import status_of
from audit.wording import Wording

log = logging.getLogger(__name__)

TOLD_AT_ONCE = 150
"""Of so many findings a report is made within a second, so that whoever stops a run gets one without waiting for it."""


class Interrupted(AuditError):  # noqa: N818 - somebody wanted it
    """Somebody stopped a run: what had been checked is saved, and there is no report of it."""

    def __init__(self, *, asked: int, of: int) -> None:
        super().__init__(
            f"The run was interrupted. What had been checked is saved ({asked:,} of {of:,} addresses); it made no report.",
            remedy="The next run tells what came of it.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How an audit ended."""

    run: Run
    report: Report
    published: Published
    interrupted: bool = False
    """Somebody stopped it: the report is what had been done by then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """The conductor: every part is handed in."""

    plan: Plan
    source: Source
    store: Store
    asking: Callable[[], AbstractAsyncContextManager[Asker]]
    renderers: Sequence[Renderer]
    indexes: Sequence[IndexRenderer]
    living: Callable[[Report], Living]
    wording: Wording
    clock: Clock
    filed: Callable[[], Sequence[Acknowledgement]] = tuple
    """Reads what people have said of findings in a file under review."""

    async def run(self, run_id: str, *, kind: str, progress: Progress) -> Ended:
        """Audit once and publish the report. Cancelled, it ends early: what was done is saved, and published where that is quick.

        Raises:
            Interrupted: it was cancelled, and what was done is saved without a report.
            Locked: another run is in progress.
            NothingToAudit: there is no content where the configuration points.
            SurroundingsError: the disk or the database failed us.
        """
        with run_lock(self.plan.reports, run_id=run_id):
            await self.store.open()
            begun = Run(id=run_id, kind=kind, scope=self.plan.scope, ruleset=self.plan.ruleset, started_at=self.clock.now())
            await self.store.begin(begun)
            try:
                return await self._stages(begun, progress)
            except Interrupted:
                raise  # its record is written already
            except BaseException as error:
                # The record of a run that failed must not hide why it failed.
                with suppress(Exception):
                    await self._failed(begun, error)
                raise

    async def _failed(self, begun: Run, error: BaseException) -> None:
        """Leave word of a run that made no report: in the store, and on the list of reports."""
        if any(row.run.id == begun.id for row in await self._listing.earlier()):
            return  # it was stopped when its report stood already
        at = self.clock.now()
        await self.store.fail(replace(begun, status=RunStatus.FAILED, finished_at=at, why=str(error) or type(error).__name__))
        await self._listing.note_failure(at=at)

    @property
    def _listing(self) -> Listing:
        return Listing(plan=self.plan, store=self.store, indexes=self.indexes)

    async def _stages(self, begun: Run, progress: Progress) -> Ended:
        comparison = await self.look(begun, progress)
        answers = comparison.answers
        run, compared = self.concluded(begun, comparison)
        notices = (*held_notices(compared), *unused_notices(compared))
        unasked = unasked_notices(comparison.gathered.entries.values(), comparison.context)
        run = replace(run, warnings=(*run.warnings, *notices, *unasked))
        if answers.interrupted and sum(record.shown_at is not None for record in compared.records) > TOLD_AT_ONCE:
            await self.store.keep_looks(run, streaks=compared.streaks.values())
            raise Interrupted(asked=len(answers.asked), of=comparison.mentions.to_ask)
        progress.stage("publish")
        ended = await _undisturbed(self._publish(run, comparison, compared))
        log.info("run finished", extra={"run": run.id, "status": run.status.value, "report": ended.report.id})
        return replace(ended, interrupted=answers.interrupted)

    def concluded(self, begun: Run, comparison: Comparison) -> tuple[Run, Compared]:
        """What a run came to, and how far it can be trusted, with the notices that any look calls for."""
        answers, gathered = comparison.answers, comparison.gathered
        subjects = comparison.mentions.to_ask + gathered.published
        status, why = status_of(answers, gathered, subjects=subjects, outage=comparison.outage)
        compared = comparison.done(status)
        notices = (
            *(Notice(code="store", message=text) for text in self.store.notices),
            *carried_notices(answers.checks.values()),
            *event_notices(compared),
        )
        run = replace(
            begun,
            status=status,
            why=why,
            finished_at=self.clock.now(),
            canaries=answers.canaries,
            faults=tuple(map(publishable_fault, (*gathered.faults, *answers.faults))),
            warnings=notices,
        )
        return run, compared

    async def look(self, begun: Run, progress: Progress, *, only: frozenset[str] = frozenset()) -> Comparison:
        """Read the content and ask the web, and hold both against what is remembered; nothing but single checks is kept yet.

        With `only`, of these initiatives alone: nobody else's links are asked, and nobody else's findings stand against them.

        Raises:
            NoSuchInitiative: some of `only` are no published entries; nothing was asked.
        """
        filed = await asyncio.to_thread(self.filed)
        mentions = Mentions(known_hosts=self.plan.known_hosts, allowed=self.plan.allowed, excluded=self.plan.excluded)
        memory = await self.store.memory(scope=self.plan.scope, ruleset=begun.ruleset, before=begun.started_at)
        gatherer = await self._gather(mentions, memory, progress, only=only)
        gathered = narrowed_content(gatherer.gathered, only) if only else gatherer.gathered
        answers = await self._ask(begun, mentions, memory, progress, adaptive=not only)
        return Comparison(
            gathered=gathered,
            mentions=mentions,
            answers=answers,
            memory=narrowed_memory(memory, only) if only else memory,
            link_rules=self.plan.link_rules,
            context=gatherer.context,
            rules=frozenset(self.plan.rules),
            ruleset=begun.ruleset,
            policy=self.plan.policy,
            at=begun.started_at,
            today=begun.started_at.astimezone(self.plan.zone).date(),
            words=merged(await self.store.acknowledgements(), filed, at=begun.started_at),
            whole=not only,
        )

    async def _gather(self, mentions: Mentions, memory: Memory, progress: Progress, *, only: frozenset[str]) -> Gatherer:
        progress.stage("read", total=await asyncio.to_thread(self.source.count))
        now = self.clock.now()
        context = replace(self.plan.context(now, await asyncio.to_thread(self.source.index)), said_since=memory.said_since)
        desk = Desk(source=self.source, rules=self.plan.content_rules, context=context)
        known = await asyncio.to_thread(circumstances, rules=desk.rules, context=context)
        recall = Recall(store=self.store, circumstances=known, now=now, said_since=memory.said_since)
        gatherer = Gatherer(
            reader=Reader(desk=desk, recall=recall, hands=self.plan.hands),
            site_rules=self.plan.site_rules,
            take=taking(mentions, only) if only else mentions.add,
        )
        done = 0
        async for read in gatherer.batches():
            done += read
            progress.advance(done=done)
        return gatherer

    async def _ask(self, begun: Run, mentions: Mentions, memory: Memory, progress: Progress, *, adaptive: bool) -> Answers:
        inquiry = Inquiry(
            mentions=mentions,
            store=self.store,
            run_id=begun.id,
            progress=progress,
            pages=await self.store.pages(),
            streaks=memory.streaks,
            # Whoever presses the button wants to know how things are now.
            rechecks=replace(self.plan.rechecks, adaptive=adaptive and self.plan.rechecks.adaptive and begun.kind != "on_demand"),
        )
        if not self.plan.probing:
            return await inquiry.skip(at=self.clock.now())
        async with self.asking() as asker:
            return await inquiry.ask(asker, canaries=self.plan.canaries)

    async def _publish(self, run: Run, comparison: Comparison, compared: Compared) -> Ended:
        earlier = await self._listing.earlier()
        composer = Composer(plan=self.plan, run=run, comparison=comparison, compared=compared, wording=self.wording)
        looks = await earlier_looks(self.store, composer.looked_up, before=run.started_at)
        with reserved(composer.day, root=self.plan.reports) as revision:
            report = composer.report(revision=revision, rows=earlier, looks=looks)
            index, *feeds = await self._listing.documents(report, earlier)
            documents = (document for renderer in self.renderers for document in renderer.render(report))
            finish = partial(
                self.store.finish,
                run,
                report,
                records=compared.records,
                streaks=compared.streaks.values(),
                links=comparison.mentioned,
                acknowledgements=compared.acknowledgements,
            )
            put = partial(publish, report, documents, index, root=self.plan.reports, feeds=feeds, living=self.living(report))
            loop = asyncio.get_running_loop()
            published = await asyncio.to_thread(put, remember=lambda: asyncio.run_coroutine_threadsafe(finish(), loop).result())
        await self.store.prune(self.plan.keep_days)
        await asyncio.to_thread(make_room, self.plan, report, earlier, made={document.name for document in (index, *feeds)})
        return Ended(run=run, report=report, published=published)


async def _undisturbed(work: Coroutine[Any, Any, Ended]) -> Ended:
    """Let `work` come to its end even when it is cancelled meanwhile: disk and store must agree on what was published."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise
