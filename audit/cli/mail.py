"""`audit mail`: what would be mailed, as files."""

from pathlib import Path

import click

from audit.cli.stored import needed
from audit.cli.terminal import Terminal, pass_terminal
from audit.config.load import load_config
from audit.delivery.envelope import Sender
from audit.delivery.items import Links
from audit.delivery.nightly import nightly_letter
from audit.delivery.preview import preview as write
from audit.delivery.trouble import trouble_letter, trouble_of
from audit.delivery.voice import Voice
from audit.errors import SurroundingsError
from audit.model.run import RunStatus
from audit.wording import catalogue

_NOBODY = "audit@localhost"
"""Stands for addresses that the configuration does not name yet."""


@click.group()
def mail() -> None:
    """Look at the mail about a report before anybody gets it."""


@mail.command()
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder to write to.")
@pass_terminal
def preview(terminal: Terminal, out: Path) -> None:
    """Write the mail about the newest report as .eml, .html and .txt; nothing is sent."""
    config = load_config(terminal.config_path)
    report = needed(config)
    voice = Voice(wording=catalogue(), zone=config.zone)
    links = Links(base_url=report.base_url, edit_url=config.content.edit_url)
    trusted = report.run.status is RunStatus.COMPLETE
    letter = nightly_letter(report, voice=voice, links=links) if trusted else trouble_letter(trouble_of(report, links), voice=voice)
    to = config.mail.to if trusted else config.mail.ops or config.mail.to
    sender = Sender(address=config.mail.sender or _NOBODY, unsubscribe=config.mail.unsubscribe)
    try:
        written = write(letter, out, sender=sender, to=to or (_NOBODY,), at=report.generated_at)
    except OSError as error:
        raise SurroundingsError(f"{out} cannot be written: {error.strerror or error}") from error
    for path in written:
        terminal.out().print(str(path))
