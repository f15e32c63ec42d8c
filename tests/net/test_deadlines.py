"""Many deadlines, one timer."""

import asyncio

import pytest

from audit.net.deadlines import Deadlines

FOREVER = 3600.0


@pytest.fixture
def deadlines():
    return Deadlines()


def now():
    return asyncio.get_running_loop().time()


async def waits(deadlines, seconds):
    """How long a body that would wait for an hour was let to."""
    begun = now()
    with pytest.raises(TimeoutError), deadlines.until(begun + seconds):
        await asyncio.sleep(FOREVER)
    return now() - begun


async def test_what_takes_too_long_is_ended_and_whoever_called_it_told(deadlines):
    deadline = deadlines.until(now() + 0.02)
    with pytest.raises(TimeoutError), deadline:
        await asyncio.sleep(FOREVER)

    assert deadline.expired
    assert asyncio.current_task().cancelling() == 0


async def test_what_is_done_in_time_is_left_alone(deadlines):
    with deadlines.until(now() + 0.02) as deadline:
        pass
    await asyncio.sleep(0.05)

    assert not deadline.expired


async def test_each_ends_at_its_own_time_whatever_the_order_in_which_they_begin(deadlines):
    wanted = [0.3, 0.1, 0.5, 0.2, 0.4, *(0.1 + 0.001 * number for number in range(100))]
    async with asyncio.timeout(60):
        waited = await asyncio.gather(*(waits(deadlines, seconds) for seconds in wanted))

    assert min(took - seconds for took, seconds in zip(waited, wanted, strict=True)) >= -0.001


async def test_a_deadline_can_be_moved_closer(deadlines):
    async def body():
        with deadlines.until(now() + FOREVER) as deadline:
            deadline.move(now() + 0.05)
            await asyncio.sleep(FOREVER)

    with pytest.raises(TimeoutError):
        await body()


async def test_a_deadline_can_be_put_off(deadlines):
    with deadlines.until(now() + 0.05) as deadline:
        deadline.move(now() + FOREVER)
        await asyncio.sleep(0.2)

    assert not deadline.expired


async def test_nothing_waits_once_nothing_is_under_way(deadlines):
    with deadlines.until(now() + FOREVER):
        assert deadlines._timer is not None
    assert deadlines._timer is None
    await waits(deadlines, 0.01)
    assert deadlines._timer is None


async def test_a_cancellation_from_elsewhere_is_no_lapse_of_time(deadlines):
    async def body():
        with deadlines.until(now() + FOREVER):
            await asyncio.sleep(FOREVER)

    task = asyncio.create_task(body())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_cancellation_from_elsewhere_at_the_same_moment_wins(deadlines):
    async def body():
        with deadlines.until(now() + FOREVER) as deadline:
            deadline.expire()
            await asyncio.sleep(FOREVER)

    task = asyncio.create_task(body())
    asyncio.get_running_loop().call_soon(task.cancel)
    with pytest.raises(asyncio.CancelledError):
        await task
    assert task.cancelled()


async def test_an_error_of_the_body_passes_as_it_is(deadlines):
    with pytest.raises(LookupError), deadlines.until(now() + FOREVER):
        raise LookupError
