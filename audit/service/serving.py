"""The service as a whole: listening, watching the clock, and stopping in good order."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from aiohttp import web

from audit.errors import SurroundingsError, UsageError
from audit.service.desk import AuditDesk
from audit.service.doorman import HEADER_SECONDS, MOST_CONNECTIONS, Doorman
from audit.service.scheduler import Scheduler
from audit.service.tokens import WEAK, Tokens

log = logging.getLogger(__name__)

STOP_SECONDS = 20.0
"""For the run in progress to save what was done, and for answers under way to be finished."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Everything that `audit serve` keeps going."""

    app: web.Application
    desk: AuditDesk
    scheduler: Scheduler | None
    """None when nothing is scheduled."""
    host: str = "127.0.0.1"
    port: int = 8484
    header_seconds: float = HEADER_SECONDS
    """Until a connection's first request must have said what it wants."""
    most_connections: int = MOST_CONNECTIONS


@asynccontextmanager
async def running(service: Service) -> AsyncIterator[str]:
    """The service while the block lasts; gives the address at which it listens.

    On the way out nothing new is started, the run in progress saves what was done, and answers under way are finished.

    Raises:
        SurroundingsError: the port cannot be had.
    """
    async with _listening(service) as address:
        if service.scheduler:
            await service.scheduler.start()
        log.info("service started", extra={"address": address})
        try:
            yield address
        finally:
            if service.scheduler:
                await service.scheduler.stop()
            with suppress(TimeoutError):
                async with asyncio.timeout(STOP_SECONDS):
                    await service.desk.close()
            log.info("service stopped")


@asynccontextmanager
async def _listening(service: Service) -> AsyncIterator[str]:
    runner = web.AppRunner(service.app, shutdown_timeout=2.0)
    await runner.setup()
    if runner.server is None:
        raise RuntimeError("the runner was set up and has no server")
    doorman = Doorman(runner.server, header_seconds=service.header_seconds, most=service.most_connections)
    try:
        listener = await asyncio.get_running_loop().create_server(doorman, service.host, service.port, backlog=256)
    except OSError as error:
        await runner.cleanup()
        raise SurroundingsError(
            f"Nothing can listen on {service.host}:{service.port}: {error.strerror or error}.",
            remedy="Stop whatever uses that port, or set service.port.",
        ) from error
    try:
        host, port = listener.sockets[0].getsockname()[:2]
        yield f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    finally:
        listener.close()
        await runner.cleanup()


async def until_told(service: Service, *, started: "asyncio.Future[str] | None" = None) -> None:
    """Run the service until SIGTERM or SIGINT. A second signal ends the process at once.

    `started` is told the address as soon as there is one.
    """
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()

    def told() -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
            signal.signal(number, signal.SIG_DFL)
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told)
    try:
        async with running(service) as address:
            if started is not None:
                started.set_result(address)
            await stop.wait()
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)


def check_bind(host: str, tokens: Tokens) -> None:
    """Refuse to open a door to the world with a key that can be guessed.

    Raises:
        UsageError: a token is too short for an address that others can reach.
    """
    if tokens.weak and host not in ("127.0.0.1", "::1", "localhost"):
        raise UsageError(
            f"A token has fewer than {WEAK} characters, and {host} can be reached from elsewhere.",
            remedy="Make a token with: python -c 'import secrets; print(secrets.token_urlsafe(32))'",
        )
