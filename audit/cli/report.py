"""`audit report`: the reports that stand."""

import json
from collections.abc import Sequence
from typing import Any

import click

from audit import wiring
from audit.cli.again import build, diff, open_
from audit.cli.stored import needed
from audit.cli.summary import painted, share, summary_of
from audit.cli.terminal import Terminal, pass_terminal, print_json
from audit.config.load import load_config
from audit.config.shape import Config
from audit.ports import ReportRow
from audit.renderers import JsonRenderer


@click.group()
def report() -> None:
    """List the published reports, show one, make it again, or compare two."""


report.add_command(build)
report.add_command(diff)
report.add_command(open_)


@report.command("list")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@pass_terminal
def list_(terminal: Terminal, form: str) -> None:
    """List the published reports, newest first."""
    rows = wiring.run_loop(_rows(load_config(terminal.config_path)))
    if form == "json":
        print_json([_as_json(row) for row in rows])
        return
    out = terminal.out()
    if not rows:
        terminal.err().print("No report yet. `audit run` makes the first one.")
        return
    out.print(f"{'report':<14} {'status':<13} {'nothing broken':>14} {'new':>5} {'fixed':>6} {'open':>6} {'checked':>8}")
    for row in rows:
        percent = f"{row.health_percent}%" if row.health_percent is not None else "-"
        totals = row.totals
        out.print(
            f"{row.report_id:<14} {row.run.status.value:<13} {percent:>14} {totals.get('new', 0):>5,} {totals.get('fixed', 0):>6,} "
            f"{totals.get('open', 0):>6,} {share(row.coverage_percent):>7}%"
        )


@report.command()
@click.argument("report_id", metavar="[DATE]", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@pass_terminal
def show(terminal: Terminal, report_id: str | None, form: str) -> None:
    """Show the report of DATE (such as 2026-11-21, or 2026-11-21.2), or the newest."""
    config = load_config(terminal.config_path)
    found = needed(config, report_id)
    if form == "json":
        document = next(iter(JsonRenderer().render(found)))
        click.echo(json.dumps(json.loads(document.content), ensure_ascii=False, indent=2))
        return
    terminal.out().print(painted(summary_of(found, folder=config.reports.path / found.id)))


async def _rows(config: Config) -> Sequence[ReportRow]:
    store = wiring.store_of(config)
    try:
        await store.open()
        return await store.reports(limit=None)
    finally:
        await store.close()


def _as_json(row: ReportRow) -> dict[str, Any]:
    return {
        "id": row.report_id,
        "run_id": row.run.id,
        "status": row.run.status.value,
        "why": row.run.why,
        "generated_at": row.generated_at.isoformat(),
        "health_percent": row.health_percent,
        "coverage_percent": row.coverage_percent,
        "totals": dict(row.totals),
    }
