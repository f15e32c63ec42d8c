"""The shelf of commands. Each is loaded only when it is called: `audit --help` should not wait for a database driver."""

import time
from importlib import import_module
from typing import Any

import click

from audit.cli.common import with_common

COMMANDS = {
    "run": "Audit the content once and publish a dated report.",
    "serve": "Audit by the schedule, host the reports, and start audits that are asked for.",
    "demo": "Show every kind of finding in a few seconds, without a network.",
    "check": "Check single addresses, as a run would.",
    "read": "Show what the audit sees of entries, before any network.",
    "report": "List the published reports, show one, make it again, or compare two.",
    "findings": "List the open findings of the newest report.",
    "rules": "List every rule with its severity and what it says.",
    "ack": "Say of a finding that it may stay for now: why, and until when.",
    "explain": "Explain a rule, or a finding that is open.",
    "mail": "Look at the mails before anybody gets them, and send the weekly ones.",
    "doctor": "Check that everything is here that a run needs.",
    "schema": "Print the JSON Schema of what is written or read.",
    "version": "Show the version, and those of the rules and of the JSON report.",
}
"""Every command with the line that the list of commands shows."""

_LONG = frozenset({"run", "demo"})
"""Commands of which the parts alone take a second to load: whoever starts one is told at once that it has begun."""


class Commands(click.Group):
    """A group that knows its commands by name and imports them late."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """See `click.Group.list_commands`."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """See `click.Group.get_command`."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"audit.cli.{cmd_name}"), cmd_name)
        return with_common(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """See `click.Group.format_commands`; the lines come from the shelf, so that nothing is imported for them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[Any]]:
        """See `click.Group.resolve_command`; a name that is nearly right gets a suggestion."""
        _greet(ctx, args)
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib  # noqa: PLC0415 - only mistakes need it

            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            meant = f" Did you mean {near[0]}?" if near else ""
            raise click.UsageError(error.message + meant, ctx) from None


def _greet(ctx: click.Context, args: list[str]) -> None:
    silent = ctx.params.get("quiet") or ctx.params.get("progress") == "none"
    if args[0] in _LONG and not silent and not {"-h", "--help", "-q", "--quiet"} & set(args):
        click.echo(f"{time.strftime('%H:%M:%S')} Starting", err=True)
