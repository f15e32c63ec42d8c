"""One exchange over HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from audit.clock import Clock
from audit.model.probe import Exchange, Failure, Reason
from audit.net import failures, headers, tls
from audit.net.answers import Answer
from audit.net.attempt import Attempt, current
from audit.net.beat import Beat
from audit.net.connections import Connections
from audit.net.deadlines import Deadlines
from audit.net.guard import Guard
from audit.net.intake import PIECE
from audit.net.lenient import LenientClient
from audit.net.resolve import Finder
from audit.net.settings import NetSettings
from audit.net.wire import GrammarError
from audit.ports import Request
from audit.urls.whatwg import Parsed, must_parse

_PORTS = {"http": 80, "https": 443}


@dataclass(slots=True, kw_only=True)
class HttpClient:
    """Asks exactly once, and tells what happened."""

    settings: NetSettings
    clock: Clock
    connections: Connections
    lenient: LenientClient
    deadlines: Deadlines = field(default_factory=Deadlines)

    async def exchange(self, request: Request) -> Exchange:
        """See `Exchanger.exchange`."""
        parsed = must_parse(request.url)
        time = asyncio.get_running_loop().time
        started = time()
        ends = started + (request.timeout or self.settings.timeouts.total)
        patient = started + self.settings.timeouts.answer * request.patience
        deadline = self.deadlines.until(min(ends, patient))  # the budget of the phase that a kept connection starts in
        attempt = Attempt(
            host=parsed.host.strip("[]").rstrip("."),
            port=int(parsed.port) if parsed.port else _PORTS[parsed.scheme],
            budgets=self.settings.timeouts,
            deadline=deadline,
            time=time,
            ends_at=ends,
            started=started,
            patience=request.patience,
        )
        answer = Answer(at=self.clock.now().timestamp())
        token = current.set(attempt)
        failure: Failure | None = None
        try:
            with deadline:
                await self._ask(parsed, request, attempt, answer)
        except TimeoutError as error:
            failure = failures.timed_out(attempt) if deadline.expired else failures.of(error, attempt)
        except GrammarError as error:
            failure = Failure(reason=Reason.PROTOCOL, code="unparsable", detail=str(error)[:200])
        except (OSError, EOFError) as error:
            failure = failures.of(error, attempt)
        finally:
            current.reset(token)
        if failure is not None:
            answer.ms = answer.ms or attempt.elapsed()
            if answer.peer is None and not attempt.reused:
                answer.peer = tls.peer(attempt.address, attempt.tls)
        await self._unpack(answer, request)
        return answer.exchange(request, failure=failure)

    async def _unpack(self, answer: Answer, request: Request) -> None:
        if answer.status is None or not request.max_bytes or request.method == "HEAD":
            return
        if not answer.header("content-encoding"):
            answer.unpack(cap=request.max_bytes)
            return
        # A bomb takes its time, even the beginning of it, and many may go off at once.
        intake = self.connections.intake
        await intake.room()
        with intake.work():
            answer.unpack(cap=min(request.max_bytes, PIECE))
        if len(answer.content) == PIECE < request.max_bytes:
            await intake.turn()
            answer.unpack(cap=request.max_bytes)

    async def _ask(self, parsed: Parsed, request: Request, attempt: Attempt, answer: Answer) -> None:
        secure = parsed.scheme == "https"
        keep = request.verify and not request.fresh and not request.lenient
        head = headers.head_of(request, parsed, user_agent=self.settings.user_agent, keep=keep)
        if request.lenient:
            await self.lenient.ask(head, request, attempt, answer, secure=secure)
            return
        place = (parsed.scheme, attempt.host, attempt.port)
        wire = self.connections.kept(place, now=attempt.time()) if keep else None
        if wire is None:
            wire = await self.connections.open(attempt, secure=secure, verify=request.verify)
        answer.peer = wire.peer
        await wire.ask(head, request, attempt, answer)
        if keep:
            self.connections.keep(place, wire, now=attempt.time())
        else:
            wire.abort()


@asynccontextmanager
async def open_client(settings: NetSettings, clock: Clock, *, guard: Guard, finder: Finder, beat: Beat) -> AsyncIterator[HttpClient]:
    """The client with its connections, which are closed in the end."""
    connections = Connections(
        guard=guard,
        finder=finder,
        verifying=tls.verifying(settings.ca_file),
        unverified=tls.unverified(),
        keep_alive=settings.keep_alive,
        beat=beat,
    )
    try:
        yield HttpClient(settings=settings, clock=clock, connections=connections, lenient=LenientClient(connections=connections))
    finally:
        await connections.close()
