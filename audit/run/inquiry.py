"""The stages probe and judge: asking the web, between two looks at the canaries."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from audit.history import Rechecks, Tonight, conditions, is_failing, still_told, tonight
from audit.judging import HTTPS_AVAILABLE
from audit.model.probe import Target
from audit.model.run import Canary, Fault
from audit.model.standing import Check, PageSeen, Streak
from audit.model.verdict import Judgement, Verdict
from audit.ports import Progress, Store
from audit.run.ask import check_of, fault_of, judged
from audit.run.asker import Asker
from audit.run.targets import HOST_BUDGET, NOT_ASKED, NOT_REACHED, Mentions
from audit.run.watch import Watch

BATCH = 500
"""So many checks are saved at once."""

OWN_NETWORK = Judgement(verdict=Verdict.NOT_CHECKED, reason="network", detail="our own connection did not work")
INTERRUPTED = Judgement(verdict=Verdict.NOT_CHECKED, reason="interrupted", detail="the run was interrupted before its turn")


@dataclass(slots=True, kw_only=True)
class Answers:
    """What asking brought."""

    checks: dict[str, Check] = field(default_factory=dict)
    """A check for every outbound target, asked or not, by target id."""
    asked: set[str] = field(default_factory=set)
    """The targets that were really asked, or judged without the network."""
    canaries: tuple[Canary, ...] = ()
    faults: list[Fault] = field(default_factory=list)
    network_down: bool = False
    interrupted: bool = False
    cut_short: bool = False
    """The deadline came before every target had its turn."""


@dataclass(slots=True, kw_only=True)
class Inquiry:
    """Asks the web about every target of a run, and saves what it hears as it goes."""

    mentions: Mentions
    store: Store
    run_id: str
    progress: Progress
    pages: Mapping[str, PageSeen] = field(default_factory=dict)
    """What targets looked like when they were last good."""
    streaks: Mapping[str, Streak] = field(default_factory=dict)
    """How targets have been doing."""
    rechecks: Rechecks = field(default_factory=Rechecks)
    answers: Answers = field(default_factory=Answers)
    _batch: list[Check] = field(default_factory=list)

    async def ask(self, asker: Asker, *, canaries: Sequence[str]) -> Answers:
        """Ask about every target once; cancelling ends it early with what is known."""
        await self._note(self.mentions.decided(at=asker.clock.now()))
        watch = Watch(asker=asker, urls=canaries)
        try:
            self.progress.stage("canaries", total=len(canaries))
            await watch.look("first")
            if not watch.down:
                await self._probe(watch)
            if not watch.down:
                self.progress.stage("canaries", total=len(canaries))
                await watch.look("last")
        except asyncio.CancelledError:
            # Ctrl-C and SIGTERM arrive as a cancellation: what was done is kept, and the caller ends the run soon after.
            _absorb()
            self.answers.interrupted = True
        self.answers.canaries, self.answers.network_down = watch.canaries, watch.down
        await self._fill(asker)
        return self.answers

    async def skip(self, *, at: datetime) -> Answers:
        """Ask nothing: links are not checked in this run."""
        await self._note(self.mentions.decided(at=at))
        await self._save()
        for check in self.mentions.unasked(self.answers.checks, why=NOT_ASKED, at=at):
            self.answers.checks[check.target_id] = check
        return self.answers

    async def _probe(self, watch: Watch) -> None:
        asker = watch.asker
        now = asker.clock.now()
        plan = self._planned(now)
        self.progress.stage("probe", total=len(plan.due))
        done = failing = 0
        async for probe in watch.probes(self._targets(frozenset(plan.due), now)):
            judgement = judged(probe, clock=asker.clock, seen=self.pages.get(probe.target.id))
            fault = fault_of(probe, judgement)
            if fault:
                self.answers.faults.append(fault)
            await self._note((check_of(probe, judgement, clock=asker.clock, seen=self.pages.get(probe.target.id)),))
            done += 1
            failing += judgement.verdict in {Verdict.BROKEN, Verdict.UNSTABLE}
            self.progress.advance(done=done, suspected=failing)
        self.answers.cut_short = done < len(plan.due)

    def _planned(self, now: datetime) -> Tonight:
        """Who is asked tonight. For the others stands what an earlier night saw, if that was a page that works, or that we do not know."""
        # A part of a page that nobody has looked for yet is no reason to rely on what is known of the page.
        known = {
            target_id: page
            for target_id, page in self.pages.items()
            if self.mentions.fragments(target_id) <= dict(page.judgement.fragments).keys()
        }
        plan = tonight(self.mentions.hosts, self.streaks, known, now=now, rechecks=self.rechecks)
        for target_id in (*plan.steady, *plan.over_budget):
            target = self.mentions.target(target_id)
            told = still_told(self.streaks.get(target_id), known.get(target_id), now=now, rechecks=self.rechecks)
            at, judgement = (known[target_id].at, known[target_id].judgement) if told else (now, HOST_BUDGET)
            self.answers.checks[target_id] = Check(
                target_id=target_id, url=target.url, host=target.host, at=at, judgement=judgement, carried=told
            )
        return plan

    def _targets(self, due: frozenset[str], now: datetime) -> Iterator[Target]:
        """Every target to ask, with what earlier nights know of it, and the conditions under which its page need not be sent again."""
        for target in self.mentions.targets():
            if target.id not in due:
                continue
            streak, page = self.streaks.get(target.id), self.pages.get(target.id)
            if streak is None and page is None:
                yield target
                continue
            known = replace(
                target,
                unconfirmed=streak is not None and is_failing(streak) and streak.confirmed_at is None,
                https_known=page is not None and HTTPS_AVAILABLE in page.judgement.notes,
            )
            # The tag belongs to the page at the end of the redirects: only where there were none does it fit this address.
            if page is None or page.judgement.final_url is not None:
                yield known
            else:
                yield replace(known, conditions=conditions(page, target.fragments, now=now, rechecks=self.rechecks))

    async def _note(self, checks: Sequence[Check]) -> None:
        for check in checks:
            self._batch.append(check)
            self.answers.asked.add(check.target_id)
            # What a page says is the store's to remember; forty thousand excerpts are not kept in memory too.
            self.answers.checks[check.target_id] = replace(check, excerpt="")
        if len(self._batch) >= BATCH:
            await self._save()

    async def _save(self) -> None:
        batch, self._batch = self._batch, []
        if batch:
            await self.store.save_checks(self.run_id, batch)

    async def _fill(self, asker: Asker) -> None:
        """Give every target that was not asked a check that says why."""
        await self._save()
        why = OWN_NETWORK if self.answers.network_down else INTERRUPTED if self.answers.interrupted else NOT_REACHED
        for check in self.mentions.unasked(self.answers.checks, why=why, at=asker.clock.now()):
            self.answers.checks[check.target_id] = check


def _absorb() -> None:
    """Take a cancellation as dealt with, so that what follows may await again."""
    task = asyncio.current_task()
    if task is not None:
        task.uncancel()
