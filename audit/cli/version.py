"""`audit version`: which version this is, of the program and of what it writes."""

import platform

import click

from audit import __version__
from audit.cli.terminal import Terminal, pass_terminal, print_json
from audit.history import DEFINITION
from audit.renderers.json_v1 import VERSION
from audit.rules import RULESET


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON document.")
@pass_terminal
def version(terminal: Terminal, as_json: bool) -> None:
    """Show the version, and those of the rules and of the JSON report."""
    facts = {
        "version": __version__,
        "ruleset": RULESET,
        "schema_version": VERSION,
        "health_definition": DEFINITION,
        "python": platform.python_version(),
    }
    if as_json:
        print_json(facts)
        return
    terminal.out().print(f"audit {__version__} (rules {RULESET}, JSON report {VERSION}, Python {facts['python']})")
