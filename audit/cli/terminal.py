"""What goes to whom: results to standard output, everything else to standard error."""

import json
import logging
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import click
from rich.console import Console

from audit.cli.logs import Lines

Switch = Literal["auto", "always", "never"]
ProgressStyle = Literal["auto", "bar", "plain", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """How this call talks."""

    config_path: Path | None = None
    quiet: bool = False
    verbose: bool = False
    color: Switch = "auto"
    progress: ProgressStyle = "auto"
    log_format: Literal["text", "json"] = "text"

    def out(self) -> Console:
        """The console for results."""
        return self._console(stderr=False)

    def err(self) -> Console:
        """The console for everything else."""
        return self._console(stderr=True)

    def _console(self, *, stderr: bool) -> Console:
        stream = sys.stderr if stderr else sys.stdout
        colored = self._colored(is_terminal=stream.isatty())
        # Rich takes FORCE_COLOR for "interactive" too, which would draw bars into logs: both are decided here instead.
        return Console(
            stderr=stderr,
            force_terminal=colored or stream.isatty(),
            no_color=not colored,
            color_system="standard" if colored else None,
            force_interactive=stream.isatty(),
            highlight=False,
            markup=False,
            soft_wrap=True,
            legacy_windows=False,
        )

    def _colored(self, *, is_terminal: bool) -> bool:
        if self.color != "auto":
            return self.color == "always"
        if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
            return False
        return is_terminal or bool(os.environ.get("FORCE_COLOR"))

    @property
    def progress_style(self) -> Literal["bar", "plain", "none"]:
        """A bar on a terminal that a person watches, plain lines elsewhere."""
        if self.quiet:
            return "none"
        if self.progress != "auto":
            return self.progress
        return "bar" if sys.stderr.isatty() and not os.environ.get("CI") else "plain"

    def start_logging(self) -> None:
        """Send log lines to standard error: faults always, the story of a run only when asked."""
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(Lines(as_json=self.log_format == "json"))
        logging.basicConfig(level=logging.DEBUG if self.verbose else logging.ERROR, handlers=[handler], force=True)
        if self.verbose:
            for name in ("asyncio", "aiosqlite", "sqlalchemy", "apscheduler", "alembic"):
                logging.getLogger(name).setLevel(logging.WARNING)
        else:
            logging.getLogger("audit").setLevel(logging.CRITICAL)


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=False, default=str))


def print_json_line(value: Any) -> None:
    """One JSON object on a line of its own."""
    print_json_lines((value,))


def print_json_lines(values: Iterable[Any]) -> None:
    """JSON objects, each on a line of its own.

    U+2028, U+2029 and U+0085 are escaped: readers that split lines by Unicode's rules would cut an object in two there.
    """
    text = "".join(json.dumps(value, ensure_ascii=False, default=str) + "\n" for value in values)
    escaped = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
    click.echo(escaped.encode("utf-8", "backslashreplace"), nl=False)


pass_terminal = click.make_pass_decorator(Terminal)
