"""What any store forgets, and what it never does."""

from datetime import timedelta

from audit.model.standing import FixedBy, State
from audit.stores import SqlStore
from tests.contracts.making import check, finding, initiative, night, record, streak, target_id
from tests.contracts.nights import StandingClock, finish, remembered


async def test_pruning_forgets_what_is_old_and_keeps_what_is_open(url):
    store = SqlStore(url, clock=StandingClock(night(100)))
    await store.open()
    await store.save_checks("run_0000", [check(title="River")])
    await store.mark_sent("<old@audit.example.org>", at=night(0))
    ended = record("lake", state=State.FIXED, closed_at=night(0), fixed_by=FixedBy.LINK_REMOVED)
    await finish(store, 0, records=(record(), ended), streaks=(streak(last_checked_at=night(0)),), initiatives=(initiative("gone"),))
    await finish(store, 99, streaks=(streak("lake", last_checked_at=night(99)),))
    assert await store.prune(60) > 0
    memory = await remembered(store, 100)
    assert list(memory.records) == [finding().id]
    assert list(memory.streaks) == [target_id("lake")]
    assert set(memory.known_since) == {"ini_1", "ini_2"}
    assert [one.id for one in await store.runs()] == ["run_0099"]
    assert len(await store.reports()) == 1
    assert not await store.checks("run_0000")
    assert not await store.pages()
    assert not await store.was_sent("<old@audit.example.org>")
    await store.close()


async def test_pruning_keeps_the_only_report_there_is_to_compare_with(url):
    store = SqlStore(url, clock=StandingClock(night(900) + timedelta(hours=1)))
    await store.open()
    await finish(store, 0)
    await store.prune(400)
    assert (await remembered(store, 900)).baseline is not None
    await store.close()
