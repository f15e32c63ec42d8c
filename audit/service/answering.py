"""How the API answers: JSON with a tag by which a reader knows it again, a page at a time, and nothing ignored silently."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from audit.service.problems import ProblemFound

LIVE = "private, no-cache"
FOR_GOOD = "private, max-age=31536000, immutable"
PAGE = 100
LARGEST_PAGE = 500


def json_answer(body: Any, *, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """An answer in JSON."""
    return web.Response(status=status, text=json.dumps(body, ensure_ascii=False) + "\n", content_type="application/json", headers=headers)


def tagged_answer(request: web.Request, body: Any, *, cache: str = LIVE, headers: Mapping[str, str] | None = None) -> web.Response:
    """An answer with an ETag; 304 to whoever holds this version (RFC 9110, 13.1.2)."""
    text = json.dumps(body, ensure_ascii=False)
    tag = hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:24]
    more = {**(headers or {}), "ETag": f'"{tag}"', "Cache-Control": cache}
    if any(known.value in ("*", tag) for known in request.if_none_match or ()):
        return web.Response(status=304, headers=more)
    return web.Response(
        body=(text + "\n").encode("utf-8", "backslashreplace"), content_type="application/json", charset="utf-8", headers=more
    )


def only(request: web.Request, known: tuple[str, ...]) -> None:
    """Refuse a filter that is not understood, or that stands twice: leaving one out would answer another question.

    Raises:
        ProblemFound: the address has one.
    """
    for name in request.query:
        if name not in known:
            raise ProblemFound("bad-request", "The address has a parameter that is not known here.")
        if len(request.query.getall(name)) > 1:
            raise ProblemFound("bad-request", f"'{name}' stands twice.")


def limit_of(request: web.Request) -> int:
    """How many items one page is to have.

    Raises:
        ProblemFound: it is no number that a page may have.
    """
    text = request.query.get("limit", str(PAGE))
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_PAGE)) and 1 <= int(text) <= LARGEST_PAGE):
        raise ProblemFound("bad-request", f"'limit' goes from 1 to {LARGEST_PAGE}.")
    return int(text)
