"""`audit rules`: the list of everything that is looked at."""

from typing import Any

import click

from audit.cli.terminal import Terminal, pass_terminal, print_json
from audit.rules import all_rules
from audit.wording import catalogue


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@pass_terminal
def rules(terminal: Terminal, form: str) -> None:
    """List every rule with its severity and what it says."""
    listed: list[dict[str, Any]] = [
        {"id": rule.name, "family": rule.family, "severity": rule.severity.value, "title": catalogue().title(rule.name)}
        for rule in sorted(all_rules(), key=lambda rule: rule.name)
    ]
    if form == "json":
        print_json(listed)
        return
    width = max(len(rule["id"]) for rule in listed)
    for rule in listed:
        terminal.out().print(f"{rule['id']:<{width}}  {rule['severity']:<7} {rule['title']}")
