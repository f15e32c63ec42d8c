"""From a body to the facts of its page: at once where it is harmless, in a process that can be stopped where it is not."""

import hashlib
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import lru_cache

from audit.model.probe import Exchange, Page
from audit.probing.decoding import decode, is_binary, looks_like_html
from audit.probing.json_pages import json_page
from audit.probing.page import read_page
from audit.probing.received import SMALL, Received, harmless
from audit.probing.signals import Words, signals_of

PAGE_TYPES = ("text/html", "application/xhtml+xml", "application/xhtml", "text/xhtml")
JSON_TYPES = ("application/json", "text/json", "application/problem+json")
_PDF = b"%PDF-"
_ONE_LINE = 200
"""Bytes of a plain text that may be a program's excuse; longer ones are documents."""
_LONGEST_TYPE = 255
"""Characters of a media type at the most (RFC 6838, 4.2); more are not worth keeping in memory."""
_BEHIND = re.compile(r"[;,\s]")


def media_type(exchange: Exchange) -> str:
    """The content type without parameters, in lower case; empty when the server gave none that could be one.

    What servers put behind it with a comma or a blank in place of the semicolon is no part of it; browsers read such pages.
    """
    return _named(exchange.header("content-type").strip()[:_LONGEST_TYPE])


@lru_cache(maxsize=256)  # servers agree on a dozen ways to say it
def _named(declared: str) -> str:
    value = _BEHIND.split(declared.lower(), maxsplit=1)[0]
    return value if "/" in value else ""


_OF_A_LINE = frozenset({"only-not-found", "text-not-found"})
Reader = Callable[[Received], Awaitable[Page | None]]
"""Reads a page elsewhere; None when it took too long."""


@dataclass(frozen=True, slots=True)
class Known:
    """Pages read lately. A site shows one page for all that is missing, and the same by both schemes and when asked again."""

    limit: int = 1_024
    _pages: dict[tuple[bytes, str, str, tuple[str, ...]], Page] = field(default_factory=dict)

    def read(self, received: Received) -> Page | None:
        """The facts of the page, read or remembered; None where reading it here might take long."""
        if len(received.body) > SMALL:
            return None
        key = (hashlib.blake2b(received.body, digest_size=16).digest(), received.declared, received.host, received.fragments)
        known = self._pages.get(key)
        if known is not None:
            return known
        order = harmless(received)
        if order is None:
            return None
        page = read_page(order)
        of_any_address = not page.canonical and page.refresh_seconds is None and not page.script_target
        if of_any_address and len(received.declared) <= _LONGEST_TYPE:
            while len(self._pages) >= self.limit:
                del self._pages[next(iter(self._pages))]
            self._pages[key] = page
        return page


def page_of(exchange: Exchange, *, fragments: tuple[str, ...], known: Known) -> Page | Received:
    """The facts of what an exchange brought, or the page itself where reading it here might take long. Never raises for what it is."""
    content_type, body = media_type(exchange), exchange.body
    if content_type in JSON_TYPES:
        return json_page(exchange, content_type)
    is_page = content_type in PAGE_TYPES or (
        content_type in {"", "text/plain", "application/octet-stream"}
        and looks_like_html(body)
        and not content_type.startswith("text/plain")
    )
    if content_type == "text/plain" and 0 < len(body) <= _ONE_LINE and not is_binary(body):
        return _line(exchange, content_type)
    if not is_page or is_binary(body):
        said = "application/octet-stream" if is_page else content_type
        return Page(content_type="application/pdf" if body.startswith(_PDF) else said, length=len(body))
    host = exchange.url.partition("://")[2].partition("/")[0].partition(":")[0].lower()
    received = Received(
        body=body,
        declared=exchange.header("content-type"),
        url=exchange.url,
        host=host,
        content_type=content_type or "text/html",
        fragments=fragments,
    )
    return known.read(received) or received


def _line(exchange: Exchange, content_type: str) -> Page:
    """The facts of a plain text of a line or two: whether it is an excuse and nothing else."""
    text = " ".join(decode(exchange.body, exchange.header("content-type"))[0].split())
    words = len(text.split())
    told = signals_of(Words(title="", headings=(), text=text, words=words, host="")) & _OF_A_LINE
    return Page(content_type=content_type, length=len(exchange.body), text=text, words=words, signals=tuple(sorted(told)))


async def read_aside(received: Received, aside: Reader) -> Page:
    """The facts of a page that another process reads; none when it takes too long there."""
    page = await aside(received)
    return page if page is not None else Page(content_type=received.content_type, length=len(received.body), analysed=False)
