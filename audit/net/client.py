"""One exchange over HTTP. This module and `session` are the door to the client of aiohttp."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
from aiohttp.http_exceptions import HttpProcessingError
from yarl import URL

from audit.clock import Clock
from audit.model.probe import Certificate, Exchange, Failure, Reason
from audit.net import failures, headers, tls
from audit.net.answers import Answer
from audit.net.attempt import Attempt, current
from audit.net.guard import Guard
from audit.net.lenient import LenientClient
from audit.net.resolve import Finder
from audit.net.session import open_session
from audit.net.settings import NetSettings
from audit.ports import Request
from audit.urls.whatwg import must_parse

_SMALL = 65_536
"""A body that nobody wants is read to its end up to this size: cheaper than another handshake."""
_PLACES = 20_000
_PORTS = {"http": 80, "https": 443}


@dataclass(slots=True, kw_only=True)
class HttpClient:
    """Asks exactly once, and tells what happened."""

    settings: NetSettings
    clock: Clock
    verifying: ssl.SSLContext
    unverified: ssl.SSLContext
    kept: aiohttp.ClientSession
    """With connections that are used again."""
    single: aiohttp.ClientSession
    """With a new connection for every request."""
    lenient: LenientClient
    _seen: dict[tuple[str, int], tuple[str, Certificate | None, str]] = field(default_factory=dict)
    """The address, certificate and version of TLS of the newest connection to a host."""
    _usual: dict[str, str] = field(init=False)
    """The header fields of a request that asks for nothing special."""

    def __post_init__(self) -> None:
        self._usual = headers.merged((("User-Agent", self.settings.user_agent),), headers.ACCEPT)

    async def exchange(self, request: Request) -> Exchange:
        """See `Exchanger.exchange`."""
        loop = asyncio.get_running_loop()
        parsed = must_parse(request.url)
        started = loop.time()
        ends = started + (request.timeout or self.settings.timeouts.total)
        blank = Exchange(
            method=request.method,
            url=request.url,
            at=self.clock.now().timestamp(),
            verified=request.verify,
            purpose=request.purpose,
        )
        patient = started + self.settings.timeouts.answer * request.patience
        limit = asyncio.timeout_at(min(ends, patient))  # the budget of the phase that a kept connection starts in
        attempt = Attempt(
            host=parsed.host.strip("[]").rstrip("."),
            port=int(parsed.port) if parsed.port else _PORTS[parsed.scheme],
            budgets=self.settings.timeouts,
            limit=limit,
            ends_at=ends,
            patience=request.patience,
        )
        answer = Answer()
        token = current.set(attempt)
        try:
            async with limit:
                # The client drops the question mark of an empty query, which is part of the address; the lenient one sends it.
                plain = not request.lenient and parsed.query != "?"
                await (self._ask(request, attempt, answer) if plain else self.lenient.ask(request, parsed, attempt, answer))
            failure = None
        except TimeoutError as error:
            failure = failures.timed_out(attempt) if limit.expired() else failures.of(error, attempt)
        except aiohttp.ClientResponseError as error:
            failure = _unparsable(error, attempt)
        except (aiohttp.ClientError, OSError, EOFError) as error:
            failure = failures.of(error, attempt)
        finally:
            current.reset(token)
        answer.ms = answer.ms or round((loop.time() - started) * 1000)
        self._note(attempt, answer)
        return answer.exchange(blank, request, failure=failure)

    async def _ask(self, request: Request, attempt: Attempt, answer: Answer) -> None:
        session = self.single if request.fresh or not request.verify else self.kept
        started = asyncio.get_running_loop().time()
        async with session.request(
            request.method,
            URL(request.url, encoded=True),
            headers=headers.merged(self._usual.items(), request.headers) if request.headers else self._usual,
            allow_redirects=False,
            ssl=self.verifying if request.verify else self.unverified,
        ) as response:
            answer.ms = round((asyncio.get_running_loop().time() - started) * 1000)
            answer.headers = headers.read(response.raw_headers)
            answer.reason_phrase = response.reason or ""
            answer.http_version = f"{response.version.major}.{response.version.minor}" if response.version else ""
            answer.status = response.status
            await self._read_body(response, request, attempt, answer)

    async def _read_body(self, response: aiohttp.ClientResponse, request: Request, attempt: Attempt, answer: Answer) -> None:
        cap = answer.cap(request, small=_SMALL)
        if not response.content.is_eof():  # what is here already keeps nobody waiting
            attempt.enter("body")
        if cap:
            async for chunk in response.content.iter_any():
                answer.body += chunk
                if len(answer.body) > cap:
                    del answer.body[cap:]
                    break
        answer.complete = response.content.at_eof()
        if not answer.complete:
            response.close()

    def _note(self, attempt: Attempt, answer: Answer) -> None:
        """Tell the address and the certificate of the connection, a kept one's from when it was made."""
        place = (attempt.host, attempt.port)
        if not attempt.reused:
            if len(self._seen) > _PLACES:
                self._seen.clear()
            version = attempt.tls.version() if attempt.tls else None
            self._seen[place] = (attempt.address, tls.certificate(attempt.tls), version or "")
        if answer.status is not None or not attempt.reused:
            answer.address, answer.certificate, answer.tls_version = self._seen.get(place, ("", None, ""))


def _unparsable(error: aiohttp.ClientResponseError, attempt: Attempt) -> Failure:
    # The parser's own "400" is no answer of the server.
    if isinstance(error.__cause__, HttpProcessingError):
        return Failure(reason=Reason.PROTOCOL, code="unparsable", detail=str(error.message)[:200])
    return failures.lost(attempt, str(error.message)[:200])


@asynccontextmanager
async def open_client(settings: NetSettings, clock: Clock, *, guard: Guard, finder: Finder) -> AsyncIterator[HttpClient]:
    """The client with its connections, which are closed in the end."""
    verifying, unverified = tls.verifying(settings.ca_file), tls.unverified()
    async with AsyncExitStack() as stack:
        kept = await stack.enter_async_context(open_session(settings, guard=guard, finder=finder, keep=True))
        single = await stack.enter_async_context(open_session(settings, guard=guard, finder=finder, keep=False))
        lenient = LenientClient(settings=settings, guard=guard, finder=finder, verifying=verifying, unverified=unverified)
        yield HttpClient(
            settings=settings, clock=clock, verifying=verifying, unverified=unverified, kept=kept, single=single, lenient=lenient
        )
