"""The pace towards each host: how many at once, how far apart, and when not at all."""

import asyncio
from dataclasses import dataclass, field

from audit.clock import Clock
from audit.model.probe import Exchange, Failure, Reason
from audit.net.beat import Beat
from audit.net.settings import NetSettings
from audit.net.slots import Slots
from audit.net.waits import retry_after
from audit.ports import Exchanger, Request
from audit.urls.whatwg import must_parse

_SLOWER = 2.0
_SLOWEST = 5.0
"""Seconds between two requests to a host that has complained, at the most."""
_CLOSEST = 0.85
"""So much of the interval lies between two starts at the least, when the first one was late."""
_LONG = 1.0
"""Seconds; a distance as long as this is somebody's wish, and kept to the letter."""
_DEBT = 5.0
"""Seconds of lateness that are made up for, so that a busy event loop costs no time on the whole."""


@dataclass(slots=True, kw_only=True)
class Lane:
    """The state of our manners towards one host."""

    slots: asyncio.Semaphore
    interval: float
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_at: float = 0.0
    due: float = 0.0
    """When the next turn would be if none had ever been late."""
    frozen_until: float = 0.0
    slow: bool = False
    """The host let its last request wait for long."""
    asked: int = 0
    waiting: int = 0
    """Requests that have come and are not yet answered."""

    def start(self, now: float, *, waited_since: float) -> None:
        """A request starts now; the next one has its turn an interval after this one had."""
        self.due = max(self.due, waited_since, now - _DEBT) + self.interval
        self.next_at = max(self.due, now + self.interval * (_CLOSEST if self.interval < _LONG else 1.0))
        self.asked += 1

    def freeze(self, until: float) -> None:
        """Nothing is asked before `until`."""
        self.frozen_until = max(self.frozen_until, until)
        self.due = max(self.due, until)

    def slow_down(self) -> None:
        """The host has complained."""
        self.interval = min(max(self.interval, 0.1) * _SLOWER, max(_SLOWEST, self.interval))


@dataclass(slots=True, kw_only=True)
class Lanes:
    """One lane a host; those who fetch and those who know better set them."""

    settings: NetSettings
    clock: Clock
    _lanes: dict[tuple[str, str], Lane] = field(default_factory=dict)

    def of(self, url: str) -> Lane:
        """The lane of the host that `url` is at; a port of its own is a host of its own."""
        parsed = must_parse(url)
        host = (parsed.host.rstrip("."), parsed.port)
        lane = self._lanes.get(host)
        if lane is None:
            slots = asyncio.Semaphore(self.settings.per_host_max)
            lane = self._lanes[host] = Lane(slots=slots, interval=self.settings.per_host_interval)
        return lane

    def freeze(self, url: str, seconds: float) -> None:
        """Nothing is asked of the host for so long."""
        self.of(url).freeze(self.clock.monotonic() + seconds)


@dataclass(slots=True, kw_only=True)
class Paced:
    """Waits for the host's turn, then for one of the few requests that may be under way at once."""

    inner: Exchanger
    lanes: Lanes
    settings: NetSettings
    clock: Clock
    slots: Slots
    beat: Beat = field(default_factory=Beat)

    async def exchange(self, request: Request) -> Exchange:
        """See `Exchanger.exchange`."""
        lane = self.lanes.of(request.url)
        lane.waiting += 1
        try:
            return await self._in_turn(lane, request)
        finally:
            lane.waiting -= 1

    async def _in_turn(self, lane: Lane, request: Request) -> Exchange:
        async with lane.slots:
            waited_since = self.clock.monotonic()
            # The host's turn is waited for before a slot is taken: the other way round a slow host would sit on every
            # slot. As only one of a host's requests waits for a slot at a time, no host crowds out the others.
            if self._goes_on(lane, request):
                loan = await self.slots.borrow(behind=lane.waiting, slow=lane.slow)
                lane.asked += 1
            else:
                async with lane.turn:
                    refused = await self._wait(lane, request)
                    if refused is not None:
                        return refused
                    loan = await self.slots.borrow(behind=lane.waiting, slow=lane.slow)
                    lane.start(self.clock.monotonic(), waited_since=waited_since)
            try:
                answer = await self.inner.exchange(request)
            finally:
                loan.end()
                lane.slow = loan.slow
        self._learn(lane, request, answer)
        return answer

    def _goes_on(self, lane: Lane, request: Request) -> bool:
        """Whether the request only follows where the host has just sent it, to a host that has asked for no distance of its own."""
        calm = lane.interval <= self.settings.per_host_interval and lane.frozen_until <= self.clock.monotonic()
        return request.onward and calm and lane.asked < self.settings.per_host_per_run

    async def _wait(self, lane: Lane, request: Request) -> Exchange | None:
        if lane.asked >= self.settings.per_host_per_run:
            return self._unasked(request, "host-quota", "the host's share of requests is used up")
        while (wait := max(lane.next_at, lane.frozen_until) - self.clock.monotonic()) > 0:
            if lane.frozen_until - self.clock.monotonic() > self.settings.max_retry_after:
                return self._unasked(request, "host-frozen", "the server asked for a longer wait than a run allows")
            planned = self.clock.monotonic() + wait
            if lane.next_at > lane.due and lane.waiting > self.settings.per_host_max:
                self.beat.wake_by(planned)  # a long queue that is late would lose a beat for good
            await self.clock.sleep(wait)
            self.slots.note(self.clock.monotonic() - planned - self.beat.lag)
        return None

    def _unasked(self, request: Request, code: str, detail: str) -> Exchange:
        failure = Failure(reason=Reason.BUDGET, code=code, detail=detail)
        at = self.clock.now().timestamp()
        return Exchange(method=request.method, url=request.url, at=at, purpose=request.purpose, verified=request.verify, failure=failure)

    def _learn(self, lane: Lane, request: Request, answer: Exchange) -> None:
        if answer.status not in {429, 503}:
            return
        wait = retry_after(answer, now=self.clock.now())
        if wait is not None:
            self.lanes.freeze(request.url, wait)
        if answer.status == 429:
            lane.slow_down()
            if wait is None:
                self.lanes.freeze(request.url, self.settings.retry_wait)
