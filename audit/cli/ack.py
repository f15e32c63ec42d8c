"""`audit ack`: a person's word on a finding, with its reason and its end."""

import getpass
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import click

from audit import wiring
from audit.cli.stored import open_line
from audit.cli.terminal import Terminal, pass_terminal, print_json
from audit.clock import SystemClock
from audit.config.load import load_config
from audit.config.shape import Config
from audit.errors import UsageError
from audit.model.acknowledgement import AckKind, Acknowledgement, AckScope, Role
from audit.run.agreeing import Objected, Wish, say, take_back

_KINDS = [kind.value for kind in AckKind]


@click.group()
def ack() -> None:
    """Say of a finding that it may stay for now: why, and until when."""


@ack.command()
@click.argument("what")
@click.option("--kind", type=click.Choice(_KINDS), default=AckKind.WAITING.value, show_default=True)
@click.option("--reason", required=True, help="Why, in 10 to 500 characters.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day on which it holds.  [default: the kind's usual term]")
@click.option("--only-here", is_flag=True, help="Only this finding, not its target wherever it is linked.")
@click.option("--by", default=getpass.getuser, show_default="your name on this machine")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.OPS.value, show_default=True)
@pass_terminal
def add(  # noqa: PLR0913, PLR0917 - the options of the command line are its arguments
    terminal: Terminal, what: str, kind: str, reason: str, until: datetime | None, only_here: bool, by: str, role: str
) -> None:
    """Acknowledge WHAT: the id of an open finding (f1_...) or of a target (t1_...)."""
    config = load_config(terminal.config_path)
    wish = Wish(
        kind=AckKind(kind),
        reason=reason,
        by=by,
        role=Role(role),
        until=until.date() if until else None,
        scope=AckScope.FINDING if only_here else None,
        renewing=True,
    )
    word = wiring.run_loop(_added(config, what, wish))
    terminal.out().print(f"{word.id}  {word.kind.value} until {word.until}")


@ack.command("list")
@click.option("--all", "every", is_flag=True, help="Those that are over too.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@pass_terminal
def list_(terminal: Terminal, every: bool, form: str) -> None:
    """List what has been said, and until when it holds."""
    words = [word for word in wiring.run_loop(_words(load_config(terminal.config_path))) if every or word.ended_at is None]
    if form == "json":
        print_json([_as_json(word) for word in words])
        return
    for word in words:
        over = f"  ({word.ended.value})" if word.ended else ""
        terminal.out().print(f"{word.id}  {word.kind.value:<16} until {word.until}  {word.subject}  {word.by}: {word.reason}{over}")
    if not words:
        terminal.err().print("Nothing is acknowledged.")


@ack.command()
@click.argument("ack_id")
@click.option("--by", default=getpass.getuser, show_default="your name on this machine")
@pass_terminal
def remove(terminal: Terminal, ack_id: str, by: str) -> None:
    """Take back the acknowledgement ACK_ID (a1_...)."""
    word = wiring.run_loop(_removed(load_config(terminal.config_path), ack_id, by))
    terminal.out().print(f"{word.id}  taken back")


async def _added(config: Config, what: str, wish: Wish) -> Acknowledgement:
    store = wiring.store_of(config)
    try:
        await store.open()
        now = SystemClock().now()
        _, line = await open_line(store, what)
        return await say(store, line, wish, now=now, today=now.astimezone(config.zone).date())
    except Objected as objected:
        raise UsageError(str(objected)) from None
    finally:
        await store.close()


async def _words(config: Config) -> Sequence[Acknowledgement]:
    store = wiring.store_of(config)
    try:
        await store.open()
        return await store.acknowledgements()
    finally:
        await store.close()


async def _removed(config: Config, ack_id: str, by: str) -> Acknowledgement:
    store = wiring.store_of(config)
    try:
        await store.open()
        if word := await take_back(store, ack_id, by=by, now=SystemClock().now()):
            return word
    finally:
        await store.close()
    raise UsageError(f"There is no acknowledgement {ack_id} in force.", remedy="`audit ack list` shows what there is.")


def _as_json(word: Acknowledgement) -> dict[str, Any]:
    return {
        "id": word.id,
        "kind": word.kind.value,
        "scope": word.scope.value,
        "subject": word.subject,
        "rule": word.rule,
        "reason": word.reason,
        "by": word.by,
        "created_at": word.created_at.isoformat(),
        "until": word.until.isoformat(),
        "ended": word.ended.value if word.ended else None,
        "ended_by": word.ended_by or None,
    }
