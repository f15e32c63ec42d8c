"""What workers need, where they can import it."""

import asyncio
import os
import signal
from contextlib import asynccontextmanager
from dataclasses import dataclass

from audit.clock import SystemClock
from audit.engines import LocalEngine
from audit.model.probe import Exchange, Probe


@dataclass(frozen=True)
class Telling:
    """A prober that tells in which process it ran."""

    async def probe(self, target):
        if target.host == "deadly.org":
            os.kill(os.getpid(), signal.SIGKILL)
        if target.host == "deadly-once.org":
            _die_once(target.key)
        if target.host == "slow.org":
            await asyncio.sleep(3600)
        return Probe(target=target, final=Exchange(method="GET", url=target.url, at=0.0, status=200, address=str(os.getpid())))


def _die_once(marker):
    try:
        os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


@asynccontextmanager
async def open_engine():
    yield LocalEngine(prober=Telling(), max_at_once=8, per_host_max=2, deadline=None, clock=SystemClock())
