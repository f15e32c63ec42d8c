"""What a command that ends badly says: one clear message on standard error, and one JSON document for whoever asked for JSON."""

import sys

import click

from audit.cli.terminal import print_json
from audit.errors import AuditError

UNTRUSTED = 3
"""The exit code of what cannot be trusted, our own faults among it."""


def _wants_json() -> bool:
    """Whether the caller asked for JSON, so that an error too is one JSON document on standard output."""
    args = sys.argv[1:]
    return any(arg == "--format=json" or (arg == "json" and args[at - 1] == "--format") for at, arg in enumerate(args) if at or "=" in arg)


def tell_usage(error: click.ClickException) -> None:
    """That a command was called wrongly."""
    if _wants_json():
        _json_error(title="Wrong usage", detail=error.format_message(), exit_code=2)
    error.show(sys.stderr)


def tell_error(error: AuditError, *, code: int | None = None) -> None:
    """What happened, what to do, and the exit code."""
    code = error.exit_code if code is None else code
    if _wants_json():
        _json_error(title=type(error).__name__, detail=error.message, exit_code=code)
    click.echo(f"audit: {error.message}", err=True)
    if error.remedy:
        click.echo(f"  {error.remedy}", err=True)
    click.echo(f"  Exit {code}.", err=True)


def tell_fault(error: Exception) -> None:
    """A fault of our own, without the trace of our insides."""
    if _wants_json():
        _json_error(title="Fault", detail=f"The audit ended by a fault of its own: {type(error).__name__}.", exit_code=UNTRUSTED)
    click.echo(f"audit: ended by a fault of its own: {type(error).__name__}: {error}", err=True)
    click.echo("  What had been saved by then stays saved. The same command with -v shows where it happened.", err=True)
    click.echo(f"  Exit {UNTRUSTED}.", err=True)


def _json_error(*, title: str, detail: str, exit_code: int) -> None:
    print_json(
        {
            "schema_version": "1.0",
            "run": {"status": "partial" if title == "Interrupted" else "failed"},
            "error": {"type": "about:blank", "title": title, "detail": detail, "exit_code": exit_code},
        }
    )
