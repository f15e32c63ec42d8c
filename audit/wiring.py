"""Chooses the parts and joins them. The one module that knows everybody."""

import asyncio
import logging
import os
import resource
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from audit import __version__
from audit.clock import Clock, SystemClock
from audit.config.shape import Config
from audit.engines.local import LocalEngine
from audit.delivery.email import EmailNotifier
from audit.delivery.envelope import Sender
from audit.delivery.smtp import Smtp, SmtpSettings
from audit.delivery.voice import Voice
from audit.errors import AuditError, SurroundingsError
from audit.history import Policy
from audit.model.report import Report
from audit.model.run import Canary
from audit.net import NetSettings, Timeouts, open_exchanger
from audit.ports import Progress, ReportRow, Source, Store
from audit.probing import ProbeSettings, WebProber
from audit.renderers import RENDERERS, HtmlIndex
from audit.rules import CONTENT_RULES, LINK_RULES, RULESET, Context, configure
from audit.run.audit import Audit, Ended, Plan
from audit.run.canaries import look
from audit.run.hrefs import Asker
from audit.run.identity import new_run_id
from audit.service.app import make_app
from audit.service.desk import AuditDesk
from audit.service.scheduler import Scheduler, schedule_of
from audit.service.serving import Service, check_bind, until_told
from audit.service.ticket import Outcome
from audit.service.tokens import Tokens
from audit.sources.statamic import StatamicSource
from audit.stores import SqlStore
from audit.urls.addresses import Allowed
from audit.wording import catalogue

log = logging.getLogger(__name__)

T = TypeVar("T")


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


def source_of(config: Config, *, now: datetime) -> Source:
    """The content that the configuration names."""
    content = config.content
    if content.source == "front_matter":
        from audit.sources.front_matter import FrontMatterSource
        return FrontMatterSource(root=content.path, collections=content.collections, max_file_bytes=content.max_file_bytes, now=now)
    return StatamicSource(root=content.path, collections=content.collections, max_file_bytes=content.max_file_bytes, now=now)


def store_of(config: Config) -> SqlStore:
    """What is remembered from run to run: the configured database, or a file beside the reports."""
    if config.store.url:
        return SqlStore(config.store.url)
    try:
        config.reports.path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SurroundingsError(f"The folder of the reports cannot be made: {error}", remedy="Check reports.path and its rights.") from error
    return SqlStore(f"sqlite+aiosqlite:///{config.reports.path / 'audit.sqlite'}")


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
    async with open_exchanger(net_settings(config, world), chosen) as exchanger:
        prober = WebProber(exchanger=exchanger, clock=chosen, settings=probe_settings(config, world))
        engine = LocalEngine(
            prober=prober,
            max_at_once=config.checks.max_at_once,
            per_host_max=config.checks.per_host.max,
            deadline=config.run.deadline,
            clock=chosen,
        )
        yield Asker(prober=prober, engine=engine, clock=chosen, known_hosts=world.names, allowed=allowed(config), excluded=config.checks.exclude)


def plan_of(config: Config, *, world: World = REAL) -> Plan:
    """What an audit by this configuration is about."""
    off, options = config.rules.off, config.rules.options

    def context(now: datetime) -> Context:
        return Context(
            now=now,
            required=config.content.required,
            blueprint_required=config.content.blueprint_required,
            stale_after_months=config.rules.stale_after_months,
            placeholders=config.rules.placeholders,
        )

    return Plan(
        scope="collections:" + (",".join(sorted(config.content.collections)) or "*"),
        ruleset=RULESET,
        canaries=config.checks.canaries if world.canaries is None else world.canaries,
        probing=config.checks.enabled,
        known_hosts=world.names,
        allowed=allowed(config),
        excluded=config.checks.exclude,
        content_rules=configure(CONTENT_RULES, off=off, options=options),
        link_rules=configure(LINK_RULES, off=off, options=options),
        context=context,
        policy=Policy(),
        reports=config.reports.path,
        zone=config.zone,
        base_url=config.reports.url,
        title=config.reports.title,
        user_agent=user_agent(config),
    )


def audit_of(config: Config, store: Store, *, clock: Clock, world: World = REAL) -> Audit:
    """An audit by this configuration."""
    return Audit(
        plan=plan_of(config, world=world),
        source=source_of(config, now=clock.now()),
        store=store,
        asking=lambda: asking(config, clock=clock, world=world),
        renderers=RENDERERS,
        index=HtmlIndex(),
        wording=catalogue(),
        clock=clock,
    )


async def audit_once(
    config: Config, *, kind: str, progress: Progress, clock: Clock | None = None, world: World = REAL, run_id: str | None = None
) -> Ended:
    """One audit, with a store of its own."""
    chosen = clock or SystemClock()
    store = store_of(config)
    try:
        return await audit_of(config, store, clock=chosen, world=world).run(run_id or new_run_id(chosen.now()), kind=kind, progress=progress)
    finally:
        await store.close()


async def ask_canaries(config: Config, *, when: str) -> tuple[Canary, ...]:
    """One look at every known-good address."""
    async with asking(config) as asker:
        return await look(config.checks.canaries, when=when, prober=asker.prober, clock=asker.clock)


async def newest_report(config: Config) -> Report | None:
    """The newest published report, as the store keeps it."""
    store = store_of(config)
    try:
        await store.open()
        rows = await store.reports(limit=1)
        return await store.report(rows[0].report_id) if rows else None
    finally:
        await store.close()


async def serve(config: Config, *, token: str = "", started: "asyncio.Future[str] | None" = None, world: World = REAL) -> None:
    """Audit by the schedule and host the reports until the process is told to stop.

    `token` opens the API besides those of the token file; `started` is told the address.

    Raises:
        SurroundingsError: the port, the store or the token file cannot be used.
        UsageError: a token is too short for the address that is listened on.
    """
    tokens = Tokens.read(file=config.service.token_file, variable=token)
    check_bind(config.service.host, tokens)
    clock = SystemClock()
    store = store_of(config)
    await store.open()
    try:
        desk = AuditDesk(audit=_nightly(config, store=store, clock=clock, world=world), clock=clock)
        await until_told(_service(config, desk=desk, store=store, clock=clock, tokens=tokens), started=started)
    finally:
        await store.close()


def _service(config: Config, *, desk: AuditDesk, store: SqlStore, clock: Clock, tokens: Tokens) -> Service:
    schedule = schedule_of(config.schedule.cron, ZoneInfo(config.schedule.timezone))

    async def rows(limit: int) -> Sequence[ReportRow]:
        return await store.reports(limit=limit)

    async def run_and_wait(kind: str) -> None:
        ticket, _ = desk.start(kind, "schedule")
        await desk.over(ticket.id)

    async def last_run_at() -> datetime | None:
        newest = await store.reports(limit=1)
        return newest[0].run.started_at if newest else None

    app = make_app(
        desk=desk,
        clock=clock,
        reports=config.reports.path,
        rows=rows,
        run=store.run,
        tokens=tokens,
        schedule=schedule,
        zone=config.zone,
        url=config.reports.url,
        hosts=frozenset({config.service.host}),
    )
    scheduler = Scheduler(schedule=schedule, clock=clock, run=run_and_wait, last_run_at=last_run_at) if schedule else None
    return Service(app=app, desk=desk, scheduler=scheduler, host=config.service.host, port=config.service.port)


def _nightly(config: Config, *, store: SqlStore, clock: Clock, world: World) -> Callable[[str, str, Progress], Awaitable[Outcome]]:
    """One whole audit of the service: run, publish, tell."""
    notifier = notifier_of(config, store=store, clock=clock)

    async def audit(run_id: str, kind: str, progress: Progress) -> Outcome:
        try:
            ended = await audit_of(config, store, clock=clock, world=world).run(run_id, kind=kind, progress=progress)
        except AuditError as error:
            failed = await store.run(run_id)
            if notifier and failed:
                await _told(notifier.tell_failed(replace(failed, why=error.message)))
            raise
        if notifier and not ended.interrupted:
            await _told(notifier.notify(ended.report))
        return Outcome(report_id=ended.report.id, status=ended.run.status, why=ended.run.why)

    return audit


async def _told(telling: Awaitable[tuple[str, ...]]) -> None:
    """A channel that fails is noted in the log; the report stands all the same."""
    try:
        for sent in await telling:
            log.info("told", extra={"what": sent})
    except AuditError as error:
        log.error("mail failed: %s", error.message)  # noqa: TRY400 - the message is the whole story


def notifier_of(config: Config, *, store: Store, clock: Clock) -> EmailNotifier | None:
    """The mail channel; None when no mail server is set."""
    mail = config.mail
    if mail.smtp is None:
        return None
    smtp = SmtpSettings(
        host=mail.smtp.host,
        port=mail.smtp.port,
        tls=mail.smtp.tls,
        username=mail.smtp.username,
        password=os.environ.get(mail.smtp.password_env, ""),
        ca_file=mail.smtp.ca_file,
        timeout=mail.smtp.timeout,
    )
    return EmailNotifier(
        smtp=Smtp(settings=smtp, clock=clock),
        store=store,
        clock=clock,
        voice=Voice(wording=catalogue(), zone=config.zone),
        sender=Sender(address=mail.sender),
        to=mail.to,
        ops=mail.ops,
        edit_url=config.content.edit_url,
        when=mail.when,
    )


def run_loop(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end on the fastest event loop there is, with as many open files as the system grants."""
    _raise_file_limit()
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        return runner.run(work)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    if sys.platform == "win32":
        return None
    import uvloop  # noqa: PLC0415 - it does not exist on Windows

    return uvloop.new_event_loop


def _raise_file_limit() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65_536) if hard != resource.RLIM_INFINITY else 65_536, hard))
