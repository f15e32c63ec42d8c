"""A service on loopback with real sockets, over a folder of reports, with a clock that the test sets."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import aiohttp
import pytest

from audit.model.run import Run, RunStatus
from audit.ports import Progress, ReportRow
from audit.service.app import make_app
from audit.service.desk import AuditDesk, CloserLooks, nobody_looks
from audit.service.scheduler import schedule_of
from audit.service.serving import Service, running
from audit.service.ticket import Outcome
from audit.service.tokens import Tokens
from audit.stores import SqlStore

TOKEN = "correct-horse-battery-staple"
NIGHT = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


@dataclass
class HandClock:
    """A clock that moves when told."""

    at: datetime = NIGHT
    seconds: float = 1000.0

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.seconds

    def move(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
        self.seconds += seconds

    async def sleep(self, seconds: float) -> None:
        self.move(seconds)
        await asyncio.sleep(0)


DONE = Outcome(report_id="2026-11-21", status=RunStatus.COMPLETE)


@dataclass
class SteppedAudit:
    """An audit that goes as far as the test lets it."""

    outcome: Outcome = DONE
    began: list[tuple[str, str]] = field(default_factory=list)
    go: asyncio.Event = field(default_factory=asyncio.Event)
    saved: list[str] = field(default_factory=list)
    error: BaseException | None = None
    free: asyncio.Event | None = None
    """What it waits for first, where another process holds the lock."""

    async def __call__(self, run_id: str, kind: str, progress: Progress) -> Outcome:
        self.began.append((run_id, kind))
        if self.free:
            await self.free.wait()
        progress.stage("probe", total=10)
        progress.advance(done=4, suspected=1)
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            self.saved.append(run_id)
            raise
        if self.error:
            raise self.error
        return self.outcome


def row_of(report_id: str, *, at: datetime = NIGHT, status: RunStatus = RunStatus.COMPLETE) -> ReportRow:
    run = Run(id=f"run_{report_id}", kind="scheduled", scope="all", ruleset="1", started_at=at, status=status, finished_at=at)
    totals = {
        "remove": 1,
        "fix": 2,
        "check": 3,
        "tidy": 4,
        "suspected": 0,
        "new": 1,
        "came_back": 0,
        "fixed": 0,
        "open": 3,
        "initiatives": 5,
        "links": 9,
    }
    return ReportRow(
        report_id=report_id,
        run=run,
        generated_at=at,
        totals=totals,
        health_percent=89,
        clean=8,
        broken=1,
        unknown=0,
        coverage_percent=98.5,
    )


@dataclass
class House:
    """What a test can reach of the running service."""

    address: str
    desk: AuditDesk
    audit: SteppedAudit
    clock: HandClock
    session: aiohttp.ClientSession
    reports: Path
    rows: list[ReportRow]
    broken: list[Exception]
    """What the store fails with, when it does."""

    async def get(self, path: str, **options: object) -> tuple[int, aiohttp.typedefs.LooseHeaders, bytes]:
        async with self.session.get(self.address + path, allow_redirects=False, **options) as answer:
            return answer.status, answer.headers, await answer.read()

    async def ask(self, method: str, path: str, **options: object) -> aiohttp.ClientResponse:
        async with self.session.request(method, self.address + path, allow_redirects=False, **options) as answer:
            await answer.read()
            return answer

    async def start(self, token: str = TOKEN, **options: object) -> aiohttp.ClientResponse:
        return await self.ask("POST", "/api/v1/runs", headers={"Authorization": f"Bearer {token}"}, **options)


Open = Callable[..., "AsyncIterator[House]"]


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    root = tmp_path / "reports"
    dated = root / "2026-11-21"
    dated.mkdir(parents=True)
    page = "<!doctype html><html lang=en><title>t</title><style>p{color:red}</style><main><h1>Hello</h1></main></html>"
    (root / "index.html").write_text(page)
    (dated / "index.html").write_text(page)
    (dated / "report.json").write_text('{"ok": true}')
    (dated / "findings.csv").write_text("finding_id\n")
    (root / "latest").symlink_to("2026-11-21")
    return root


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def house(reports: Path, clock: HandClock):
    @asynccontextmanager
    async def opened(
        *,
        cron: str = "",
        tokens: Tokens | None = None,
        url: str = "",
        readers: Tokens | None = None,
        proxies: frozenset[str] = frozenset(),
        rows: Sequence[ReportRow] = (),
        header_seconds: float = 10.0,
        store: SqlStore | None = None,
        closer: CloserLooks = nobody_looks,
        **more: object,
    ) -> AsyncIterator[House]:
        audit = SteppedAudit()
        desk = AuditDesk(audit=audit, clock=clock, closer=closer)
        kept = list(rows)
        zone = ZoneInfo("UTC")

        broken: list[Exception] = []

        async def newest(limit: int) -> Sequence[ReportRow]:
            if broken:
                raise broken[0]
            return await store.reports(limit=limit) if store else kept[:limit]

        async def run(run_id: str) -> Run | None:
            return next((row.run for row in kept if row.run.id == run_id), None)

        app = make_app(
            desk=desk,
            clock=clock,
            reports=reports,
            rows=newest,
            run=run,
            tokens=Tokens.of([TOKEN]) if tokens is None else tokens,
            schedule=schedule_of(cron, zone),
            zone=zone,
            url=url,
            readers=readers,
            proxies=proxies,
            open_findings=store,
            **more,
        )
        service = Service(app=app, desk=desk, scheduler=None, host="127.0.0.1", port=0, header_seconds=header_seconds)
        async with running(service) as address, aiohttp.ClientSession() as session:
            yield House(address=address, desk=desk, audit=audit, clock=clock, session=session, reports=reports, rows=kept, broken=broken)

    return opened


__all__ = ["NIGHT", "TOKEN", "Awaitable", "HandClock", "House", "SteppedAudit", "replace", "row_of"]
