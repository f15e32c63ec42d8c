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
_TO_THE_END = 0.3
"""The same part for those that are not done by then."""
_LONG = 0.5
"""A host with so much of what can be asked of one host in that time is never held back."""
_AT_ONCE = 20.0
"""Probes that may begin at one moment when beginnings are spread."""
_SCOUT_EVERY = 3
"""Of so many probes one goes to a host that nobody has met: a new host costs a handshake and a look at its rules besides."""
_FEW = 24
"""A host with so few links is asked for them one after the other, on the connection that it has been met with."""
_STEADILY = 0.9
"""The part of the time in which all others should be done, for a host with more: some of its probes will take longer."""
_FIRST_APART = 0.01
"""Seconds between the first probes of two hosts with more: a crowd of handshakes would hold up the longest queue."""
_FURTHEST = 5.0
"""Seconds between two turns of such a host at the most, so that its connection is kept."""
_MADE_UP = 1.0
"""Seconds of lateness that it makes up for."""
_IN_LINE = 4.5
"""Seconds that a host that has been met may wait for its next turn before no further ones are met."""
_MEASURED_EVERY = 64
_SOONEST = 0.001
"""Seconds for which something is held back at the least."""


@dataclass(slots=True, kw_only=True)
class Queues:
    """Targets by host. The longest queue decides when the run ends, so it never pauses; all others have time.

    A handshake costs us and the host more than a page does, so whoever has time is asked on few connections, which are never idle for
    so long that they would be closed. A host with few links is asked for all of them in a row once it has been met. One with many
    begins with the run, and its links are spread evenly over the time there is. In every third turn it is a new host's: one that is
    down costs whole time budgets, and is better met early than at the end.
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
    """Hosts with few links that have answered a moment ago."""
    long: frozenset[str] = frozenset()
    """Hosts that there is no time to hold back."""
    steady: frozenset[str] = frozenset()
    """Hosts with many links that are not long."""
    turns: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    """What a probe of each host has taken of late."""
    longest: int = 0
    """The length of the longest queue, as it was not long ago."""
    taken: int = 0
    spare: float = 0.0
    """How many requests of the longest queue are to be sent before all others should be done."""
    rate: float = 0.0
    """Beginnings a second that are enough for that, of those with few links; 0 for no limit."""
    held_for: float = 0.0
    """Seconds until one more may begin, when there was something to begin and it was held back."""
    _due: list[tuple[float, int, str]] = field(default_factory=list)
    """A heap of (seconds since the first turn, order, host): when the steady ones have their next turn."""
    _began: float | None = None
    _first_longest: int = 0
    _credit: float = _AT_ONCE
    _credited_at: float | None = None

    def fill(self, targets: Iterable[Target]) -> None:
        """Take all targets."""
        for target in targets:
            self.waiting.setdefault(target.host, deque()).append(target)
        self._measure()
        self.long = frozenset(host for host, left in self.waiting.items() if len(left) >= _LONG * self.spare)
        by_length = sorted(self.waiting, key=lambda host: -len(self.waiting[host]))
        steady = [host for host in by_length if len(self.waiting[host]) > _FEW and self.interval and not self.is_long(host)]
        self._due = [(place * _FIRST_APART, place, host) for place, host in enumerate(steady)]
        self.steady = frozenset(steady)
        self._measure()  # anew: the rate is that of all others
        for number, host in enumerate(self.waiting):
            self.order[host] = number
            self._offer(host)
        self.unmet.extend(host for host in by_length if host not in self.steady)

    def take(self, now: float) -> Target | None:
        """The next target to probe; None when every host with something left has its share under way, or when there is no hurry.

        Args:
            now: seconds on a clock that only goes forward.
        """
        self._began = now if self._began is None else self._began
        self.turns += 1
        self.held_for = 0.0
        may = self._may_begin(now)
        due = self._due_host(now - self._began)
        host = due or (self._scouted() or self._warm_host() if may else None) or self._longest()
        goes_anyway = host is not None and (host == due or self.is_long(host))
        if host is None or not (may or goes_anyway):
            later = [self._began + self._due[0][0] - now] if self._due else []
            if host is not None:
                later.append((1.0 - self._credit) / self.rate)
                self._offer(host)
            self.held_for = max(min(later), _SOONEST) if later else 0.0
            return None
        if not goes_anyway:
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
        if host not in self.steady and 0 < len(self.waiting[host]) <= _FEW:
            self.warm.append(host)
        self._offer(host)

    def room(self, host: str) -> int:
        """How many probes of the host may be under way: as many as it takes to be done early, or else well before the end."""
        time = max(self.spare, _TO_THE_END * self.longest) * self.interval
        if not time or host in self.long:
            return self.share
        work = len(self.waiting[host]) * self.seconds.get(host, _UNMET)
        return min(self.share, 1 + int(work / time))

    def is_long(self, host: str) -> bool:
        """Whether the host is never held back, lest it be the last."""
        return host in self.long or len(self.waiting[host]) >= self.spare

    def _may_begin(self, now: float) -> bool:
        if not self.rate:
            return True
        if self._credited_at is not None:
            self._credit = min(self._credit + (now - self._credited_at) * self.rate, _AT_ONCE)
        self._credited_at = now
        return self._credit >= 1.0

    def _measure(self) -> None:
        self.longest = max(map(len, self.waiting.values()), default=0)
        self._first_longest = self._first_longest or self.longest
        self.spare = max(0.0, self.longest - (1.0 - _EARLY) * self._first_longest)
        seconds = self.spare * self.interval
        few = sum(len(left) for host, left in self.waiting.items() if host not in self.steady and not self.is_long(host))
        self.rate = few / seconds if seconds else 0.0

    def _due_host(self, elapsed: float) -> str | None:
        """A steady host whose turn it is. Its next turn is when it should be, so that all its turns fill the time there is."""
        while self._due and self._due[0][0] <= elapsed:
            due, place, host = heapq.heappop(self._due)
            if not (left := len(self.waiting[host])):
                continue
            apart = min(max(self.interval, _STEADILY * self.spare * self.interval / left), _FURTHEST)
            # One more than its work asks for: some probes only wait, to ask again.
            may = self.under_way.get(host, 0) < min(self.share, self.room(host) + 1)
            if left > 1 or not may:
                heapq.heappush(self._due, (max(due, elapsed - _MADE_UP) + apart if may else elapsed + apart / 2, place, host))
            if may:
                return host
        return None

    def _warm_host(self) -> str | None:
        while self.warm:
            host = self.warm.popleft()
            if self.waiting[host] and self.under_way[host] < self.room(host):
                return host
        return None

    def _scouted(self) -> str | None:
        """Now and then a host that nobody has met, unless those that have been met would have to wait for long."""
        if self.rate and len(self.warm) > _IN_LINE * self.rate:
            return None
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
        if left and host not in self.steady and self.under_way.get(host, 0) < self.room(host):
            heapq.heappush(self.ready, (-left, self.order[host], host))
