"""The words in the addresses of a person's own pages: signed by us, good for one person, one purpose, and some days.

Such a word is all that the page asks for, so it must not get about: it stands in no log, no Referer and no report.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum

from audit.model.correspondence import LinkKey

_EPOCH = date(1970, 1, 1)
_MAC_BYTES = 16
_KEY_ID_BYTES = 4
_REF_BYTES = 8
_REF_PREFIX = "o1_"
_LENGTH = 1 + _KEY_ID_BYTES + 2 + _REF_BYTES + _MAC_BYTES

SIGNING = timedelta(days=30)
"""How long a key signs; then there is a new one."""


class Purpose(Enum):
    """What an address is good for."""

    OWN = b"o"
    """Her list, her settings, and handing initiatives on."""
    STOP = b"s"
    """Ending her mails and nothing else: this one travels in a header that mail programs and their operators read."""


LIFE = {Purpose.OWN: timedelta(days=35), Purpose.STOP: timedelta(days=400)}
"""A mail may lie around before somebody has enough of them."""

KEPT = SIGNING + max(LIFE.values()) + timedelta(days=2)
"""After this time nothing that a key has signed is good any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """What a word says that we have signed."""

    ref: str
    purpose: Purpose
    until: date
    """The last day on which it is good, in UTC."""


def new_key(now: datetime) -> LinkKey:
    """A key that nobody can guess."""
    return LinkKey(id=secrets.token_hex(_KEY_ID_BYTES), secret=secrets.token_hex(32), made_at=now)


def signed(ref: str, purpose: Purpose, *, key: LinkKey, now: datetime) -> str:
    """The word for a person's address. Made twice on one day, it is the same word, so that the same mail has the same bytes."""
    last = now.astimezone(UTC).date() + LIFE[purpose]
    body = purpose.value + bytes.fromhex(key.id) + (last - _EPOCH).days.to_bytes(2, "big") + bytes.fromhex(ref.removeprefix(_REF_PREFIX))
    return _written(body + _mac(body, key))


def opened(word: str, *, keys: Sequence[LinkKey], now: datetime) -> Pass | None:
    """What a word says; None when it is not ours, or its time is over."""
    try:
        raw = base64.b64decode(word.encode("ascii") + b"=" * (-len(word) % 4), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error, ValueError):
        return None
    # The last sign has bits that say nothing: a word has one spelling all the same.
    if len(raw) != _LENGTH or _written(raw) != word:
        return None
    body, mac = raw[:-_MAC_BYTES], raw[-_MAC_BYTES:]
    key = next((one for one in keys if one.id == body[1 : 1 + _KEY_ID_BYTES].hex()), None)
    if key is None or not hmac.compare_digest(mac, _mac(body, key)):
        return None
    rest = body[1 + _KEY_ID_BYTES :]
    until = _EPOCH + timedelta(days=int.from_bytes(rest[:2], "big"))
    if now.astimezone(UTC).date() > until:
        return None
    return Pass(ref=_REF_PREFIX + rest[2:].hex(), purpose=Purpose(body[:1]), until=until)


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def _mac(body: bytes, key: LinkKey) -> bytes:
    return hmac.new(bytes.fromhex(key.secret), b"address in a mail\0" + body, hashlib.sha256).digest()[:_MAC_BYTES]
