"""An identity of what an entry says, apart from when and by whom it was saved."""

import hashlib
import json
from collections.abc import Mapping
from typing import Final

import msgspec

from audit.model.entry import Value

_BOOKKEEPING: Final = frozenset({"updated_at", "updated_by"})


def content_sha256(fields: Mapping[str, Value]) -> str:
    """SHA-256 over the fields, whatever their order, without ``updated_at`` and ``updated_by``."""
    said = {name: value for name, value in fields.items() if name not in _BOOKKEEPING}
    try:
        canonical = msgspec.json.encode(said, order="sorted")
    except (UnicodeEncodeError, OverflowError):
        # Half a character, or a number of more digits than a computer counts with.
        canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return hashlib.sha256(canonical).hexdigest()
