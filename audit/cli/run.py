"""`audit run`: the main job."""

import sys
from collections.abc import Coroutine
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from audit import wiring
from audit.cli.gate import GATES, gate_failure
from audit.cli.looked import looked_text
from audit.cli.progress import progress_of
from audit.cli.running import Ending, in_turn, with_deadline, written_to
from audit.cli.stored import initiatives_of
from audit.cli.summary import painted, summary_of
from audit.cli.terminal import Terminal, pass_terminal
from audit.clock import Clock, ClockSetTo, SystemClock
from audit.config.load import load_config
from audit.config.shape import Config
from audit.errors import UsageError
from audit.model.run import RunStatus
from audit.ports import Progress
from audit.renderers import FORMATS
from audit.run.audit import Ended
from audit.run.closer import Looked

FORMS = ("text", "json", "jsonl", "sarif", "github", "markdown", "junit")
_UNTRUSTED = frozenset({RunStatus.PARTIAL, RunStatus.INCONCLUSIVE, RunStatus.FAILED})


@click.command()
@click.option("--initiative", "initiatives", metavar="ID", multiple=True, help="Look at this initiative alone, again; publishes no report.")
@click.option("--partner", "partners", metavar="NAME", multiple=True, help="The same for the initiatives of this partner.")
@click.option("--as-of", metavar="TIME", help="What counts as now, such as 2026-11-21T02:00: for rehearsals of several nights.")
@click.option(
    "--fail-on", type=click.Choice(GATES), default="none", show_default=True, help="End with exit code 1 on findings of this kind."
)
@click.option(
    "--min-coverage", type=click.FloatRange(0, 100), default=None, help="End with exit code 3 when fewer percent of the links were judged."
)
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True, help="How the result is printed.")
@click.option("--deadline", metavar="TIME", help="End the run after this time with what it has, such as 3h.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), help="Write the result to a file.")
@click.option("--wait", is_flag=True, help="When another run is in progress, begin when it is over.")
@click.option("--config", "config_path", type=click.Path(path_type=Path), help="The configuration file.")
@pass_terminal
def run(  # noqa: PLR0913, PLR0917 - the options of the command line are its arguments
    terminal: Terminal,
    initiatives: tuple[str, ...],
    partners: tuple[str, ...],
    as_of: str | None,
    fail_on: str,
    min_coverage: float | None,
    form: str,
    deadline: str | None,
    output: Path | None,
    wait: bool,
    config_path: Path | None,
) -> None:
    """Audit the content once and publish a dated report."""
    config = with_deadline(load_config(config_path or terminal.config_path), deadline)
    clock = clock_of(as_of, zone=config.zone)
    chosen = frozenset(initiatives) | (initiatives_of(config, partners) if partners else frozenset())
    ending = Ending.on_sigterm()
    with progress_of(terminal.progress_style, terminal.err()) as progress, ending:
        begin = partial(_begun, config, chosen, progress=progress, clock=clock)
        ended = wiring.run_loop(in_turn(begin, clock=clock, tell=terminal.err().print) if wait else begin())
    gate = gate_failure(ended.report, fail_on)
    with written_to(output):
        show(terminal, ended, form=form, gate=gate, zone=config.zone)
    least = config.run.min_coverage if min_coverage is None else min_coverage
    sys.exit(ending.code if ended.interrupted else exit_code(ended, gate=gate, min_coverage=least))


def _begun(config: Config, initiatives: frozenset[str], *, progress: Progress, clock: Clock) -> Coroutine[Any, Any, Ended | Looked]:
    if initiatives:
        return wiring.look_closer(config, initiatives, kind="manual", progress=progress, clock=clock)
    return wiring.audit_once(config, kind="manual", progress=progress, clock=clock)


def show(terminal: Terminal, ended: Ended | Looked, *, form: str = "text", gate: str = "", zone: ZoneInfo) -> None:
    """Print what a run came to."""
    if form != "text":
        renderer = next(each for each in FORMATS if each.name == form)
        click.echo(next(iter(renderer.render(ended.report))).content)
    elif isinstance(ended, Looked):
        text = looked_text(ended, zone=zone, gate=gate)
        terminal.out().print(text.splitlines()[1] if terminal.quiet else text)
    elif terminal.quiet:
        click.echo(ended.published.folder / "index.html")
    else:
        terminal.out().print(painted(summary_of(ended.report, folder=ended.published.folder, gate=gate)))


def exit_code(ended: Ended | Looked, *, gate: str = "", min_coverage: float = 0.0) -> int:
    """0 when all is well, 1 when the gate failed, 3 when the numbers cannot be trusted."""
    if ended.run.status in _UNTRUSTED or ended.report.coverage.percent < min_coverage:
        return 3
    return 1 if gate else 0


def clock_of(as_of: str | None, *, zone: ZoneInfo) -> Clock:
    """The system's clock, or one that starts at the time named, in the reports' zone when it names none.

    Raises:
        UsageError: the text is no time.
    """
    if as_of is None:
        return SystemClock()
    try:
        moment = datetime.fromtimestamp(int(as_of), UTC) if as_of.isdigit() and len(as_of) > 8 else datetime.fromisoformat(as_of)
    except (ValueError, OverflowError):
        raise UsageError(
            f"{as_of!r} is not a time.", remedy="Write it as 2026-11-21T02:00, with +01:00 behind it for another zone."
        ) from None
    return ClockSetTo.starting(moment if moment.tzinfo else moment.replace(tzinfo=zone))
