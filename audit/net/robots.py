"""What robots.txt asks of us (RFC 9309)."""

import asyncio
from dataclasses import dataclass, field

from protego import Protego

from audit.clock import Clock
from audit.model.probe import Exchange, Failure, Reason
from audit.net.long_rules import LongRules, parsed
from audit.net.pace import Lanes
from audit.net.settings import NetSettings
from audit.ports import Exchanger, Request
from audit.urls import Url, join
from audit.urls.whatwg import must_parse

_MOST_BYTES = 512_000
"""RFC 9309, 2.5, wants at least 500 kibibytes to be read."""
_LONG = 16_000
"""Bytes of rules that take longer to read than others should wait."""
_ALL_LONG = 16_000_000
"""Bytes of such rules that are kept; of further ones only the beginning is read."""
_MOST_HOPS = 5
"""RFC 9309, 2.3.1.2."""
_TIMEOUT = 5.0
_EXEMPT = frozenset({"robots", "canary"})

Rules = Protego | LongRules


@dataclass(slots=True, kw_only=True)
class Obedient:
    """Does not ask for what a host's robots.txt asks us to leave alone, and keeps the distance it wants."""

    inner: Exchanger
    lanes: Lanes
    settings: NetSettings
    clock: Clock
    room: int = _ALL_LONG
    """Bytes of further long rules that may be kept."""
    _rules: dict[str, "asyncio.Task[Rules | None]"] = field(default_factory=dict)

    async def exchange(self, request: Request) -> Exchange:
        """See `Exchanger.exchange`."""
        if request.purpose not in _EXEMPT:
            rules = await self._rules_for(request)
            if rules is not None and not rules.can_fetch(request.url, self.settings.robots_name):
                return self._unasked(request)
        return await self.inner.exchange(request)

    async def close(self) -> None:
        """Give up what is under way."""
        tasks = list(self._rules.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _rules_for(self, request: Request) -> Rules | None:
        parsed = must_parse(request.url)
        origin = f"{parsed.scheme}://{parsed.host}" + (f":{parsed.port}" if parsed.port else "")
        task = self._rules.get(origin)
        if task is None:
            # A task of its own: the one who asked first may be cancelled while others still wait.
            task = self._rules[origin] = asyncio.create_task(self._fetch(origin, verify=request.verify), name=f"robots.txt of {origin}")
        return task.result() if task.done() else await asyncio.shield(task)

    async def _fetch(self, origin: str, *, verify: bool) -> Rules | None:
        """The rules; None when everything is allowed, as it is wherever there is no readable robots.txt."""
        url = origin + "/robots.txt"
        for _ in range(_MOST_HOPS + 1):
            answer = await self.inner.exchange(
                Request(url=url, max_bytes=_MOST_BYTES, max_other_bytes=_MOST_BYTES, verify=verify, purpose="robots", timeout=_TIMEOUT)
            )
            if answer.status in {301, 302, 303, 307, 308}:
                target = join(url, answer.header("location"))
                if isinstance(target, Url):
                    url = target.request
                    continue
                return None
            # RFC 9309, 2.3.1.4, would have us stay away from a server that fails. A link that an editor has placed may
            # be looked at all the same: the failure says nothing about what the owner wants.
            return self._read(origin, answer.body) if answer.status == 200 else None
        return None

    def _read(self, origin: str, body: bytes) -> Rules | None:
        if body[:1_000].lstrip()[:1] == b"<":
            return None  # a page in the place of the rules
        rules: Rules
        if len(body) <= _LONG:
            rules = parsed(body)
        elif len(body) <= self.room:
            self.room -= len(body)
            rules = LongRules(body=body)
        else:
            rules = parsed(body[:_LONG].rpartition(b"\n")[0])
        delay = rules.crawl_delay(self.settings.robots_name)
        if delay:
            lane = self.lanes.of(origin + "/")
            lane.interval = max(lane.interval, min(float(delay), self.settings.max_crawl_delay))
            lane.next_at = max(lane.next_at, self.clock.monotonic() + lane.interval)
        return rules

    def _unasked(self, request: Request) -> Exchange:
        failure = Failure(reason=Reason.ROBOTS, detail="robots.txt asks us not to look")
        at = self.clock.now().timestamp()
        return Exchange(method=request.method, url=request.url, at=at, purpose=request.purpose, verified=request.verify, failure=failure)
