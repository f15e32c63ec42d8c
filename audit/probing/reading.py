"""From a body to the facts of its page: at once where it is harmless, in a process that can be stopped where it is not."""

import json
from collections.abc import Awaitable, Callable

from audit.model.probe import Exchange, Page
from audit.probing.decoding import decode, is_binary, looks_like_html
from audit.probing.page import Order, read_page

PAGE_TYPES = ("text/html", "application/xhtml+xml", "application/xhtml", "text/xhtml")
JSON_TYPES = ("application/json", "text/json", "application/problem+json")
_LONGEST_TAG = 20_000
_DEEPEST = 3_000
_INLINE = 600_000
_PDF = b"%PDF-"


def is_suspicious(markup: str) -> bool:
    """Whether a parser might need more than linear time: endless tags, thousands of open elements, very much of it."""
    if len(markup) > _INLINE:
        return True
    opened = markup.count("<")
    if opened - 2 * markup.count("</") > _DEEPEST:
        return True
    if len(markup) <= _LONGEST_TAG:
        return False
    return any(len(piece) > _LONGEST_TAG and ">" not in piece[:_LONGEST_TAG] for piece in markup.split("<")[1:])


def media_type(exchange: Exchange) -> str:
    """The content type without parameters, in lower case; empty when the server gave none that could be one."""
    value = exchange.header("content-type").partition(";")[0].strip().lower()
    return value if "/" in value else ""


def _json_page(exchange: Exchange, content_type: str) -> Page:
    """What a JSON answer says of itself."""
    signals: list[str] = []
    try:
        told = json.loads(exchange.body[:100_000].decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        told = None
    if isinstance(told, dict):
        codes = {str(told.get(key, "")).lower() for key in ("status", "code", "statusCode", "status_code", "error", "errorCode")}
        words = " ".join(str(told.get(key, ""))[:200] for key in ("error", "message", "title", "detail", "reason", "errors")).lower()
        if codes & {"404", "410", "not_found", "notfound", "not found"}:
            signals.append("body-status-not-found")
        if any(phrase in words for phrase in ("not found", "not_found", "notfound", "does not exist", "no such", "unknown resource")):
            signals.append("text-not-found")
        if len(told) <= 6:
            signals.append("thin")
    return Page(content_type=content_type, length=len(exchange.body), signals=tuple(signals))


Reader = Callable[[Order], Awaitable[Page | None]]
"""Reads a page elsewhere; None when it took too long."""


async def page_of(exchange: Exchange, *, fragments: tuple[str, ...], aside: Reader) -> Page:
    """The facts of what an exchange brought. Never raises for what a server sends."""
    content_type, body = media_type(exchange), exchange.body
    if content_type in JSON_TYPES:
        return _json_page(exchange, content_type)
    is_page = content_type in PAGE_TYPES or (
        content_type in {"", "text/plain", "application/octet-stream"}
        and looks_like_html(body)
        and not content_type.startswith("text/plain")
    )
    if not is_page or is_binary(body):
        said = "application/octet-stream" if is_page else content_type
        return Page(content_type="application/pdf" if body.startswith(_PDF) else said, length=len(body))
    markup, _ = decode(body, exchange.header("content-type"))
    host = exchange.url.partition("://")[2].partition("/")[0].partition(":")[0].lower()
    order = Order(
        markup=markup, url=exchange.url, host=host, content_type=content_type or "text/html", length=len(body), fragments=fragments
    )
    if not is_suspicious(markup):
        return read_page(order)
    page = await aside(order)
    return page if page is not None else Page(content_type=order.content_type, length=len(body), analysed=False)
