"""One whole audit for processes of their own, which know nothing of the test that starts them."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from audit import wiring
from audit.cli.progress import NoProgress
from audit.clock import ClockSetTo
from audit.config.shape import Checks, Config, Content, PerHost, Reports

FIRST = datetime(2026, 1, 1, 2, tzinfo=UTC)


def night(folder: str, port: int, number: int) -> None:
    """One whole audit in a process of its own."""
    names = ("partner.example",)
    config = Config(
        content=Content(path=Path(folder) / "site"),
        checks=Checks(per_host=PerHost(max=8, interval=0), retries=0, https_upgrade=False, robots=False),
        reports=Reports(path=Path(folder) / "reports"),
    )
    world = wiring.World(hosts={(name, 80): ("127.0.0.1", port) for name in names}, names=frozenset(names), canaries=())
    clock = ClockSetTo.starting(FIRST + timedelta(hours=13 * number))
    asyncio.run(wiring.audit_once(config, kind="manual", progress=NoProgress(), clock=clock, world=world))
