"""The mail channel: decides who is told what after a run, once."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from audit.clock import Clock
from audit.delivery.digests import owner_digest, owner_done
from audit.delivery.envelope import Sender
from audit.delivery.items import Links
from audit.delivery.ledger import Ledger
from audit.delivery.letter import Letter
from audit.delivery.managers import manager_digest
from audit.delivery.nightly import nightly_letter, worth_telling
from audit.delivery.owners import Owner
from audit.delivery.post import Post
from audit.delivery.smtp import Smtp
from audit.delivery.trouble import Trouble, trouble_letter, trouble_of
from audit.delivery.urgent import manager_urgent, owner_urgent
from audit.delivery.voice import Voice
from audit.delivery.week import Week, number_of
from audit.model.report import Report
from audit.model.run import Run, RunStatus

_LONGEST_ROW = 30
"""Nights of trouble in a row that are joined into one thread."""

_LOOK_BACK = 9
"""Weeks in which the last list is looked for: two months, for those who want it monthly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailNotifier:
    """Mails the result of a run that can be trusted to its readers, and every other run to those who look after the audit."""

    smtp: Smtp
    store: Ledger
    clock: Clock
    voice: Voice
    sender: Sender
    to: tuple[str, ...]
    ops: tuple[str, ...] = ()
    """Who is told when a run cannot be trusted; `to` when empty."""
    edit_url: str = ""
    service_url: str = ""
    """Where the service is, for the addresses of findings; empty when nowhere."""
    when: Literal["changes", "always"] = "changes"
    """``changes`` stays silent after a night that changed nothing."""

    next_at: Callable[[], datetime | None] = lambda: None
    """When the next run is due, for the mails about trouble."""

    async def notify(self, report: Report) -> tuple[str, ...]:
        """See `ports.Notifier`."""
        if report.run.status is not RunStatus.COMPLETE:
            return await self._tell_trouble(trouble_of(report, self._links(report.base_url), next_at=self.next_at()))
        if self.when == "changes" and not worth_telling(report):
            return ()
        letter = await asyncio.to_thread(nightly_letter, report, voice=self.voice, links=self._links(report.base_url))
        return await self._post.send(letter, self.to)

    async def tell_failed(self, run: Run, *, stands: str = "") -> tuple[str, ...]:
        """Tell those who look after the audit that a run ended without a report.

        Raises:
            SurroundingsError: the mail server could not be reached.
        """
        day = run.started_at.astimezone(self.voice.zone).date()
        return await self._tell_trouble(Trouble(kind="failed", day=day, why=run.why, run=run, stands=stands, next_at=self.next_at()))

    async def tell_absent(self, *, day: date, stands: str) -> tuple[str, ...]:
        """Tell those who look after the audit that no run has begun.

        Raises:
            SurroundingsError: the mail server could not be reached.
        """
        return await self._tell_trouble(Trouble(kind="absent", day=day, stands=stands, next_at=self.next_at()))

    async def tell_owners(self, weeks: Sequence[tuple[Week, Owner]], *, spread: float = 0.0) -> tuple[str, ...]:
        """Mail every owner the list of her week, or that it has become empty; nobody who has nothing to do.

        Raises:
            SurroundingsError: a mail could not be handed over; the others were.
        """
        letters = [(await self._letter_to(owner, week), owner.to) for week, owner in weeks]
        return await self._post.send_each([(letter, to) for letter, to in letters if letter is not None], spread=spread)

    async def tell_urgent(self, report: Report, owners: Sequence[Owner], managers: Sequence[str]) -> tuple[str, ...]:
        """Mail owners, and the managers besides them, what has to go today; each thing once.

        Raises:
            SurroundingsError: a mail could not be handed over; the others were.
        """
        links = self._links(report.base_url)
        letters: list[tuple[Letter, Sequence[str]]] = []
        for owner in owners:
            letters += [(letter, owner.to) for letter in owner_urgent(report, owner, voice=self.voice, links=links)]
        letters += [(letter, managers) for letter in manager_urgent(report, voice=self.voice, links=links)]
        return await self._post.send_each(letters)

    async def tell_managers(self, week: Week, managers: Sequence[str], *, off: Sequence[str] = ()) -> tuple[str, ...]:
        """Mail programme managers the week in figures, and who has switched the lists `off`.

        Raises:
            SurroundingsError: the mail server could not be reached.
        """
        links = self._links(week.newest.base_url)
        letter = await asyncio.to_thread(manager_digest, week, voice=self.voice, links=links, off=off)
        return await self._post.send(letter, managers)

    async def tell_week_lost(self, *, day: date, stands: str, managers: Sequence[str]) -> tuple[str, ...]:
        """Tell those who look after the audit, and the managers in place of their figures, that no report of the week can be trusted.

        Raises:
            SurroundingsError: the mail server could not be reached.
        """
        trouble = Trouble(kind="week", day=day, stands=stands, next_at=self.next_at())
        return await self._post.send(trouble_letter(trouble, voice=self.voice), tuple(dict.fromkeys((*(self.ops or self.to), *managers))))

    async def _letter_to(self, owner: Owner, week: Week) -> Letter | None:
        links = self._links(week.newest.base_url)
        # A large week takes half a second to be gone through: where it keeps nobody waiting.
        if letter := await asyncio.to_thread(owner_digest, week, owner, voice=self.voice, links=links):
            return letter
        if done := owner_done(week, owner, voice=self.voice, links=links):
            return done if await self._has_a_list(owner, week) else None
        return None

    async def _has_a_list(self, owner: Owner, week: Week) -> bool:
        """Whether the last mail of this kind told of something to do: only then is an empty list news."""
        for back in range(_LOOK_BACK):
            number = number_of(week.sent - timedelta(weeks=back))
            if await self._post.has("owner_done", number, owner.to):
                return back == 0  # made again, it is the same mail, which the ledger keeps from going out twice
            if await self._post.has("owner_digest", number, owner.to):
                return True
        return False

    @property
    def _post(self) -> Post:
        return Post(smtp=self.smtp, ledger=self.store, clock=self.clock, sender=self.sender)

    def _links(self, base_url: str) -> Links:
        return Links(base_url=base_url, edit_url=self.edit_url, service_url=self.service_url)

    async def _tell_trouble(self, trouble: Trouble) -> tuple[str, ...]:
        to = self.ops or self.to
        return await self._post.send(trouble_letter(trouble, voice=self.voice, first=await self._first_of(trouble, to)), to)

    async def _first_of(self, trouble: Trouble, to: Sequence[str]) -> Trouble | None:
        """The trouble that began an unbroken row of such mails, night after night; None when this is the first.

        Mail programs join two mails into one thread only if the second refers to the first and has the same subject.
        """
        first = trouble.day
        for _ in range(_LONGEST_ROW):
            before = first - timedelta(days=1)
            if not await self._post.has("run_problem", before.isoformat(), to):
                break
            first = before
        if first == trouble.day:
            return None
        for row in await self.store.reports(limit=2 * _LONGEST_ROW):
            if row.report_id.startswith(first.isoformat()) and row.run.status is not RunStatus.COMPLETE:
                return Trouble(kind=row.run.status.value, day=first, coverage_percent=row.coverage_percent)
        return replace(trouble, day=first)
