"""Leaving a host alone that is down."""

from dataclasses import dataclass, field, replace

from audit.clock import Clock
from audit.model.probe import Exchange, Failure, Reason
from audit.net.settings import NetSettings
from audit.ports import Exchanger, Request
from audit.urls.whatwg import must_parse

_WEIGHTS = {
    Reason.NAME_NOT_FOUND: 2,
    Reason.NAME_NO_ADDRESS: 2,
    Reason.CONNECT_TIMEOUT: 2,
    Reason.CONNECT_REFUSED: 2,
    Reason.UNREACHABLE: 2,
    Reason.TLS_TIMEOUT: 2,
    Reason.NAME_SERVER_FAILED: 1,  # may be the trouble of our own resolver, and pass
    Reason.NAME_TIMEOUT: 1,
}
"""Failures that say something about the host and nothing about the page, and how much."""
HOST_DOWN = "host-down"
"""The code of a failure that was not met again but remembered."""


@dataclass(slots=True, kw_only=True)
class Health:
    """What the last exchanges said about one host and port."""

    failures: int = 0
    """Their weights, since the last answer."""
    newest: Failure | None = None
    shut_until: float = 0.0


@dataclass(slots=True, kw_only=True)
class Breaking:
    """Answers for a host that is down with what the last tries brought, so that thirty links to it cost no thirty time-outs."""

    inner: Exchanger
    settings: NetSettings
    clock: Clock
    _hosts: dict[tuple[str, str, str], Health] = field(default_factory=dict)

    async def exchange(self, request: Request) -> Exchange:
        """See `Exchanger.exchange`."""
        parsed = must_parse(request.url)
        place = (parsed.scheme, parsed.host, parsed.port)
        health = self._hosts.get(place)
        if health is None:
            health = self._hosts[place] = Health()
        if health.newest is not None and self.clock.monotonic() < health.shut_until:
            return self._unasked(request, health.newest)
        answer = await self.inner.exchange(request)
        self._learn(health, answer)
        return answer

    def _learn(self, health: Health, answer: Exchange) -> None:
        weight = _WEIGHTS.get(answer.failure.reason, 0) if answer.failure else 0
        if not weight:
            health.failures = 0 if answer.status is not None else health.failures
            return
        health.failures += weight
        health.newest = answer.failure
        if health.failures >= 2 * self.settings.down_after:
            health.shut_until = self.clock.monotonic() + self.settings.down_for

    def _unasked(self, request: Request, newest: Failure) -> Exchange:
        detail = f"{newest.detail}; after several such failures the host was not asked again"
        failure = replace(newest, detail=detail, code=HOST_DOWN)
        at = self.clock.now().timestamp()
        return Exchange(method=request.method, url=request.url, at=at, purpose=request.purpose, verified=request.verify, failure=failure)
