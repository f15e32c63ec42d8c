"""Manners towards one host, and fairness towards all."""

import asyncio
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from audit.clock import SystemClock
from audit.model.probe import Exchange, Reason
from audit.net import Timeouts, open_exchanger
from audit.net.pace import Lanes, Paced
from audit.net.slots import Slots
from audit.ports import Request
from tests.net.kit import OK, PAGE, FastClock, Scripted, serving, settings


@dataclass(slots=True)
class Timed:
    """An exchanger that notes when it was asked, and takes a while."""

    clock: object
    takes: float = 0.0
    status: int = 200
    starts: dict[str, list[float]] = field(default_factory=dict)
    under_way: int = 0
    most: int = 0

    async def exchange(self, request):
        self.starts.setdefault(request.url.split("/")[2], []).append(self.clock.monotonic())
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        await self.clock.sleep(self.takes)
        self.under_way -= 1
        return Exchange(method="GET", url=request.url, at=0.0, status=self.status)


def paced(inner, clock, **more):
    chosen = settings(**more)
    return Paced(inner=inner, lanes=Lanes(settings=chosen, clock=clock), settings=chosen, clock=clock, slots=Slots(free=chosen.max_at_once))


def gaps(starts):
    return [after - before for before, after in pairwise(starts)]


async def test_requests_to_one_host_are_an_interval_apart():
    clock = FastClock()
    inner = Timed(clock)
    lanes = paced(inner, clock, per_host_interval=0.5)
    await asyncio.gather(*(lanes.exchange(Request(url=f"http://a.example.org/{n}")) for n in range(10)))

    assert all(gap >= 0.5 - 1e-9 for gap in gaps(inner.starts["a.example.org"]))


@dataclass(slots=True)
class LateClock(FastClock):
    """A fast clock on which whoever sleeps is woken late again and again, as by a busy event loop."""

    wakings: int = 0

    async def sleep(self, seconds):
        self.wakings += seconds > 0
        await FastClock.sleep(self, seconds + (0.03 if seconds > 0 and self.wakings % 12 == 0 else 0.0))


async def test_late_starts_are_made_up_for_but_never_in_a_burst():
    clock = LateClock()
    inner = Timed(clock)
    lanes = paced(inner, clock, per_host_interval=0.02, per_host_max=49)
    await asyncio.gather(*(lanes.exchange(Request(url=f"http://a.example.org/{n}")) for n in range(49)))

    starts = inner.starts["a.example.org"]
    assert clock.wakings >= 40
    assert max(gaps(starts)) > 0.04
    assert min(gaps(starts)) >= 0.02 * 0.85 - 1e-9
    assert starts[-1] - starts[0] < 48 * 0.02 + 0.031  # four times as much was lost on the way


async def test_no_more_than_the_share_is_under_way_to_one_host():
    clock = FastClock()
    inner = Timed(clock, takes=3.0)
    lanes = paced(inner, clock, per_host_max=2)
    await asyncio.gather(*(lanes.exchange(Request(url=f"http://a.example.org/{n}")) for n in range(9)))

    assert inner.most == 2


async def test_a_host_that_waits_for_its_turn_takes_no_slot_from_others():
    clock = SystemClock()
    inner = Timed(clock, takes=0.01)
    lanes = paced(inner, clock, per_host_interval=3600.0, per_host_max=5, max_at_once=2)
    slow = [asyncio.create_task(lanes.exchange(Request(url=f"http://slow.example.org/{n}"))) for n in range(5)]
    await asyncio.sleep(0.02)

    async with asyncio.timeout(60):
        await asyncio.gather(*(lanes.exchange(Request(url=f"http://h{n}.example.org/")) for n in range(20)))

    for task in slow:
        task.cancel()
    await asyncio.gather(*slow, return_exceptions=True)
    assert inner.most <= 2


async def test_one_who_gives_up_leaves_no_slot_taken():
    clock = SystemClock()
    inner = Timed(clock, takes=3600.0)
    lanes = paced(inner, clock, max_at_once=1, per_host_max=1)
    tasks = [asyncio.create_task(lanes.exchange(Request(url=f"http://h{n % 2}.example.org/"))) for n in range(4)]
    await asyncio.sleep(0.02)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

    inner.takes = 0.0
    async with asyncio.timeout(60):
        await lanes.exchange(Request(url="http://h0.example.org/"))


@pytest.mark.parametrize("status", [429, 503])
async def test_a_host_that_asks_for_time_gets_it(status):
    clock = FastClock()
    inner = Scripted([{"status": status, "headers": (("Retry-After", "7"),)}, {"status": 200}])
    lanes = paced(inner, clock)
    await lanes.exchange(Request(url="http://a.example.org/1"))
    before = clock.monotonic()
    await lanes.exchange(Request(url="http://a.example.org/2"))

    assert clock.monotonic() - before == pytest.approx(7.0)


async def test_too_many_requests_make_us_slower_for_good():
    clock = FastClock()
    inner = Scripted([{"status": 429}, {"status": 200}])
    lanes = paced(inner, clock, per_host_interval=0.5, retry_wait=2.0)
    for number in range(4):
        await lanes.exchange(Request(url=f"http://a.example.org/{number}"))

    assert clock.slept[0] == pytest.approx(2.0)
    assert clock.slept[1:] == [pytest.approx(1.0)] * 2


async def test_a_503_without_a_wish_stops_nobody():
    clock = FastClock()
    lanes = paced(Scripted([{"status": 503}]), clock)
    await lanes.exchange(Request(url="http://a.example.org/1"))
    await lanes.exchange(Request(url="http://a.example.org/2"))

    assert sum(clock.slept) == 0


async def test_a_wish_longer_than_a_run_is_answered_without_asking():
    clock = FastClock()
    inner = Scripted([{"status": 429, "headers": (("Retry-After", "3600"),)}])
    lanes = paced(inner, clock)
    await lanes.exchange(Request(url="http://a.example.org/1"))
    answer = await lanes.exchange(Request(url="http://a.example.org/2"))

    assert (answer.failure.reason, answer.failure.code) == (Reason.BUDGET, "host-frozen")
    assert len(inner.asked) == 1


async def test_a_host_is_asked_no_more_than_its_share_in_a_run():
    inner = Scripted([{"status": 200}])
    lanes = paced(inner, FastClock(), per_host_per_run=3)
    answers = [await lanes.exchange(Request(url=f"http://a.example.org/{n}")) for n in range(5)]

    assert [answer.failure.code if answer.failure else answer.status for answer in answers] == [200, 200, 200, "host-quota", "host-quota"]


async def test_another_port_is_another_host_and_a_trailing_dot_is_not():
    lanes = Lanes(settings=settings(), clock=FastClock())

    assert lanes.of("http://a.example.org/") is lanes.of("https://a.example.org./x")
    assert lanes.of("http://a.example.org:8080/") is not lanes.of("http://a.example.org/")


async def test_slots_go_in_turns_to_the_longest_queue_and_to_the_longest_wait():
    slots, served = Slots(free=1), []

    async def take(name, behind):
        await slots.acquire(behind=behind)
        served.append(name)
        await asyncio.sleep(0)
        slots.release()

    await asyncio.gather(*(take(f"small{n}", 1) for n in range(4)), *(take(f"large{n}", 9) for n in range(4)))

    assert served == ["small0", "large0", "small1", "large1", "small2", "large2", "small3", "large3"]
    assert slots.free == 1


async def test_a_slot_given_to_one_who_has_left_is_handed_on():
    slots = Slots(free=1)
    await slots.acquire(behind=1)
    gone, patient = (asyncio.create_task(slots.acquire(behind=1)) for _ in range(2))
    await asyncio.sleep(0)
    slots.release()
    gone.cancel()
    patient_too = asyncio.create_task(slots.acquire(behind=1))
    patient_too.cancel()
    async with asyncio.timeout(60):
        await patient

    slots.release()
    assert slots.free == 1


async def test_slots_are_withheld_while_the_loop_is_late_and_given_back_when_it_keeps_up():
    slots = Slots(free=10)
    for _ in range(10):
        await slots.acquire(behind=1)
    for _ in range(1_000):
        slots.note(0.1)
    for _ in range(10):
        slots.release()
    assert (slots.free, slots.withheld) == (4, 6)

    for _ in range(1_000):
        slots.note(0.0)
    assert (slots.free, slots.withheld) == (10, 0)


async def test_a_slot_given_back_by_a_loop_that_keeps_up_goes_to_whoever_waits():
    slots = Slots(free=2)
    for _ in range(2):
        await slots.acquire(behind=1)
    for _ in range(100):
        slots.note(0.1)
    waiter = asyncio.create_task(slots.acquire(behind=1))
    slots.release()
    await asyncio.sleep(0)
    assert not waiter.done()

    for _ in range(1_000):
        slots.note(0.0)
    async with asyncio.timeout(60):
        await waiter


async def test_requests_that_slow_servers_keep_waiting_hand_their_slots_on():
    slots = Slots(free=2, room=3, slow=0.02)
    slow = [await slots.borrow(behind=0) for _ in range(2)]

    async with asyncio.timeout(60):  # two wait outside, so there are two slots again; one more may follow them
        slow += [await slots.borrow(behind=0) for _ in range(3)]
        while not all(loan.slow for loan in slow):
            await asyncio.sleep(0.01)

    assert (slots.free, slots.room) == (0, 0)
    for loan in slow:
        loan.end()
    assert (slots.free, slots.room) == (2, 3)


async def test_a_host_known_to_be_slow_takes_no_slot_from_others_while_there_is_room():
    slots = Slots(free=1, room=1)
    first, second = await slots.borrow(behind=0, slow=True), await slots.borrow(behind=0, slow=True)

    assert (first.outside, second.outside, slots.free, slots.room) == (True, False, 0, 0)
    first.end()
    second.end()
    assert (first.slow, slots.free, slots.room) == (False, 1, 1)


async def test_a_host_that_let_one_wait_is_remembered_and_may_mend_its_ways():
    clock = SystemClock()
    inner = Timed(clock, takes=0.05)
    lanes = paced(inner, clock, max_at_once=1)
    lanes.slots.slow, lanes.slots.room = 0.01, 1
    request = Request(url="http://a.example.org/")
    await lanes.exchange(request)
    assert lanes.lanes.of(request.url).slow
    inner.takes, lanes.slots.slow = 0.0, 60.0
    await lanes.exchange(request)

    assert not lanes.lanes.of(request.url).slow


async def test_a_redirect_within_the_host_is_followed_at_once_and_costs_no_turn():
    clock = FastClock()
    async with serving(OK) as server:
        chosen = settings(("site.example.org", 80, server.port), per_host_interval=10.0, timeouts=Timeouts())
        async with open_exchanger(chosen, clock) as exchanger:
            for onward in (False, True, False):
                await exchanger.exchange(Request(url="http://site.example.org/", max_bytes=100, onward=onward))

    assert sum(clock.slept) == pytest.approx(10.0)


async def test_a_host_that_asks_for_a_distance_gets_it_before_redirects_too():
    clock = FastClock()
    robots = b"User-agent: *\nCrawl-delay: 5\n"

    async def talk(visit):
        body = robots if visit.target == "/robots.txt" else PAGE
        await visit.say(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))

    async with serving(talk) as server:
        chosen = settings(("site.example.org", 80, server.port), robots=True, per_host_interval=0.1, timeouts=Timeouts())
        async with open_exchanger(chosen, clock) as exchanger:
            for onward in (False, True):
                await exchanger.exchange(Request(url="http://site.example.org/", max_bytes=100, onward=onward))

    assert sum(clock.slept) >= 9.9
