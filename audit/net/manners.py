"""The nesting: its order is the policy.

An exchange passes, from the outside to the wire:

    Obedient    robots.txt asks to leave it alone       nothing is sent
    Retrying    what may pass is asked again            every further try goes through all that follows
    Breaking    the host is down                        nothing is sent
    Paced       the host's turn, then a free slot
    HttpClient  one request; the guard decides on every socket
"""

import resource
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from audit.clock import Clock
from audit.net.beat import Beat
from audit.net.breaker import Breaking
from audit.net.client import open_client
from audit.net.dns import Names
from audit.net.guard import Guard
from audit.net.pace import Lanes, Paced
from audit.net.resolve import Finder
from audit.net.retry import Retrying
from audit.net.robots import Obedient
from audit.net.settings import NetSettings
from audit.net.slots import Slots
from audit.ports import Exchanger

_SLOW = 3
"""So many times as many requests as there are slots may wait for slow servers besides."""


@asynccontextmanager
async def open_exchanger(settings: NetSettings, clock: Clock, *, guard: Guard | None = None) -> AsyncIterator[Exchanger]:
    """Everything that a request passes on its way to the web and back, with the guard of the settings unless handed another."""
    guard = guard or Guard(allowed=settings.allow_private, hosts=settings.hosts)
    names = Names(nameservers=settings.nameservers, timeout=settings.timeouts.name)
    lanes = Lanes(settings=settings, clock=clock)
    free = min(settings.max_at_once, _affordable())
    slots = Slots(free=free, room=min(_SLOW * free, _affordable()))
    beat = Beat.within(settings.per_host_interval)
    finder = Finder(names=names, guard=guard, hosts_only=settings.hosts_only)
    try:
        async with open_client(settings, clock, guard=guard, finder=finder, beat=beat) as client:
            paced = Paced(inner=client, lanes=lanes, settings=settings, clock=clock, slots=slots, beat=beat)
            breaking = Breaking(inner=paced, settings=settings, clock=clock)
            retrying = Retrying(inner=breaking, settings=settings, clock=clock)
            if not settings.robots:
                yield retrying
                return
            obedient = Obedient(inner=retrying, lanes=lanes, settings=settings, clock=clock)
            try:
                yield obedient
            finally:
                await obedient.close()
    finally:
        await names.close()


def _affordable() -> int:
    """How many requests may be under way with the files that the system lets us open; as many connections again are kept idle."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return max(1, soft // 4) if soft != resource.RLIM_INFINITY else sys.maxsize
