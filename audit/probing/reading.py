"""From a body to the facts of its page: at once where it is harmless, in a process that can be stopped where it is not."""

import json
from collections.abc import Awaitable, Callable

from audit.model.probe import Exchange, Page
from audit.probing.decoding import is_binary, looks_like_html
from audit.probing.page import read_page
from audit.probing.received import Received, harmless

PAGE_TYPES = ("text/html", "application/xhtml+xml", "application/xhtml", "text/xhtml")
JSON_TYPES = ("application/json", "text/json", "application/problem+json")
_PDF = b"%PDF-"


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


Reader = Callable[[Received], Awaitable[Page | None]]
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
    host = exchange.url.partition("://")[2].partition("/")[0].partition(":")[0].lower()
    received = Received(
        body=body,
        declared=exchange.header("content-type"),
        url=exchange.url,
        host=host,
        content_type=content_type or "text/html",
        fragments=fragments,
    )
    order = harmless(received)
    if order is not None:
        return read_page(order)
    page = await aside(received)
    return page if page is not None else Page(content_type=received.content_type, length=len(body), analysed=False)
