"""`audit demo`: every kind of finding in a few seconds, without a network."""

import shutil
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import click

from audit import wiring
from audit.cli.progress import NoProgress, Shown, progress_of
from audit.cli.summary import painted, summary_of
from audit.cli.terminal import Terminal, pass_terminal
from audit.clock import ClockSetTo, SystemClock
from audit.config.shape import Checks, Config, Content, PerHost, Reports, Timeouts
from audit.demo import NIGHTS, TONIGHT, DemoWeb, Night, lay_out
from audit.errors import UsageError
from audit.run.audit import Ended

_MARK = ".demo"

_QUICK = Timeouts(name=2, connect=3, tls=5, answer=0.7, body=2, total=8)
"""Nothing on loopback is slow unless it means to be."""


@click.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Where the reports go.  [default: reports/demo]")
@pass_terminal
def demo(terminal: Terminal, out: Path | None) -> None:
    """Serve a small web on this machine, audit the examples against it over four nights, and say where the report lies."""
    folder = (out or Path("reports") / "demo").resolve()
    _clear(folder)
    with progress_of(terminal.progress_style, terminal.err()) as progress:
        ended = wiring.run_loop(_nights(folder, progress=progress, quiet=terminal.quiet))
    if terminal.quiet:
        click.echo(folder / "latest" / "index.html")
    else:
        terminal.out().print(painted(summary_of(ended.report, folder=ended.published.folder)))
        terminal.err().print(f"\nOpen {folder / 'latest' / 'index.html'} in a browser. All of it was served and audited on this machine.")
    sys.exit(0)


def _clear(folder: Path) -> None:
    """Make way for a fresh demo: four nights are told from their beginning.

    Raises:
        UsageError: something stands there that no demo made.
    """
    if folder.is_dir() and any(folder.iterdir()):
        if not (folder / _MARK).exists():
            raise UsageError(f"{folder} holds something that is no demo.", remedy="Name another folder with --out.")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).write_text("Made by `audit demo`, which empties this folder when it runs again.\n", encoding="utf-8")


async def _nights(folder: Path, *, progress: Shown, quiet: bool) -> Ended:
    """Audit every night of the demo, the last one in full view."""
    tonight = SystemClock().now()
    ended: Ended | None = None
    with tempfile.TemporaryDirectory(prefix="audit-demo-content-") as content:
        async with DemoWeb() as web:
            for night in NIGHTS:
                watched = progress if night.number == TONIGHT and not quiet else NoProgress()
                ended = await _night(night, web=web, content=Path(content) / "site", folder=folder, tonight=tonight, progress=watched)
    if ended is None:
        raise RuntimeError("a demo has at least one night")
    return ended


async def _night(  # noqa: PLR0913 - one night's circumstances, by name
    night: Night, *, web: DemoWeb, content: Path, folder: Path, tonight: datetime, progress: Shown | NoProgress
) -> Ended:
    web.night = night.number
    lay_out(content, night=night.number, tonight=tonight)
    world = wiring.World(
        hosts=web.hosts, names=web.known_hosts, closed=True, ca_file=web.ca_file, canaries=web.canaries,
    )  # fmt: skip
    clock = ClockSetTo.starting(tonight - night.before)
    return await wiring.audit_once(_config(content, folder), kind="demo", progress=progress, clock=clock, world=world)


def _config(content: Path, folder: Path) -> Config:
    checks = Checks(
        # More at once would only make this machine wait for itself: it is the web and the audit in one.
        max_at_once=16,
        per_host=PerHost(max=4, interval=0.01),
        timeout=_QUICK,
        retries=1,
        retry_wait=0.1,
        max_retry_after=1,
        contact="https://audit.example/about",
    )
    return Config(
        content=Content(path=content, collections=("partner_initiatives",)),
        checks=checks,
        reports=Reports(path=folder, title="Link and content reports: the demo"),
    )
