"""`audit explain`: what a rule or one finding means, why it matters, and what to do."""

from typing import Any

import click

from audit import wiring
from audit.cli.stored import open_line, printable
from audit.cli.terminal import Terminal, pass_terminal, print_json
from audit.config.load import load_config
from audit.config.shape import Config
from audit.errors import UsageError
from audit.model.report import Line, Report
from audit.rules.docs import pages
from audit.wording import catalogue


@click.command()
@click.argument("what")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@pass_terminal
def explain(terminal: Terminal, what: str, form: str) -> None:
    """Explain WHAT: a rule's name, or the id of a finding that is open."""
    page = pages().get(f"{what}.md")
    if page is not None:
        _rule(terminal, what, page, form=form)
        return
    if not what.startswith(("f1_", "t1_")):
        raise UsageError(f"There is no rule and no finding called {what}.", remedy="`audit rules` and `audit findings` list what there is.")
    report, line = wiring.run_loop(_found(load_config(terminal.config_path), what))
    _finding(terminal, report, line, form=form)


async def _found(config: Config, what: str) -> tuple[Report, Line]:
    store = wiring.store_of(config)
    try:
        await store.open()
        return await open_line(store, what)
    finally:
        await store.close()


def _rule(terminal: Terminal, name: str, page: str, *, form: str) -> None:
    if form == "json":
        print_json({"id": name, "title": catalogue().title(name), "page": page})
        return
    terminal.out().print(page.rstrip())


def _finding(terminal: Terminal, report: Report, line: Line, *, form: str) -> None:
    place = line.finding.occurrences[0].location
    shown: dict[str, Any] = {
        "id": line.record.id,
        "rule": line.finding.rule,
        "label": line.label,
        "initiative": line.initiative,
        "place": f"{place.path}:{place.line}",
        "field": line.field_label,
        "sentence": place.sentence,
        "what": line.message.title,
        "why": line.message.why,
        "do": line.message.do,
        "address": line.target_url,
        "evidence": line.evidence,
        "repeat": line.curl,
        "first seen": f"{line.record.first_seen:%Y-%m-%d}",
        "confirmed": f"{line.record.confirmed_at:%Y-%m-%d}" if line.record.confirmed_at else "not yet",
        "report": report.id,
    }
    if form == "json":
        print_json(shown)
        return
    for name, value in shown.items():
        if value:
            terminal.out().print(f"{name:<11} {printable(str(value))}")
