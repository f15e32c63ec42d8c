"""Starting a run for somebody who may: not too often, and never two of the same."""

import logging
from urllib.parse import urlencode

from audit.service.bodies import MOST_INITIATIVES
from audit.service.desk import ClosedDesk, LongLine
from audit.service.holders import Scope
from audit.service.parts import Parts
from audit.service.problems import ProblemFound
from audit.service.ticket import RunTicket

log = logging.getLogger(__name__)

FOR_ONE = (Scope.RUNS, Scope.ACKNOWLEDGE)
"""Whoever says what is right with an initiative may have it looked at again."""


def scopes_for(initiatives: tuple[str, ...]) -> tuple[Scope, ...]:
    """What somebody must be allowed, one of it, to start a run of these initiatives, or of everything."""
    return FOR_ONE if initiatives else (Scope.RUNS,)


def page_for(initiative: str) -> str:
    """The page on which somebody has one initiative looked at again."""
    return f"/runs/new?{urlencode({'initiative': initiative})}"


async def begun(parts: Parts, who: str, initiatives: tuple[str, ...] = ()) -> tuple[RunTicket, bool]:
    """A new run, or the one of the same initiatives that is not over, and whether it was joined.

    Starting many in a short time is refused, joining is not.

    Raises:
        ProblemFound: too many were started or wait, the service is stopping, or some of the initiatives do not exist.
    """
    if parts.desk.unfinished(initiatives) is None:
        if wait := parts.starts.wait(who):
            raise ProblemFound("too-many", "Many audits were started in a short time.", headers={"Retry-After": str(wait)})
        if initiatives:
            await _exist(parts, who, initiatives)
    try:
        ticket, joined = parts.desk.start("on_demand", who, scope=initiatives)
    except ClosedDesk:
        raise ProblemFound("unavailable", "The service is stopping.", headers={"Retry-After": "60"}) from None
    except LongLine:
        raise ProblemFound("unavailable", "Many runs wait for their turn.", headers={"Retry-After": "60"}) from None
    if not joined:
        parts.starts.note(who)
        log.info("run started by hand", extra={"run": ticket.id, "by": who, "initiatives": len(ticket.scope)})
    return ticket, joined


async def _exist(parts: Parts, who: str, initiatives: tuple[str, ...]) -> None:
    unknown = await parts.unknown(frozenset(initiatives))
    if unknown:
        # Looking for what is not there reads the content: that counts as a start, or guessing would be free.
        parts.starts.note(who)
        wrong = [(place, one) for place, one in enumerate(initiatives) if one in unknown]
        raise ProblemFound(
            "unknown-initiative",
            f"{len(wrong)} of {len(initiatives)} ids were not found. Nothing was started.",
            errors=tuple((f"/scope/initiative_ids/{place}", f"{one} not found") for place, one in wrong[:MOST_INITIATIVES]),
        )
