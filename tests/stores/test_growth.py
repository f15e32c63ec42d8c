"""Four hundred nights in one database."""

import pytest

from audit.model.run import RunStatus
from audit.model.standing import FixedBy, State
from audit.model.verdict import Verdict
from audit.stores import SqlStore
from tests.contracts.making import check, night, record, report, run, streak, target_id

KEEP_DAYS = 90
TARGETS = 40


class Counting:
    """A clock that shows the night it is told."""

    number = 0

    def now(self):
        return night(self.number)

    monotonic = sleep = None


async def one_night(store, number):
    """Forty targets, one of which begins to fail every night and is mended the night after."""
    failing = f"page-{number}"
    checks = [check(f"steady-{one}", at=night(number), etag='"v"', excerpt="Wells for the villages.") for one in range(TARGETS)]
    checks.append(check(failing, at=night(number), verdict=Verdict.BROKEN, reason="status-404"))
    closed = record(f"page-{number - 1}", state=State.FIXED, closed_at=night(number), fixed_by=FixedBy.LINK_REPLACED)
    streaks = [streak(one.url[8:].split(".")[0], verdict=one.judgement.verdict, last_checked_at=one.at) for one in checks]
    done = run(number)
    await store.begin(done)
    await store.save_checks(done.id, checks)
    records = (record(failing), closed)
    links = {("ini_1", one.target_id) for one in checks}
    await store.finish(done, report(done, records=records), records=records, streaks=streaks, links=links)
    await store.prune(KEEP_DAYS)


@pytest.mark.slow
async def test_the_database_stops_growing(file):
    clock, sizes = Counting(), {}
    store = SqlStore(f"sqlite:///{file}", clock=clock)
    await store.open()
    for clock.number in range(400):
        await one_night(store, clock.number)
        sizes[clock.number] = file.stat().st_size
    assert len(await store.reports()) == KEEP_DAYS + 1
    assert len(await store.history(target_id("steady-1"), limit=1000)) < 40
    assert max(sizes[number] for number in range(200, 400)) <= 1.1 * max(sizes[number] for number in range(100, 200))
    await store.close()


async def test_old_checks_stay_only_where_something_changed(file):
    clock = Counting()
    store = SqlStore(f"sqlite:///{file}", clock=clock)
    await store.open()
    story = [Verdict.OK] * 5 + [Verdict.BROKEN] * 3 + [Verdict.OK] * 4
    for number, verdict in enumerate(story):
        reason = "status-200" if verdict is Verdict.OK else "status-404"
        await store.save_checks(f"run_{number:04}", [check(at=night(number), verdict=verdict, reason=reason)])
    clock.number = 60
    await store.prune(400)
    assert [(one.at, one.judgement.verdict) for one in await store.history(target_id("river"))] == [
        (night(8), Verdict.OK),
        (night(5), Verdict.BROKEN),
        (night(0), Verdict.OK),
    ]
    await store.close()


async def test_room_that_pruning_frees_is_given_back(file):
    clock = Counting()
    store = SqlStore(f"sqlite:///{file}", clock=clock)
    await store.open()
    for number in range(30):
        await store.save_checks(f"run_{number:04}", [check(f"host-{one}", at=night(number), title="x" * 300) for one in range(100)])
    await store.fail(run(0, status=RunStatus.FAILED))
    before = file.stat().st_size + file.with_name(file.name + "-wal").stat().st_size
    clock.number = 400
    await store.prune(60)
    await store.close()
    assert file.stat().st_size < before / 4
