"""`audit findings`: the open findings of the newest report, as narrow as one asks."""

from collections.abc import Iterable

import click

from audit.cli.stored import in_one_line, needed, printable
from audit.cli.terminal import Terminal, pass_terminal, print_json, print_json_line
from audit.config.load import load_config
from audit.model.finding import Severity
from audit.model.report import LABELS, Line
from audit.model.standing import State
from audit.renderers.html.actions import host_of
from audit.renderers.json_v1.entries import finding_part
from audit.run.publishable import owner_ref

_STATES = (*(state.value for state in State if state not in (State.FIXED, State.LEFT)), "waiting")


@click.command()
@click.option("--state", type=click.Choice(_STATES), help="What became of them; `waiting` for those that wait by agreement.")
@click.option("--severity", type=click.Choice([severity.value for severity in Severity]), help="How much it matters.")
@click.option("--host", help="Only links to this website.")
@click.option("--initiative", metavar="ID", help="Only this initiative.")
@click.option("--owner", metavar="WHO", help="Only what is this person's: the id in the CMS, or the reference that stands in reports.")
@click.option("--plain", is_flag=True, help="One finding a line, tab-separated, after a line of heads that begins with #.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--format", "form", type=click.Choice(["text", "json", "jsonl"]), default="text", show_default=True)
@pass_terminal
def findings(  # noqa: PLR0913, PLR0917 - the options of the command line are its arguments
    terminal: Terminal,
    state: str | None,
    severity: str | None,
    host: str | None,
    initiative: str | None,
    owner: str | None,
    plain: bool,
    as_json: bool,
    form: str,
) -> None:
    """List the open findings of the newest report, most urgent first."""
    report = needed(load_config(terminal.config_path))
    refs = {row.id: row.owner_ref for row in report.initiatives}
    chosen = [
        line
        for line in report.lines
        if line.label in LABELS
        and _is(line, state)
        and severity in (None, line.finding.severity)
        and (host is None or _on(line, host))
        and initiative in (None, line.finding.entry_id)
        and (owner is None or refs.get(line.finding.entry_id, "") in (owner, owner_ref(owner)))
    ]
    if plain:
        print_plain(chosen)
        return
    form = "json" if as_json else form
    if form == "text":
        for line in chosen:
            terminal.out().print(in_one_line(line))
        terminal.err().print(f"{len(chosen):,} of {report.count():,} open findings, report {report.id}.")
        return
    parts = [finding_part(line, report).model_dump(mode="json", by_alias=True) for line in chosen]
    if form == "json":
        print_json(parts)
        return
    for part in parts:
        print_json_line(part)


_HEADS = ("id", "label", "state", "rule", "initiative", "field", "address", "title")


def print_plain(lines: Iterable[Line]) -> None:
    """One finding a line, for `cut` and `awk`: what would break a line or a column is a space."""
    click.echo("# " + "\t".join(_HEADS))
    for line in lines:
        finding = line.finding
        state = line.record.state.value if line.record.state else ""
        cells = (finding.id, line.label, state, finding.rule, finding.entry_id, finding.field, line.target_url, line.message.title)
        click.echo("\t".join(map(printable, cells)))


def _is(line: Line, state: str | None) -> bool:
    return line.waiting if state == "waiting" else state in (None, line.record.state)


def _on(line: Line, host: str) -> bool:
    """Whether the link leads to a host, named with or without its port."""
    there = host_of(line.target_url)
    return bool(there) and host.lower() in {there, there.rpartition(":")[0]}
