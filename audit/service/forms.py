"""What comes back from the forms of our own pages: small, from us, and pressed by whoever had the page open.

A browser's login is sent along with whatever another website makes the browser send (CSRF). So a form for people who are signed in
carries a word that only our page had, bound to the person and the address; and what a browser itself says comes from elsewhere is
refused.
"""

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from aiohttp import web

from audit.clock import Clock
from audit.service.bodies import MOST_BYTES
from audit.service.problems import ProblemFound

GOOD_FOR = 2 * 3600
"""Seconds that a form may lie open."""

_LONGEST_WORD = 100
_SECONDS = 10.0
_MOST_FIELDS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class FormKeys:
    """Signs forms and knows them again; the key lives as long as the process."""

    clock: Clock
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def word(self, who: str, address: str) -> str:
        """The word for a form that this person is shown for this address."""
        until = int(self.clock.monotonic()) + GOOD_FOR
        return f"{until:x}.{self._mac(until, who, address)}"

    def fits(self, word: str, who: str, address: str) -> bool:
        """Whether a word is ours, for this person and address, and still good."""
        written, _, mac = word[:_LONGEST_WORD].partition(".")
        try:
            until = int(written, 16)
        except ValueError:
            return False
        mine = hmac.compare_digest(mac.encode("utf-8", "replace"), self._mac(until, who, address).encode())
        return mine and self.clock.monotonic() <= until

    def _mac(self, until: int, who: str, address: str) -> str:
        return hmac.new(self._key, "\0".join((str(until), who, address)).encode(), hashlib.sha256).hexdigest()[:40]


def from_here(request: web.Request) -> None:
    """Refuse what a browser says was sent from another website.

    Raises:
        ProblemFound: it was.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise ProblemFound("elsewhere")
    origin = request.headers.get("Origin", "null")
    # Our pages send no Referer, so browsers call their origin null.
    if origin != "null" and _netloc(origin) != request.headers.get("Host", ""):
        raise ProblemFound("elsewhere")


def _netloc(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None


async def pressed(request: web.Request, keys: FormKeys, who: str, address: str) -> Mapping[str, str]:
    """The fields of a form that this person had open on a page of ours, and sent.

    Raises:
        ProblemFound: it came from elsewhere, lay open for too long, or is no form.
    """
    from_here(request)
    fields = await fields_of(request)
    if not keys.fits(fields.get("word", ""), who, address):
        raise ProblemFound("stale-form")
    return fields


async def fields_of(request: web.Request) -> Mapping[str, str]:
    """The fields of a form, each once.

    Raises:
        ProblemFound: it is too large, too slow, or no form.
    """
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise ProblemFound("unsupported-media-type")
    if (request.content_length or 0) > MOST_BYTES:
        raise ProblemFound("too-large")
    if request.content_type != "application/x-www-form-urlencoded":
        raise ProblemFound("unsupported-media-type", "The page sends forms as browsers do.")
    try:
        async with asyncio.timeout(_SECONDS):
            content = await request.read()
        pairs = parse_qsl(content.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
    except TimeoutError:
        raise ProblemFound("timeout", headers={"Connection": "close"}) from None
    except web.HTTPRequestEntityTooLarge:
        raise ProblemFound("too-large") from None
    except ValueError:
        raise ProblemFound("bad-request", "The form could not be read.") from None
    if len(dict(pairs)) != len(pairs):
        raise ProblemFound("bad-request", "The form says something twice.")
    return dict(pairs)
