"""Whose turn it is: a queue a host."""

import heapq
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from audit.model.probe import Target

_UNMET = 1.0
"""Seconds that a probe is thought to take while nobody knows."""
_EARLY = 0.7
"""The part of the longest queue's time in which all others should be done, their second tries included."""
_AT_ONCE = 20.0
"""Probes that may begin at one moment when beginnings are spread."""
_SCOUT_EVERY = 3
"""Of so many probes one goes to a host that nobody has met: a new host costs a handshake and a look at its rules besides."""
_FEW = 24
"""A host with so few left is asked for them one after the other, on the connection that it has been met with."""
_MEASURED_EVERY = 64


@dataclass(slots=True, kw_only=True)
class Queues:
    """Targets by host: first a host that was just asked and has few left, else in turns one that has most left and one unmet.

    The longest queue decides when the run ends, so it never pauses. A host that is down costs whole time budgets, so it
    is better met early than at the end. A host that will be done long before the end is asked for fewer things at once:
    two in a row on one connection cost a handshake less than two side by side, us and the host.
    """

    share: int
    """Probes under way to one host at the most."""
    interval: float = 0.0
    """Seconds between two requests to one host; 0 when they are not known."""
    waiting: dict[str, deque[Target]] = field(default_factory=dict)
    under_way: dict[str, int] = field(default_factory=dict)
    ready: list[tuple[int, int, str]] = field(default_factory=list)
    """A heap of (minus what is left, order of arrival, host): hosts with something left and room for one more."""
    order: dict[str, int] = field(default_factory=dict)
    unmet: deque[str] = field(default_factory=deque)
    warm: deque[str] = field(default_factory=deque)
    """Hosts that have answered a moment ago and have few left."""
    turns: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    """What a probe of each host has taken of late."""
    longest: int = 0
    """The length of the longest queue, as it was not long ago."""
    taken: int = 0
    spare: float = 0.0
    """How many requests of the longest queue are to be sent before all others should be done."""
    rate: float = 0.0
    """Beginnings a second of the others' probes that are enough for that; 0 for no limit."""
    held_for: float = 0.0
    """Seconds until one more may begin, when there was something to begin and it was held back."""
    _first_longest: int = 0
    _credit: float = _AT_ONCE
    _credited_at: float | None = None

    def fill(self, targets: Iterable[Target]) -> None:
        """Take all targets."""
        for target in targets:
            self.waiting.setdefault(target.host, deque()).append(target)
        self._measure()
        for number, host in enumerate(self.waiting):
            self.order[host] = number
            self._offer(host)
        self.unmet.extend(sorted(self.waiting, key=lambda host: -len(self.waiting[host])))

    def take(self, now: float | None = None) -> Target | None:
        """The next target to probe; None when every host with something left has its share under way, or when there is no hurry.

        Args:
            now: seconds on a clock that only goes forward; without it no beginning is held back.
        """
        self.turns += 1
        self.held_for = 0.0
        may = self._may_begin(now)
        host = (self._warm_host() or self._scouted() if may else None) or self._longest()
        if host is None:
            return None
        if not self._is_long(host):
            if not may:
                self.held_for = (1.0 - self._credit) / self.rate
                self._offer(host)
                return None
            self._credit -= 1.0
        target = self.waiting[host].popleft()
        self.under_way[host] = self.under_way.get(host, 0) + 1
        self.taken += 1
        if not self.taken % _MEASURED_EVERY:
            self._measure()
        self._offer(host)
        return target

    def give_back(self, host: str, *, seconds: float = 0.0) -> None:
        """One of the host's probes is done, after so many seconds."""
        self.under_way[host] -= 1
        self.seconds[host] = (self.seconds.get(host, seconds) + seconds) / 2
        if 0 < len(self.waiting[host]) <= _FEW:
            self.warm.append(host)
        self._offer(host)

    def room(self, host: str) -> int:
        """How many probes of the host may be under way: as many as it takes to be done early."""
        if not self.interval or self._is_long(host):
            return self.share
        work = len(self.waiting[host]) * self.seconds.get(host, _UNMET)
        return min(self.share, 1 + int(work / (self.spare * self.interval)))

    def _is_long(self, host: str) -> bool:
        """Whether the host's queue is so long that it cannot be done early: it is never held back."""
        return len(self.waiting[host]) >= self.spare

    def _may_begin(self, now: float | None) -> bool:
        if now is None or not self.rate:
            return True
        if self._credited_at is not None:
            self._credit = min(self._credit + (now - self._credited_at) * self.rate, _AT_ONCE)
        self._credited_at = now
        return self._credit >= 1.0

    def _measure(self) -> None:
        left = list(map(len, self.waiting.values()))
        self.longest = max(left, default=0)
        self._first_longest = self._first_longest or self.longest
        self.spare = max(0.0, self.longest - (1.0 - _EARLY) * self._first_longest)
        seconds = self.spare * self.interval
        self.rate = sum(count for count in left if count < self.spare) / seconds if seconds else 0.0

    def _warm_host(self) -> str | None:
        while self.warm:
            host = self.warm.popleft()
            if self.waiting[host] and self.under_way[host] < self.room(host):
                return host
        return None

    def _scouted(self) -> str | None:
        """Now and then a host that nobody has met."""
        while self.unmet and not self.turns % _SCOUT_EVERY:
            host = self.unmet.popleft()
            if host not in self.under_way:
                return host
        return None

    def _longest(self) -> str | None:
        while self.ready:
            left, _, host = heapq.heappop(self.ready)
            # A host is offered anew whenever its count changes; what an older offer says is passed over.
            if -left == len(self.waiting[host]) and self.under_way.get(host, 0) < self.room(host):
                return host
        return None

    def _offer(self, host: str) -> None:
        left = len(self.waiting[host])
        if left and self.under_way.get(host, 0) < self.room(host):
            heapq.heappush(self.ready, (-left, self.order[host], host))
