"""The service's web application: the hosted reports, the API, and whether all is well."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from aiohttp import web

from audit.clock import Clock
from audit.model.run import Run
from audit.ports import ReportRow
from audit.service import (
    agree,
    api,
    bodies,
    events,
    figures_api,
    findings_api,
    lasting,
    looking,
    own,
    pages,
    start,
    subjects_api,
    words_api,
)
from audit.service.desk import AuditDesk
from audit.service.forms import FormKeys
from audit.service.guards import GUARDS
from audit.service.headers import protect_prepared
from audit.service.idempotency import Keys
from audit.service.look import Ask, Looks
from audit.service.metrics import Metrics, Night
from audit.service.newest import Newest, NothingKept, OpenFindings
from audit.service.overdue import NightWatch
from audit.service.own import PEOPLE, People
from audit.service.parts import PARTS, Parts, Unknown, all_known
from audit.service.schedule import Schedule
from audit.service.tokens import Throttle, Tokens
from audit.wording.catalogue import catalogue

log = logging.getLogger(__name__)


FAILED_TOKENS = 10
"""Wrong tokens that one caller may show in `FAILED_WINDOW`."""
FAILED_WINDOW = timedelta(minutes=1)
STARTS = 20
"""Runs that one token may start in `STARTS_WINDOW`; joining a run costs nothing."""
STARTS_WINDOW = timedelta(minutes=10)

_DESCRIPTION = files("audit.service") / "openapi.json"

routes = web.RouteTableDef()


def make_app(  # noqa: PLR0913 - the parts of the application, by name
    *,
    desk: AuditDesk,
    clock: Clock,
    reports: Path,
    rows: Callable[[int], Awaitable[Sequence[ReportRow]]],
    run: Callable[[str], Awaitable[Run | None]],
    tokens: Tokens,
    schedule: Schedule | None = None,
    zone: ZoneInfo,
    url: str = "",
    hosts: frozenset[str] = frozenset(),
    readers: Tokens | None = None,
    proxies: frozenset[str] = frozenset(),
    user_header: str = "",
    open_findings: OpenFindings | None = None,
    people: People | None = None,
    ask: Ask | None = None,
    unknown: Unknown = all_known,
    language: str = "en",
) -> web.Application:
    """The application over the given parts.

    Args:
        desk: where runs are asked for.
        clock: what time it is.
        reports: the folder of reports.
        rows: the newest reports of the store, so many of them.
        run: a run of the store.
        tokens: who may start audits.
        schedule: when audits are due, to notice that one is missing.
        zone: the time zone of the reports.
        url: the address under which the reports are known; its host is one that requests may name.
        hosts: further names that requests may be addressed to.
        readers: who may read reports; everyone who reaches the service when None.
        proxies: addresses of reverse proxies whose word on the caller's address is taken.
        user_header: the header in which such a proxy names the user whom it has let in.
        open_findings: the store's reports and people's words, for acknowledging; nothing can be acknowledged when None.
        people: who may have pages of their own, and what they want; nobody has any when None.
        ask: asks one address on demand.
        unknown: tells which ids are no initiative's.
        language: of the pages' own sentences.
    """
    known = urlsplit(url)
    metrics = Metrics()
    desk.finished = metrics.run_over
    parts = Parts(
        desk=desk,
        watch=NightWatch(schedule=schedule, desk=desk, clock=clock, newest=_newest(rows)),
        clock=clock,
        reports=reports,
        rows=rows,
        run=run,
        tokens=tokens,
        readers=readers or Tokens(),
        proxies=proxies,
        user_header=user_header,
        failures=Throttle(clock=clock, most=FAILED_TOKENS, window=FAILED_WINDOW.total_seconds()),
        starts=Throttle(clock=clock, most=STARTS, window=STARTS_WINDOW.total_seconds()),
        zone=zone,
        newest=Newest(rows=rows, read=(open_findings or NothingKept()).report),
        kept=open_findings or NothingKept(),
        words=open_findings or NothingKept(),
        saying=asyncio.Lock(),
        forms=FormKeys(clock=clock),
        looks=Looks(ask=ask, clock=clock) if ask else None,
        keys=Keys(clock=clock),
        word_keys=Keys(clock=clock),
        metrics=metrics,
        unknown=unknown,
        followers=set(),
        wording=catalogue(language),
        origin=f"{known.scheme}://{known.netloc}" if known.scheme in ("http", "https") and known.hostname else "",
        hosts=frozenset({host.lower() for host in hosts} | ({known.hostname} if known.hostname else set())),
    )
    app = web.Application(middlewares=GUARDS, client_max_size=bodies.MOST_BYTES)
    app[PARTS] = parts
    app.on_response_prepare.append(protect_prepared)
    if people:
        app[PEOPLE] = people
    for room in (pages, lasting, api, events, words_api, findings_api, subjects_api, figures_api, agree, start, looking, own):
        app.add_routes(room.routes)
    app.add_routes(routes)
    app.on_cleanup.append(_stop_looking)
    return app


async def _stop_looking(app: web.Application) -> None:
    if looks := app[PARTS].looks:
        await looks.close()


def _newest(rows: Callable[[int], Awaitable[Sequence[ReportRow]]]) -> Callable[[], Awaitable[ReportRow | None]]:
    async def newest() -> ReportRow | None:
        found = await rows(1)
        return found[0] if found else None

    return newest


@routes.get("/healthz")
async def alive(request: web.Request) -> web.StreamResponse:
    """Whether the process answers at all. It says nothing else: anyone may ask."""
    del request
    return _status("ok", 200)


@routes.get("/readyz")
async def ready(request: web.Request) -> web.StreamResponse:
    """Whether the service can do its work: the store answers, and it is not stopping."""
    parts = request.app[PARTS]
    if parts.desk.closed:
        return _status("stopping", 503)
    try:
        await parts.rows(1)
    except Exception:
        log.exception("store does not answer")
        return _status("unavailable", 503)
    return _status("ok", 200)


@routes.get("/metrics")
async def figures(request: web.Request) -> web.StreamResponse:
    """Figures for a monitoring system, in the text format of Prometheus."""
    parts = request.app[PARTS]
    schedule = parts.watch.schedule
    night = Night(
        row=await parts.watch.newest(),
        running=parts.desk.current() is not None,
        overdue=await parts.watch.overdue() is not None,
        next_at=schedule.after(parts.clock.now()) if schedule else None,
    )
    return parts.metrics.page(night)


@routes.get("/api/v1/openapi.json")
async def description(request: web.Request) -> web.StreamResponse:
    """What the API understands and answers (OpenAPI 3.1)."""
    del request
    return web.Response(body=_DESCRIPTION.read_bytes(), content_type="application/json", headers={"Cache-Control": "private, no-cache"})


def _status(word: str, status: int) -> web.Response:
    return web.Response(status=status, text=json.dumps({"status": word}) + "\n", content_type="application/json")
