"""Leaving a host alone that is down."""

from dataclasses import dataclass, field, replace

from audit.clock import Clock
from audit.model.probe import Exchange, Failure, Reason
from audit.net.settings import NetSettings
from audit.ports import Exchanger, Request
from audit.urls.whatwg import must_parse

_DOWN = frozenset(
    {
        *(Reason.NAME_NOT_FOUND, Reason.NAME_NO_ADDRESS, Reason.NAME_SERVER_FAILED, Reason.NAME_TIMEOUT),
        *(Reason.CONNECT_TIMEOUT, Reason.CONNECT_REFUSED, Reason.UNREACHABLE, Reason.TLS_TIMEOUT),
    }
)
"""Failures that say something about the host and nothing about the page."""


HOST_DOWN = "host-down"
"""The code of a failure that was not met again but remembered."""


@dataclass(slots=True, kw_only=True)
class Health:
    """What the last exchanges said about one host and port."""

    failures: int = 0
    """In a row."""
    newest: Failure | None = None
    shut_until: float = 0.0


@dataclass(slots=True, kw_only=True)
class Breaking:
    """Answers for a host that is down with what the last tries brought, so that thirty links to it cost no thirty time-outs."""

    inner: Exchanger
    settings: NetSettings
    clock: Clock
    _hosts: dict[str, Health] = field(default_factory=dict)

    async def exchange(self, request: Request) -> Exchange:
        """See `Exchanger.exchange`."""
        parsed = must_parse(request.url)
        health = self._hosts.setdefault(f"{parsed.scheme}://{parsed.host}:{parsed.port}", Health())
        if health.newest is not None and self.clock.monotonic() < health.shut_until:
            return self._unasked(request, health.newest)
        answer = await self.inner.exchange(request)
        self._learn(health, answer)
        return answer

    def _learn(self, health: Health, answer: Exchange) -> None:
        if answer.failure is None or answer.failure.reason not in _DOWN:
            health.failures = 0 if answer.status is not None else health.failures
            return
        health.failures += 1
        health.newest = answer.failure
        if health.failures >= self.settings.down_after:
            health.shut_until = self.clock.monotonic() + self.settings.down_for

    def _unasked(self, request: Request, newest: Failure) -> Exchange:
        detail = f"{newest.detail}; the host failed {self.settings.down_after} times in a row and was not asked again"
        failure = replace(newest, detail=detail, code=HOST_DOWN)
        at = self.clock.now().timestamp()
        return Exchange(method=request.method, url=request.url, at=at, purpose=request.purpose, verified=request.verify, failure=failure)
