"""`audit mail`: what would be mailed, as files; and the weekly mails for those whose cron starts them."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from audit import wiring
from audit.cli.terminal import Terminal, pass_terminal
from audit.clock import SystemClock
from audit.config.load import load_config
from audit.config.shape import Config
from audit.delivery.envelope import Sender
from audit.delivery.letter import Letter
from audit.delivery.preview import preview as write
from audit.errors import SurroundingsError, UsageError

_NOBODY = "audit@localhost"
"""Stands for addresses that the configuration does not name yet."""
_SENT = ("owner_digest", "manager_digest", "owner_urgent")
_SEEN = ("report", *_SENT)


class _Kind(click.Choice[str]):
    """A kind of mail by its whole name, or by its first word: ``owner`` is ``owner_digest``."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """See `click.ParamType.convert`."""
        short = {"owner": "owner_digest", "manager": "manager_digest", "urgent": "owner_urgent"}
        return super().convert(short.get(value, value), param, ctx)


@click.group()
def mail() -> None:
    """Look at the mails before anybody gets them, and send the weekly ones."""


@mail.command()
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder to write to.")
@click.option("--kind", type=_Kind(_SEEN), help="Which mails.  [default: the one about the newest report]")
@click.option("--owner", metavar="WHO", help="Only this person's: her id in the CMS, her name or her address.")
@pass_terminal
def preview(terminal: Terminal, out: Path, kind: str | None, owner: str | None) -> None:
    """Write mails as .eml, .html and .txt, as they would go out now; nothing is sent."""
    config = load_config(terminal.config_path)
    chosen = kind or ("owner_digest" if owner else "report")
    now = SystemClock().now()
    addressed = wiring.run_loop(wiring.letters_of(config, kind=chosen, only=owner or ""))
    if not addressed:
        terminal.err().print("Nobody would be mailed: there is nothing to do.")
        return
    for path in _written(addressed, out, config=config, at=now):
        terminal.out().print(str(path))


def _written(addressed: Sequence[tuple[Letter, tuple[str, ...]]], out: Path, *, config: Config, at: datetime) -> list[Path]:
    sender = Sender(address=config.mail.sender or _NOBODY, unsubscribe=config.mail.unsubscribe)
    written: list[Path] = []
    for place, (letter, to) in enumerate(addressed, 1):
        # Several people's mails of one kind bear one name; one alone goes where it is looked for.
        folder = out / f"{place:03}" if len(addressed) > 1 else out
        written += _files(letter, folder, sender=sender, to=to or (_NOBODY,), at=at)
    return written


def _files(letter: Letter, folder: Path, *, sender: Sender, to: tuple[str, ...], at: datetime) -> tuple[Path, ...]:
    try:
        return write(letter, folder, sender=sender, to=to, at=at)
    except OSError as error:
        raise SurroundingsError(f"{folder} cannot be written: {error.strerror or error}") from error


@mail.command()
@click.option("--kind", "kinds", type=_Kind(_SENT), multiple=True, help="Which mails.  [default: owner_digest and manager_digest]")
@click.option("--only", metavar="WHO", help="Only to this person: her id in the CMS, her name or her address.")
@pass_terminal
def send(terminal: Terminal, kinds: tuple[str, ...], only: str | None) -> None:
    """Send the weekly mails now. What somebody has had this week is not sent again, so a second start does no harm."""
    config = load_config(terminal.config_path)
    if config.mail.smtp is None:
        raise UsageError("No mail server is set.", remedy="Set mail.smtp in config.yaml.")
    sent = wiring.run_loop(wiring.send_mails(config, kinds=kinds or ("owner_digest", "manager_digest"), only=only or ""))
    if sent is None:
        terminal.err().print("Nobody was mailed a list: the newest run cannot be trusted. The next complete one changes that.")
        sys.exit(3)
    for line in sent:
        terminal.out().print(line)
    if not sent:
        terminal.err().print("Nothing was sent: there is nothing to do, or everybody has had it this week.")


@mail.command()
@pass_terminal
def revoke(terminal: Terminal) -> None:
    """Make the addresses of lists and settings in all mails so far lead nowhere, as after a mail has got about."""
    gone = wiring.run_loop(wiring.revoke_addresses(load_config(terminal.config_path)))
    terminal.out().print("Addresses in earlier mails lead nowhere now." if gone else "There was nothing to revoke.")
