"""The options that every command has, wherever they stand on the line: ``audit -q run`` and ``audit run -q`` are the same."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from audit.cli.terminal import Terminal

_COLORS = ["auto", "always", "never"]
_PROGRESS = ["auto", "bar", "plain", "none"]


def with_common(command: click.Command) -> click.Command:
    """The command with the common options; where it has one of its own that is written alike, its own stands."""
    for option in _options():
        if not _written(command) & {*option.opts}:
            command.params.append(option)
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            with_common(inner)
    return command


def _options() -> tuple[click.Option, ...]:
    return (
        _option(["--config"], "config_path", click.Path(path_type=Path)),
        _flag(["-q", "--quiet"], quiet=True),
        _flag(["-v", "--verbose"], verbose=True),
        _flag(["--no-color"], color="never"),
        _option(["--color"], "color", click.Choice(_COLORS)),
        _option(["--progress"], "progress", click.Choice(_PROGRESS)),
        _option(["--log-format"], "log_format", click.Choice(["text", "json"])),
    )


def _written(command: click.Command) -> set[str]:
    return {name for param in command.params for name in param.opts}


def _flag(names: list[str], **changes: Any) -> click.Option:
    def told(context: click.Context, _: click.Parameter, value: bool) -> None:
        if value:
            _change(context, **changes)

    return _made(names, told, is_flag=True)


def _option(names: list[str], name: str, kind: click.ParamType[Any]) -> click.Option:
    def told(context: click.Context, _: click.Parameter, value: Any) -> None:
        if value is not None:
            _change(context, **{name: value})

    return _made(names, told, type=kind)


def _made(names: list[str], told: Callable[..., None], **more: Any) -> click.Option:
    # Hidden, for `audit --help` lists them once for all.
    return click.Option(names, callback=told, expose_value=False, hidden=True, **more)


def _change(context: click.Context, **changes: Any) -> None:
    terminal = context.find_object(Terminal)
    if terminal is not None:
        context.obj = replace(terminal, **changes)
        context.obj.start_logging()
