"""Who is to be told what of the week: by what the store knows, whose an initiative is, and what people want."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from audit.clock import Clock
from audit.delivery.ledger import Correspondence
from audit.delivery.owners import Owner, OwnerPages
from audit.delivery.roster import Person, Roster
from audit.delivery.week import MONTH, WEEK, Week
from audit.model.correspondence import Rhythm
from audit.model.run import RunStatus
from audit.ports import ReportRow

log = logging.getLogger(__name__)

_ROWS = 200
"""More reports than a month has, with those that people asked for by day."""


async def nowhere(ref: str) -> OwnerPages:
    """The pages of a person where there is no service that could show any."""
    del ref
    return OwnerPages()


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """The readers of the weekly mails."""

    store: Correspondence
    clock: Clock
    roster: Callable[[], Awaitable[Roster]]
    managers: tuple[str, ...]
    """The programme managers; when none is named, those to whom falls what is nobody's."""
    zone: ZoneInfo
    """Where the week begins, for those of whom nothing else is known."""
    pages: Callable[[str], Awaitable[OwnerPages]] = nowhere
    """The pages of a person, by her ref."""

    async def weeks_of_owners(self, sent: date, *, zone: ZoneInfo | None = None, only: str = "") -> Sequence[tuple[Week, Owner]] | None:
        """Everybody who wants a list for the mailing of the day `sent`, each with the nights it tells of.

        None when the newest run cannot be trusted: then nobody is mailed before another one. With `zone`, those whose week begins
        there; with `only`, the one person of that ref.
        """
        rows = await self.store.reports(limit=_ROWS)
        if rows and rows[0].run.status is not RunStatus.COMPLETE:
            log.warning("lists held back", extra={"report": rows[0].report_id, "status": rows[0].run.status.value})
            return None
        roster = await self.roster()
        owners = [owner for owner in await self.owners(roster) if self._is_asked(roster.people.get(owner.ref), zone, only)]
        monthly = sent.day <= WEEK
        wanted = [owner for owner in owners if owner.rhythm is not Rhythm.OFF and (monthly or owner.rhythm is not Rhythm.MONTHLY)]
        weeks = {days: await self._week(rows, roster, sent, days=days) for days in sorted({_days(owner) for owner in wanted})}
        return [(week, owner) for owner in wanted if (week := weeks[_days(owner)])]

    async def week_of_managers(self, sent: date) -> tuple[Week | None, str, tuple[str, ...]]:
        """The week in figures, the newest report that can be trusted, and the names of those who have switched their lists off.

        The week is None when no report of it can be trusted.
        """
        rows = await self.store.reports(limit=_ROWS)
        roster = await self.roster()
        off = [roster.people[owner.ref] for owner in await self.owners(roster) if owner.ref and owner.rhythm is Rhythm.OFF]
        week = await self._week(rows, roster, sent, days=WEEK)
        whole = next((row.report_id for row in rows if row.run.status is RunStatus.COMPLETE), "")
        return week, whole, tuple(person.name or person.address for person in off)

    async def owners(self, roster: Roster) -> Sequence[Owner]:
        """Everybody with what she wants and where her pages are; last, those to whom falls what is nobody's."""
        wanted = {preference.ref: preference.rhythm for preference in await self.store.preferences()}
        known = [
            Owner(
                ref=person.ref,
                to=(person.address,),
                name=person.name,
                rhythm=wanted.get(person.ref, Rhythm.WEEKLY),
                pages=await self.pages(person.ref),
            )
            for person in roster.people.values()
        ]
        return [*known, Owner(ref="", to=self.managers)]

    async def _week(self, rows: Sequence[ReportRow], roster: Roster, sent: date, *, days: int) -> Week | None:
        now = self.clock.now()
        near = [row for row in rows if row.run.status is RunStatus.COMPLETE and now - row.generated_at < timedelta(days=days)]
        found = [report for row in near if (report := await self.store.report(row.report_id))]
        routed = await asyncio.to_thread(lambda: [roster.routed(report) for report in found])
        return Week.until(now, routed, sent=sent, days=days)

    def _is_asked(self, person: Person | None, zone: ZoneInfo | None, only: str) -> bool:
        if only:
            return person is not None and person.ref == only
        home = (person.zone if person else None) or self.zone
        return zone is None or home.key == zone.key


def _days(owner: Owner) -> int:
    return MONTH if owner.rhythm is Rhythm.MONTHLY else WEEK
