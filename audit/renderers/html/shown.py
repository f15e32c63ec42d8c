"""Text from outside, made safe to look at: nothing invisible, nothing that turns a line around, no address that is not what it seems."""

import re
from dataclasses import dataclass

from audit.model.finding import Occurrence
from audit.renderers.mended import mended

LONGEST_TEXT = 600
LONGEST_ADDRESS = 120

_PLAIN_ADDRESS = re.compile(r"https?://(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\])(?::\d{1,5})?(?:[/?#][!-~]*)?", re.IGNORECASE)
"""What a URL parser makes of any web address that can be asked for: ASCII, with no user name."""

_TURNS_TEXT = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""The marks of bidirectional text (UAX 9)."""
_UNSEEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u2028\u2029\ufff9-\ufffb"
_ZERO_WIDTH = "\u200b-\u200d\u2060-\u2064\ufeff\u180e"
"""Harmless in a text, where emoji and some scripts need them; in an address they hide something."""

_IN_TEXT = re.compile(f"[{_TURNS_TEXT}{_UNSEEN}]")
_IN_ADDRESS = re.compile(f"[{_TURNS_TEXT}{_UNSEEN}{_ZERO_WIDTH}\t\n\r\u00a0\u3000]")


def clickable(address: str) -> bool:
    """Whether an address may be a link: http(s), as a parser writes it, and without a user name in front of the host."""
    return _PLAIN_ADDRESS.fullmatch(address) is not None


def shown(text: str) -> str:
    """A text as it is shown: what cannot be seen is named, what is endless is cut."""
    # Nearly every text is of this kind, and there are some hundred thousand.
    if text.isprintable() and len(text) <= LONGEST_TEXT:
        return text
    text = _IN_TEXT.sub(_named, mended(text))
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT].rstrip()}…"


def marked(address: str) -> str:
    """An address or a file name in full, with every character in it that cannot be seen named."""
    return address if address.isprintable() else _IN_ADDRESS.sub(_named, mended(address))


def shown_address(address: str) -> str:
    """An address as it is shown: shortened in its middle, so that host and last part remain."""
    address = marked(address)
    if len(address) <= LONGEST_ADDRESS:
        return address
    return f"{address[: LONGEST_ADDRESS * 2 // 3]}…{address[-LONGEST_ADDRESS // 3 :]}"


def _named(found: re.Match[str]) -> str:
    return f"[U+{ord(found[0]):04X}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence with the words concerned in its middle."""

    before: str
    marked: str
    after: str


def quoted(occurrence: Occurrence) -> Quote:
    """The sentence around a place, with the words concerned apart; the words alone when the sentence lacks them."""
    sentence, words = shown(occurrence.location.sentence), shown(occurrence.text)
    if not words.strip():
        return Quote(before=sentence, marked="", after="")
    before, found, after = sentence.partition(words)
    if not found:
        return Quote(before="", marked=words, after="")
    return Quote(before=before, marked=words, after=after)
