"""The `audit` command: its common options, its commands, and what every ending means."""

import os
import sys
from pathlib import Path
from typing import Literal, NoReturn

import click

from audit import __version__
from audit.cli.commands import Commands
from audit.cli.errors import UNTRUSTED, tell_error, tell_fault, tell_usage
from audit.cli.terminal import ProgressStyle, Switch, Terminal
from audit.errors import AuditError

_BROKEN_PIPE = 128 + 13
"""As a shell tells of a process that ended by SIGPIPE."""

EPILOG = (
    "Exit codes: 0 done and the gate passed, 1 the gate failed, 2 wrong usage or configuration, 3 the audit cannot be trusted, "
    "4 nothing could be audited, 5 another run is in progress, 130 interrupted, 143 told to end; what had been checked is saved. "
    "The options above may stand behind the command too."
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
        tell_usage(error)
        sys.exit(2)
    except AuditError as error:
        tell_error(error)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # Whoever read the result has seen enough, as `| head` does; nothing more can be written there, at the end of Python neither.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(_BROKEN_PIPE)
    except Exception as error:
        if {"-v", "--verbose"} & set(sys.argv):
            raise
        tell_fault(error)
        sys.exit(UNTRUSTED)
    sys.exit(code if isinstance(code, int) else 0)
