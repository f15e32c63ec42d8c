"""On a busy night the loop sleeps from beat to beat, and never while there is something to do."""

import asyncio
import time
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest

from audit.net import beat as module
from audit.net.beat import Beat
from audit.net.pace import Lanes, Paced
from audit.net.slots import Slots
from audit.ports import Request
from tests.net.kit import FastClock, settings
from tests.net.test_pace import LateClock, Timed

LONG = 3_600.0


@pytest.fixture
def night(monkeypatch):
    """What the loop does, in order: how long each sleep of a beat is to last, in seconds, and whatever a test adds.

    The beat's clock and sleep are the test's: whenever it is read, `step` seconds pass on it.
    """
    told, clock = [], SimpleNamespace(now=1_000.0, step=0.000_05)

    def monotonic():
        clock.now += clock.step
        return clock.now

    def sleep(seconds):
        told.append(seconds)
        clock.now += seconds

    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=monotonic, sleep=sleep))
    return SimpleNamespace(told=told, clock=clock)


async def turns(count):
    """Let the loop turn so many times."""
    for _ in range(count):
        await asyncio.sleep(0)


def came(beat, count=4):
    """So many answers have come in."""
    for _ in range(count):
        beat.came()


async def test_few_answers_are_handled_when_they_come(night):
    beat = Beat(seconds=LONG)
    for _ in range(20):
        came(beat, 3)
        await turns(10)
        night.clock.now += 0.1

    assert not night.told


async def test_when_much_comes_in_the_loop_sleeps_until_the_next_beat(night):
    beat = Beat(seconds=0.05)
    for _ in range(10):
        came(beat)
        await turns(6)
    slept = night.told

    assert len(slept) >= 10
    assert all(0 < seconds <= 0.05 for seconds in slept)
    assert all(seconds > 0.04 for seconds in slept[1:])  # from the second on it begins right after a beat


async def test_nobody_sleeps_while_there_is_something_to_do(night):
    beat = Beat(seconds=0.05)
    came(beat)
    await turns(3)
    night.told.clear()
    for _ in range(10_000):  # however long that goes on
        beat.came()
        night.clock.now += 0.002
        night.told.append("work")
        await asyncio.sleep(0)
    assert night.told == ["work"] * 10_000

    await turns(4)
    assert night.told[10_000:]


async def test_a_processor_that_becomes_slower_sleeps_all_the_same(night):
    beat = Beat(seconds=0.05)
    night.clock.step = 0.000_001
    came(beat)
    await turns(10)
    night.told.clear()
    night.clock.step = 0.000_02
    for _ in range(40):
        came(beat)
        await turns(100)

    assert len(night.told) > 40


async def test_when_no_more_comes_in_it_ends_and_begins_anew_with_the_next_crowd(night):
    beat = Beat(seconds=0.03)
    came(beat)
    await turns(100)
    assert 3 <= len(night.told) <= 5  # a tenth of a second
    night.told.clear()
    await turns(100)
    assert not night.told

    came(beat)
    await turns(10)
    assert night.told


async def test_whoever_is_late_already_is_not_kept_waiting(night):
    beat = Beat(seconds=0.08)
    came(beat)
    await turns(4)
    night.told.clear()
    beat.wake_by(night.clock.now + 0.05)
    beat.wake_by(night.clock.now + 0.02)
    came(beat)
    await turns(6)

    # Woken for the first of them; after that there is nobody who cannot wait for the beat.
    assert night.told[0] == pytest.approx(0.021, abs=0.001)
    assert night.told[1] == pytest.approx(0.058, abs=0.001)


async def test_a_moment_that_has_passed_ends_no_sleep_before_it_begins(night):
    beat = Beat(seconds=0.08)
    beat.wake_by(night.clock.now - 1)
    came(beat)
    await turns(8)

    assert night.told[0] == 0.0
    assert night.told[1] > 0.07


@pytest.mark.parametrize(
    ("interval", "seconds"), [(0.0, 0.025), (0.01, 0.01), (0.025, 0.025), (0.05, 0.025), (0.06, 0.02), (0.5, 0.025), (1.01, 1.01 / 41)]
)
def test_the_beat_divides_the_time_between_two_requests_to_one_host(interval, seconds):
    assert Beat.within(interval).seconds == pytest.approx(seconds)


async def test_in_real_time_a_busy_loop_wakes_at_the_beat_and_a_calm_one_at_once():
    beat, begun = Beat(seconds=0.1), time.monotonic()
    for number in range(10):
        came(beat, number % 3 == 0)
        await asyncio.sleep(0.001)
        if number % 3 == 2:
            await asyncio.sleep(0.11)  # longer ago than counts
    calm = time.monotonic() - begun - 3 * 0.11
    begun = time.monotonic()
    for _ in range(5):
        came(beat)
        await asyncio.sleep(0.001)
        await asyncio.sleep(0.001)
    busy = time.monotonic() - begun

    assert busy > 0.7
    assert calm < busy / 2


@dataclass(slots=True, kw_only=True)
class Noted(Beat):
    """A beat that notes who cannot wait for it."""

    wanted: list[float] = field(default_factory=list)

    def wake_by(self, when):
        self.wanted.append(when)


@pytest.mark.parametrize(("clock", "count", "are_noted"), [(LateClock(), 49, True), (LateClock(), 7, False), (FastClock(), 49, False)])
async def test_a_long_queue_that_is_late_cannot_wait_for_the_beat(clock, count, are_noted):
    chosen, beat = settings(per_host_interval=0.02, per_host_max=7), Noted()
    inner = Timed(clock)
    paced = Paced(
        inner=inner,
        lanes=Lanes(settings=chosen, clock=clock),
        settings=chosen,
        clock=clock,
        slots=Slots(free=chosen.max_at_once),
        beat=beat,
    )
    await asyncio.gather(*(paced.exchange(Request(url=f"http://a.example.org/{n}")) for n in range(count)))

    starts = inner.starts["a.example.org"]
    assert len(starts) == count
    assert bool(beat.wanted) is are_noted
    assert all(min(abs(start - when) for start in starts) < 0.031 for when in beat.wanted)
