"""Whose turn it is: a queue a host."""

import heapq
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from audit.model.probe import Target

_UNMET = 1.0
"""Seconds that a probe is thought to take while nobody knows."""
_EARLY = 0.5
"""The part of the time left in which every host but the longest ones should be done."""
_MEASURED_EVERY = 64


@dataclass(slots=True, kw_only=True)
class Queues:
    """Targets by host: in turns one of the host that has most left, and one of a host that nobody has met yet.

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
    scouting: bool = False
    seconds: dict[str, float] = field(default_factory=dict)
    """What a probe of each host has taken of late."""
    longest: int = 0
    """The length of the longest queue, as it was not long ago."""
    taken: int = 0

    def fill(self, targets: Iterable[Target]) -> None:
        """Take all targets."""
        for target in targets:
            self.waiting.setdefault(target.host, deque()).append(target)
        self._measure()
        for number, host in enumerate(self.waiting):
            self.order[host] = number
            self._offer(host)
        self.unmet.extend(sorted(self.waiting, key=lambda host: -len(self.waiting[host])))

    def take(self) -> Target | None:
        """The next target to probe; None when every host with something left has its share under way."""
        self.scouting = not self.scouting
        host = (self._unmet_host() if self.scouting else None) or self._longest()
        if host is None:
            return None
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
        self._offer(host)

    def room(self, host: str) -> int:
        """How many probes of the host may be under way: as many as it takes to be done in half of the time that is left."""
        left = len(self.waiting[host])
        if not self.interval or left * 2 >= self.longest:
            return self.share
        work = left * self.seconds.get(host, _UNMET)
        return min(self.share, 1 + int(work / (self.longest * self.interval * _EARLY)))

    def _measure(self) -> None:
        self.longest = max(map(len, self.waiting.values()), default=0)

    def _unmet_host(self) -> str | None:
        while self.unmet:
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
