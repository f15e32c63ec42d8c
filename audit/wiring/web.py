"""The web as an audit sees it: the real one, or a small one of our own."""

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from audit import __version__
from audit.clock import Clock, SystemClock
from audit.config.shape import Config
from audit.engines.local import LocalEngine
from audit.engines.processes import ProcessEngine
from audit.model.run import Canary
from audit.net import NetSettings, Timeouts, open_exchanger
from audit.ports import Engine, Prober
from audit.probing import ProbeSettings, WebProber
from audit.run.asker import Asker
from audit.run.canaries import look
from audit.urls.addresses import Allowed
from audit.wiring.loop import run_loop


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Where the web is: the real one, or a small one of our own for the demo and the tests."""

    hosts: Mapping[tuple[str, int], tuple[str, int]] = field(default_factory=dict)
    """Names with a port that are found at a given address and port."""
    names: frozenset[str] = frozenset()
    """Names to ask about although they are reserved for examples."""
    closed: bool = False
    """Names that are not among `hosts` do not exist."""
    ca_file: Path | None = None
    canaries: tuple[str, ...] | None = None
    """Known-good addresses of that web; those of the configuration when None."""


REAL = World()


def user_agent(config: Config) -> str:
    """How we name ourselves to the web: the product, and where its owner can be reached."""
    contact = f"; +{config.checks.contact}" if config.checks.contact else ""
    return f"Mozilla/5.0 (compatible; initiative-audit/{__version__}{contact})"


def net_settings(config: Config, world: World = REAL) -> NetSettings:
    """How the network is used."""
    checks, timeout = config.checks, config.checks.timeout
    return NetSettings(
        user_agent=user_agent(config),
        max_at_once=checks.max_at_once,
        per_host_max=checks.per_host.max,
        per_host_interval=checks.per_host.interval,
        per_host_per_run=checks.per_host.per_run,
        timeouts=Timeouts(
            name=timeout.name, connect=timeout.connect, tls=timeout.tls, answer=timeout.answer, body=timeout.body, total=timeout.total
        ),
        retries=checks.retries,
        retry_wait=checks.retry_wait,
        max_retry_after=checks.max_retry_after,
        robots=checks.robots,
        ca_file=str(world.ca_file or checks.ca_file or ""),
        allow_private=allowed(config),
        hosts=world.hosts,
        hosts_only=world.closed,
    )


def allowed(config: Config) -> tuple[Allowed, ...]:
    """The exact exceptions of the address guard."""
    return tuple(Allowed.parse(written) for written in config.checks.allow_private)


def probe_settings(config: Config, world: World = REAL) -> ProbeSettings:
    """How a single address is asked."""
    checks = config.checks
    return ProbeSettings(
        max_redirects=checks.max_redirects,
        max_body=checks.max_body,
        fragments=checks.fragments,
        second_looks=checks.second_looks,
        https_upgrade=checks.https_upgrade,
        known_hosts=world.names,
        allowed=allowed(config),
        seconds=checks.timeout.total,
    )


@asynccontextmanager
async def asking(config: Config, *, clock: Clock | None = None, world: World = REAL) -> AsyncIterator[Asker]:
    """What it takes to ask the web, while the body runs."""
    chosen = clock or SystemClock()
    async with _probing(config, clock=chosen, world=world) as prober:
        yield Asker(
            scouting=lambda: _scouting(config, clock=chosen, world=world),
            engine=_engine(config, prober=prober, clock=chosen, world=world),
            clock=chosen,
            known_hosts=world.names,
            allowed=allowed(config),
            excluded=config.checks.exclude,
        )


@asynccontextmanager
async def _probing(config: Config, *, clock: Clock, world: World) -> AsyncIterator[Prober]:
    async with AsyncExitStack() as stack:
        exchanger = await stack.enter_async_context(open_exchanger(net_settings(config, world), clock))
        yield await stack.enter_async_context(WebProber(exchanger=exchanger, clock=clock, settings=probe_settings(config, world)))


@asynccontextmanager
async def _scouting(config: Config, *, clock: Clock, world: World) -> AsyncIterator[Prober]:
    """A prober without a past, that asks once and draws no comparisons."""
    plainly = replace(probe_settings(config, world), second_looks=False, https_upgrade=False)
    async with (
        open_exchanger(net_settings(config, world), clock) as exchanger,
        WebProber(exchanger=exchanger, clock=clock, settings=plainly) as prober,
    ):
        yield prober


def _engine(config: Config, *, prober: Prober, clock: Clock, world: World) -> Engine:
    """Where probing runs: in this process, or on every core."""
    if config.run.engine == "processes":
        workers = max(os.cpu_count() or 1, 1)
        return ProcessEngine(
            open_engine=WorkerEngine(config=config, world=world, workers=workers), workers=workers, clock=clock, run_loop=run_loop
        )
    return _local(config, prober=prober, clock=clock)


def _local(config: Config, *, prober: Prober, clock: Clock, workers: int = 1) -> LocalEngine:
    return LocalEngine(
        prober=prober,
        max_at_once=max(config.checks.max_at_once // workers, 1),
        per_host_max=config.checks.per_host.max,
        per_host_interval=config.checks.per_host.interval,
        deadline=config.run.deadline,
        clock=clock,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerEngine:
    """Makes the engine of one worker, in the worker's own process: a host is never split, so its pace is kept there."""

    config: Config
    world: World
    workers: int

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[Engine]:
        """An engine while the body runs."""
        clock = SystemClock()
        async with _probing(self.config, clock=clock, world=self.world) as prober:
            yield _local(self.config, prober=prober, clock=clock, workers=self.workers)


async def ask_canaries(config: Config, *, when: str) -> tuple[Canary, ...]:
    """One look at every known-good address."""
    async with asking(config) as asker:
        return await look(config.checks.canaries, when=when, asker=asker)
