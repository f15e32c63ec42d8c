"""The service: the same audit by night and on demand, with its reports hosted and mailed."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from audit.clock import Clock, SystemClock
from audit.config.shape import Config
from audit.delivery.email import EmailNotifier
from audit.delivery.mailing import Mailing
from audit.errors import AuditError
from audit.model.verdict import Judgement
from audit.ports import Progress, ReportRow
from audit.run.audit import Ended, Interrupted
from audit.run.closer import CloserLook, unknown_among
from audit.run.hrefs import check_hrefs
from audit.service.app import make_app
from audit.service.desk import AuditDesk, CloserLooks
from audit.service.look import Ask, Unwatched
from audit.service.parts import PARTS, Unknown
from audit.service.schedule import Schedule
from audit.service.scheduler import Scheduler, schedule_of
from audit.service.serving import Service, check_bind, until_told
from audit.service.ticket import Outcome
from audit.service.tokens import Tokens
from audit.stores import SqlStore
from audit.wiring.audits import audit_of
from audit.wiring.mail import audience_of, mailing_of, notifier_of, people_pages, told, weekly_jobs
from audit.wiring.memory import store_of
from audit.wiring.patience import once_free
from audit.wiring.web import REAL, World, asking

_SCHEDULED = frozenset({"scheduled", "catch_up"})
"""Kinds of runs for which nobody is there to ask again."""


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
        schedule = schedule_of(config.schedule.cron, ZoneInfo(config.schedule.timezone))
        next_at = (lambda: schedule.after(clock.now())) if schedule else (lambda: None)
        notifier = notifier_of(config, store=store, clock=clock, next_at=next_at)
        audience = audience_of(config, store=store, clock=clock)
        mailing = mailing_of(config, audience=audience, notifier=notifier) if notifier and config.mail.weekly else None
        audit = nightly(config, store=store, clock=clock, world=world, notifier=notifier, mailing=mailing)
        desk = AuditDesk(audit=audit, clock=clock, closer=_closer(config, store=store, clock=clock, world=world))
        service = _service(
            config, desk=desk, store=store, clock=clock, tokens=tokens, schedule=schedule, notifier=notifier, mailing=mailing, world=world
        )
        await until_told(service, started=started)
    finally:
        await store.close()


def _service(  # noqa: PLR0913 - the parts of the service, by name
    config: Config,
    *,
    desk: AuditDesk,
    store: SqlStore,
    clock: Clock,
    tokens: Tokens,
    schedule: Schedule | None,
    notifier: EmailNotifier | None,
    mailing: Mailing | None,
    world: World,
) -> Service:
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
        hosts=frozenset({config.service.host, *config.service.hosts, urlsplit(config.service.url).hostname or config.service.host}),
        readers=Tokens.read(file=config.service.readers_file, variable="") if config.service.readers_file else None,
        proxies=frozenset(config.service.proxies),
        user_header=config.service.user_header,
        open_findings=store,
        people=people_pages(config, store=store, clock=clock),
        ask=_asking_once(config, clock=clock, world=world) if config.checks.enabled else None,
        unknown=_unknown(config, store=store, clock=clock, world=world),
    )

    async def look_for_the_missing() -> None:
        overdue = await app[PARTS].watch.overdue()
        if overdue and notifier:
            await told(notifier.tell_absent(day=overdue.due.astimezone(config.zone).date(), stands=overdue.report_id))

    scheduler = None
    jobs = weekly_jobs(config, mailing) if mailing else ()
    if schedule or jobs:
        scheduler = Scheduler(
            schedule=schedule, clock=clock, run=run_and_wait, last_run_at=last_run_at, hourly=look_for_the_missing, jobs=jobs
        )
    return Service(app=app, desk=desk, scheduler=scheduler, host=config.service.host, port=config.service.port)


def _asking_once(config: Config, *, clock: Clock, world: World) -> Ask:
    """Asks one address as a run would, for somebody who waits for the answer."""

    async def ask(url: str) -> Judgement | None:
        async with asking(config, clock=clock, world=world) as asker:
            canaries = config.checks.canaries if world.canaries is None else world.canaries
            answers = await check_hrefs([url], asker=asker, progress=Unwatched(), canaries=canaries)
        return None if answers.network_down else answers.answered[0].judgement

    return ask


def _closer(config: Config, *, store: SqlStore, clock: Clock, world: World) -> CloserLooks:
    """Looks at a few initiatives as a run would; nobody is mailed about it."""

    async def closer(run_id: str, initiatives: tuple[str, ...], progress: Progress) -> Outcome:
        audit = audit_of(config, store, clock=clock, world=world)
        looked = await CloserLook(audit=audit, initiatives=frozenset(initiatives)).run(run_id, kind="on_demand", progress=progress)
        return Outcome(report_id=None, status=looked.run.status, why=looked.run.why, looked=looked)

    return closer


def _unknown(config: Config, *, store: SqlStore, clock: Clock, world: World) -> Unknown:
    """Tells which ids are no initiative's."""

    async def unknown(initiatives: frozenset[str]) -> frozenset[str]:
        return await unknown_among(initiatives, audit_of(config, store, clock=clock, world=world))

    return unknown


def nightly(  # noqa: PLR0913 - the parts of a night, by name
    config: Config, *, store: SqlStore, clock: Clock, world: World, notifier: EmailNotifier | None, mailing: Mailing | None
) -> Callable[[str, str, Progress], Awaitable[Outcome]]:
    """One whole audit of the service: run, publish, tell. When it is the schedule's, it waits for an audit by another process."""

    async def audit(run_id: str, kind: str, progress: Progress) -> Outcome:
        async def run() -> Ended:
            return await audit_of(config, store, clock=clock, world=world).run(run_id, kind=kind, progress=progress)

        try:
            ended = await (once_free(run, clock=clock) if kind in _SCHEDULED else run())
        except Interrupted:
            raise  # somebody stopped it: that is no trouble to tell
        except AuditError as error:
            failed = await store.run(run_id)
            if notifier and failed:
                await told(notifier.tell_failed(replace(failed, why=error.message)))
            raise
        if notifier and not ended.interrupted:
            await told(notifier.notify(ended.report))
        if mailing and not ended.interrupted:
            await told(mailing.tell_urgent(ended.report))
        return Outcome(report_id=ended.report.id, status=ended.run.status, why=ended.run.why)

    return audit
