"""The `audit` command: its common options, its commands, and what every ending means."""

import sys
from pathlib import Path
from typing import Literal, NoReturn

import click

from audit import __version__
from audit.cli.commands import Commands
from audit.cli.terminal import ProgressStyle, Switch, Terminal, print_json
from audit.errors import AuditError

EPILOG = (
    "Exit codes: 0 done and the gate passed, 1 the gate failed, 2 wrong usage or configuration, 3 the audit cannot be trusted, "
    "4 nothing could be audited, 5 another run is in progress."
)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, epilog=EPILOG)
@click.option("--config", "config_path", type=click.Path(path_type=Path), help="The configuration file.  [default: config.yaml]")
@click.option("-q", "--quiet", is_flag=True, help="Print only the result.")
@click.option("-v", "--verbose", is_flag=True, help="Log what happens, and show the whole story of a fault.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.option("--no-color", is_flag=True, help="The same as --color never.")
@click.option("--progress", type=click.Choice(["auto", "bar", "plain", "none"]), default="auto", show_default=True)
@click.option("--log-format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How log lines are written.")
@click.version_option(__version__, prog_name="audit")
@click.pass_context
def audit(  # noqa: PLR0913, PLR0917 - the options of the command line are its arguments
    context: click.Context,
    config_path: Path | None,
    quiet: bool,
    verbose: bool,
    color: Switch,
    no_color: bool,
    progress: ProgressStyle,
    log_format: Literal["text", "json"],
) -> None:
    """Find broken links, missing fields and stale entries in a site's content, and publish dated reports."""
    terminal = Terminal(
        config_path=config_path,
        quiet=quiet,
        verbose=verbose,
        color="never" if no_color else color,
        progress=progress,
        log_format=log_format,
    )
    terminal.start_logging()
    context.obj = terminal


def main() -> NoReturn:
    """Run the command line and end the process with its exit code."""
    try:
        code = audit.main(standalone_mode=False)
    except click.exceptions.Exit as ended:
        sys.exit(ended.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except click.ClickException as error:
        _tell_usage(error)
        sys.exit(2)
    except AuditError as error:
        _tell(error)
        sys.exit(error.exit_code)
    sys.exit(code if isinstance(code, int) else 0)


def _wants_json() -> bool:
    """Whether the caller asked for JSON, so that an error too is one JSON document on standard output."""
    args = sys.argv[1:]
    return any(arg == "--format=json" or (arg == "json" and args[at - 1] == "--format") for at, arg in enumerate(args) if at or "=" in arg)


def _tell_usage(error: click.ClickException) -> None:
    if _wants_json():
        _json_error(title="Wrong usage", detail=error.format_message(), exit_code=2)
    error.show(sys.stderr)


def _tell(error: AuditError) -> None:
    if _wants_json():
        _json_error(title=type(error).__name__, detail=error.message, exit_code=error.exit_code)
    click.echo(f"audit: {error.message}", err=True)
    if error.remedy:
        click.echo(f"  {error.remedy}", err=True)
    click.echo(f"  Exit {error.exit_code}.", err=True)


def _json_error(*, title: str, detail: str, exit_code: int) -> None:
    print_json(
        {
            "schema_version": "1.0",
            "run": {"status": "failed"},
            "error": {"type": "about:blank", "title": title, "detail": detail, "exit_code": exit_code},
        }
    )
