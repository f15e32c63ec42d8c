"""Asking again for what may pass."""

from dataclasses import dataclass, field, replace

from audit.clock import Clock
from audit.model.probe import Exchange, Reason
from audit.net.breaker import HOST_DOWN
from audit.net.failures import OUT_OF_RESOURCES
from audit.net.settings import NetSettings
from audit.net.waits import retry_after
from audit.ports import Exchanger, Request
from audit.urls.whatwg import must_parse

_STATUSES = frozenset({408, 421, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 527, 529, 530})
_BEFORE_THE_REQUEST = frozenset(
    {Reason.NAME_SERVER_FAILED, Reason.NAME_TIMEOUT, Reason.CONNECT_TIMEOUT, Reason.CONNECT_REFUSED, Reason.UNREACHABLE, Reason.TLS_TIMEOUT}
)
_AFTER_IT = frozenset({Reason.CONNECTION_LOST, Reason.ANSWER_TIMEOUT})
_SLOW = frozenset(
    {Reason.NAME_TIMEOUT, Reason.CONNECT_TIMEOUT, Reason.TLS_TIMEOUT, Reason.ANSWER_TIMEOUT, Reason.UNREACHABLE, Reason.CONNECT_REFUSED}
)
"""What one further try must be enough for: each costs a whole time budget, or was an unmistakable no."""
_ONCE = frozenset({"robots", "sibling", "home", "upgrade", "canary"})
"""Purposes for which no answer is answer enough."""


_WHEN_SHORT = 5
"""Further tries when we ran short of something: others are about to give it back."""
_PATIENCE = 1.25
"""The factor on the budget of the answer for a server that was too slow before; more would hold up the end of a run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrying:
    """Tries again a few times, each further try with a longer wait and through every manner."""

    inner: Exchanger
    settings: NetSettings
    clock: Clock
    _slow: set[str] = field(default_factory=set)
    """Hosts that answer, but later than the usual budget."""

    async def exchange(self, request: Request) -> Exchange:
        """See `Exchanger.exchange`."""
        host = must_parse(request.url).host
        if host in self._slow:
            request = replace(request, patience=max(request.patience, _PATIENCE))
        answer = await self.inner.exchange(request)
        tries = 0
        while (wait := self._wait(request, answer, tries)) is not None:
            if wait:
                await self.clock.sleep(wait)
            tries += 1
            request = _again(request, answer)
            answer = await self.inner.exchange(request)
        if tries and answer.status is not None and request.patience > 1.0:
            self._slow.add(host)
        return answer

    def _wait(self, request: Request, answer: Exchange, tries: int) -> float | None:
        """The seconds to wait before asking again; None when `answer` must do."""
        failure = answer.failure
        if failure is not None and failure.code == "kept-connection" and not request.fresh and tries == 0:
            return 0.0  # the server closed an idle connection just then: that says nothing
        if failure is not None and failure.code == "unparsable" and not request.lenient:
            return 0.0
        if failure is not None and failure.code == HOST_DOWN:
            return None
        if tries >= self._allowed(request, answer):
            return None
        asked_for = retry_after(answer, now=self.clock.now()) if answer.status in {429, 503} else None
        if asked_for is not None:
            return None if asked_for > self.settings.max_retry_after else asked_for
        return self.settings.retry_wait * float(2**tries)

    def _allowed(self, request: Request, answer: Exchange) -> int:
        """How many further tries `answer` deserves."""
        if answer.failure is not None and answer.failure.code == OUT_OF_RESOURCES:
            return _WHEN_SHORT
        if request.purpose in _ONCE:
            return 0
        reason = answer.failure.reason if answer.failure else None
        # What a HEAD fails at is asked by GET, which is for the prober to do: many servers serve no HEAD at all.
        again = reason in _BEFORE_THE_REQUEST or (request.method != "HEAD" and (reason in _AFTER_IT or answer.status in _STATUSES))
        if not again:
            return 0
        return min(1, self.settings.retries) if reason in _SLOW else self.settings.retries


def _again(request: Request, answer: Exchange) -> Request:
    failure = answer.failure
    if failure is None:
        return replace(request, fresh=request.fresh or answer.status == 421)  # 421 asks for a new connection
    if failure.code == "unparsable":
        return replace(request, lenient=True, fresh=True)
    slow = failure.reason is Reason.ANSWER_TIMEOUT and request.timeout is None
    # A new connection may lead to a healthier server behind the same name.
    return replace(request, fresh=True, patience=_PATIENCE if slow else request.patience)
