"""The mails of the week, and what cannot wait for it."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from audit.delivery.audience import Audience
from audit.delivery.email import EmailNotifier
from audit.model.correspondence import Rhythm
from audit.model.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """Tells people once a week about what is theirs; begun again, it sends what has not gone out yet."""

    audience: Audience
    notifier: EmailNotifier
    spread: float = 0.0
    """Seconds over which the lists go out."""

    async def tell_owners(self, sent: date, *, zone: ZoneInfo | None = None, only: str = "") -> tuple[str, ...] | None:
        """Mail the lists for the day `sent`; see `Audience.weeks_of_owners`. None when nobody is mailed before another run.

        Raises:
            SurroundingsError: a mail could not be handed over; the others were.
        """
        weeks = await self.audience.weeks_of_owners(sent, zone=zone, only=only)
        return None if weeks is None else await self.notifier.tell_owners(weeks, spread=self.spread)

    async def tell_managers(self, sent: date) -> tuple[str, ...]:
        """Mail the programme managers the week in figures, or why there are none.

        Raises:
            SurroundingsError: the mail could not be handed over.
        """
        week, whole, off = await self.audience.week_of_managers(sent)
        if week is None:
            return await self.notifier.tell_week_lost(day=sent, stands=whole, managers=self.audience.managers)
        return await self.notifier.tell_managers(week, self.audience.managers, off=off)

    async def tell_urgent(self, report: Report) -> tuple[str, ...]:
        """Mail what has to go today to those whose it is, and to the programme managers.

        Raises:
            SurroundingsError: a mail could not be handed over; the others were.
        """
        roster = await self.audience.roster()
        owners = [owner for owner in await self.audience.owners(roster) if owner.ref and owner.rhythm is not Rhythm.OFF]
        return await self.notifier.tell_urgent(roster.routed(report), owners, self.audience.managers)
