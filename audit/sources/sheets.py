"""Files between being found and being understood."""

import hashlib
from collections.abc import Iterable, Iterator

from audit.model.entry import Reading
from audit.ports import Opened, Sheet


def read_sheets(sheets: Iterable[Sheet]) -> Iterator[Reading]:
    """Every sheet opened and understood, one at a time."""
    for sheet in sheets:
        opened = sheet.open()
        yield opened.read() if isinstance(opened, Opened) else opened


def key_of(content: bytes, *circumstances: str) -> str:
    """A digest of a file's bytes and of what else its reading depends on."""
    digest = hashlib.sha256("\0".join(circumstances).encode("utf-8", "surrogatepass"))
    digest.update(b"\0\0")
    digest.update(content)
    return digest.hexdigest()
