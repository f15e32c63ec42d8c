"""`audit doctor`: is everything here that a run needs?"""

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import click

from audit import wiring
from audit.cli.terminal import Terminal, pass_terminal, print_json
from audit.clock import SystemClock
from audit.config.load import load_config
from audit.config.shape import Config
from audit.errors import AuditError
from audit.run.canaries import network_down
from audit.run.publish import DATED

_ROOM_NEEDED = 200_000_000
"""Bytes of free disk below which a night's report may not fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of the doctor's."""

    name: str
    ok: bool
    says: str
    remedy: str = ""


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@pass_terminal
def doctor(terminal: Terminal, form: str) -> None:
    """Check the configuration, the content, the store, the network, mail and disk: one line each, with the remedy."""
    findings = asyncio.run(_all(load_config(terminal.config_path)))
    if form == "json":
        print_json([{"name": each.name, "ok": each.ok, "says": each.says, "remedy": each.remedy} for each in findings])
    else:
        for each in findings:
            terminal.out().print(f"{'✔' if each.ok else '✖'} {each.name:<9} {each.says}")
            if each.remedy and not each.ok:
                terminal.out().print(f"            {each.remedy}")
    sys.exit(0 if all(each.ok for each in findings) else 3)


async def _all(config: Config) -> list[Finding]:
    return [each async for each in _examined(config)]


async def _examined(config: Config) -> AsyncIterator[Finding]:
    yield Finding(name="config", ok=True, says="can be read")
    yield _content(config)
    yield await _store(config)
    yield await _network(config)
    yield _mail(config)
    yield _disk(config.reports.path, keep_days=config.reports.keep_days)


def _content(config: Config) -> Finding:
    try:
        count = wiring.source_of(config, now=SystemClock().now()).count()
    except AuditError as error:
        return Finding(name="content", ok=False, says=error.message, remedy=error.remedy or "Set content.path to the site's root folder.")
    return Finding(
        name="content", ok=count > 0, says=f"{count:,} files in {config.content.path}", remedy="Set content.path to the site's root folder."
    )


async def _store(config: Config) -> Finding:
    store = wiring.store_of(config)
    try:
        await store.open()
        reports = await store.reports(limit=1)
    except AuditError as error:
        return Finding(name="store", ok=False, says=error.message, remedy=error.remedy)
    finally:
        await store.close()
    newest = f"newest report {reports[0].report_id}" if reports else "no report yet"
    return Finding(name="store", ok=True, says=f"can be used, {newest}")


async def _network(config: Config) -> Finding:
    if not config.checks.enabled:
        return Finding(name="network", ok=True, says="not needed, links are not checked")
    canaries = await wiring.ask_canaries(config, when="first")
    failed = [canary for canary in canaries if not canary.ok]
    says = f"{len(canaries) - len(failed)} of {len(canaries)} known-good addresses answer"
    if failed:
        says += f"; {failed[0].url}: {failed[0].detail}"
    return Finding(
        name="network",
        ok=not network_down(canaries),
        says=says,
        remedy="Check this machine's connection and name servers; without them every run is inconclusive.",
    )


def _mail(config: Config) -> Finding:
    if config.mail.smtp is None:
        return Finding(name="mail", ok=True, says="not set up, nobody is mailed")
    return Finding(name="mail", ok=True, says=f"{config.mail.smtp.host}:{config.mail.smtp.port} for {len(config.mail.to)} readers")


def _disk(folder: Path, *, keep_days: int | None) -> Finding:
    existing = next(parent for parent in (folder, *folder.parents) if parent.exists())
    free = shutil.disk_usage(existing).free
    kept = f"older ones than {keep_days} days go" if keep_days else "none is ever removed: see reports.keep_days"
    return Finding(
        name="disk",
        ok=free > _ROOM_NEEDED,
        says=f"{free / 1e9:.1f} GB free for reports; {_reports_in(folder):,} stand there, {kept}",
        remedy="Make room where reports.path lies, or set reports.keep_days.",
    )


def _reports_in(folder: Path) -> int:
    """How many dated reports stand in a folder, as far as this user may look."""
    try:
        return sum(DATED.fullmatch(path.name) is not None for path in folder.iterdir())
    except OSError:
        return 0
