"""Mails as files, to be looked at before anything is sent."""

from datetime import datetime
from pathlib import Path

from audit.delivery.envelope import Sender, message_of
from audit.delivery.letter import Letter
from audit.delivery.page import as_html
from audit.delivery.plain import as_text


def preview(letter: Letter, folder: Path, *, sender: Sender, to: tuple[str, ...], at: datetime) -> tuple[Path, ...]:
    """Write a letter as ``.eml``, ``.html`` and ``.txt`` into a folder; nothing is sent."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{letter.kind}.{letter.key}".replace("/", "-")
    files = (
        (folder / f"{stem}.eml", message_of(letter, sender=sender, to=to, at=at).as_bytes()),
        (folder / f"{stem}.html", as_html(letter).encode()),
        (folder / f"{stem}.txt", as_text(letter).encode()),
    )
    for path, content in files:
        path.write_bytes(content)
    return tuple(path for path, _ in files)
