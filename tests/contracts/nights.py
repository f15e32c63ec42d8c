"""Nights as a store is told of them."""

from dataclasses import replace

from audit.model.run import RunStatus
from tests.contracts.making import night, report, run


async def finish(store, number, *, status=RunStatus.COMPLETE, records=(), streaks=(), links=(), initiatives=(), **more):
    """One whole run, from its start to its report."""
    done = run(number, status=status, **more)
    await store.begin(replace(done, status=RunStatus.RUNNING, finished_at=None))
    await store.finish(done, report(done, records=records, initiatives=initiatives), records=records, streaks=streaks, links=links)
    return done


async def remembered(store, number, *, scope="all", ruleset="1"):
    return await store.memory(scope=scope, ruleset=ruleset, before=night(number))


class StandingClock:
    """A clock that shows one moment."""

    def __init__(self, at):
        self.at = at

    def now(self):
        return self.at

    monotonic = sleep = None
