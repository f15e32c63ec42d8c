"""The API of acknowledgements: what people say of findings, listed, said, renewed and taken back."""

import hashlib
import json
import logging
from collections.abc import Callable, Sequence

from aiohttp import web

from audit.model.acknowledgement import AckKind, Acknowledgement
from audit.model.report import Line
from audit.run.agreeing import AlreadySaid, Objected, Wish, is_about, line_about, say, take_back
from audit.service.answering import json_answer
from audit.service.auth import require
from audit.service.bodies import AcknowledgeRequest, acknowledge_request, renew_request
from audit.service.holders import Holder, Scope
from audit.service.parts import PARTS, Parts
from audit.service.problems import ProblemFound
from audit.service.shapes import acknowledgement_body

log = logging.getLogger(__name__)

routes = web.RouteTableDef()

_STATES = ("in_force", "all")


@routes.get("/api/v1/acknowledgements")
async def list_words(request: web.Request) -> web.StreamResponse:
    """What has been said, the newest first: what is in force, or everything with ``state=all``."""
    parts = request.app[PARTS]
    require(parts, request, Scope.ACKNOWLEDGE)
    unknown = set(request.query) - {"state", "kind"}
    state, kind = request.query.get("state", "in_force"), request.query.get("kind", "")
    if unknown or state not in _STATES or kind not in ("", *AckKind):
        raise ProblemFound("bad-request", "The address has a parameter, or a value of one, that is not known here.")
    words = [word for word in await parts.words.acknowledgements() if state == "all" or word.ended_at is None]
    items = [acknowledgement_body(word) for word in reversed(words) if kind in ("", word.kind.value)]
    return json_answer({"items": items, "next_cursor": None})


@routes.post("/api/v1/acknowledgements")
async def say_word(request: web.Request) -> web.StreamResponse:
    """Say of an open finding why it may stay for now: 201, with the address of the word."""
    parts = request.app[PARTS]
    holder = require(parts, request, Scope.ACKNOWLEDGE)
    asked = await acknowledge_request(request)
    key = request.headers.get("Idempotency-Key", "").strip()
    async with parts.saying:
        # Under the lock, so that a request that is sent twice at once is answered twice and done once.
        before = parts.word_keys.answered(holder.name, key, asked)
        word = await _known(parts, before.subject_id) if before else None
        if word is None:
            word = await _said(parts, holder, asked)
            parts.word_keys.keep(holder.name, key, asked, subject_id=word.id)
    return json_answer(acknowledgement_body(word), status=201, headers={"Location": _address(word), "ETag": _etag(word)})


@routes.get("/api/v1/acknowledgements/{id}")
async def show_word(request: web.Request) -> web.StreamResponse:
    """One word, also after its end."""
    parts = request.app[PARTS]
    require(parts, request, Scope.ACKNOWLEDGE)
    word = await _wanted(parts, request)
    return json_answer(acknowledgement_body(word), headers={"ETag": _etag(word)})


@routes.patch("/api/v1/acknowledgements/{id}")
async def renew_word(request: web.Request) -> web.StreamResponse:
    """Say it anew, with a new reason: the old word makes way for another, which is the answer."""
    parts = request.app[PARTS]
    holder = require(parts, request, Scope.ACKNOWLEDGE)
    asked = await renew_request(request)
    async with parts.saying:
        word = await _wanted(parts, request)
        _unchanged(request, word)
        line = await _line(parts, lambda lines: next((line for line in lines if is_about(word, line)), None))
        wish = Wish(
            kind=word.kind, reason=asked.reason, by=holder.name, role=holder.role, until=asked.until, scope=word.scope, renewing=True
        )
        renewed = await _kept(parts, holder, line, wish)
    return json_answer(acknowledgement_body(renewed), headers={"Content-Location": _address(renewed), "ETag": _etag(renewed)})


@routes.delete("/api/v1/acknowledgements/{id}")
async def end_word(request: web.Request) -> web.StreamResponse:
    """Take a word back: 204, and 204 again when it is over already."""
    parts = request.app[PARTS]
    holder = require(parts, request, Scope.ACKNOWLEDGE)
    async with parts.saying:
        word = await _wanted(parts, request)
        _unchanged(request, word)
        if await take_back(parts.words, word.id, by=holder.name, now=parts.clock.now()):
            log.info("acknowledgement taken back", extra={"word": word.id, "by": holder.name})
    return web.Response(status=204)


async def _said(parts: Parts, holder: Holder, asked: AcknowledgeRequest) -> Acknowledgement:
    line = await _line(parts, lambda lines: line_about(lines, asked.finding_id or asked.target_id or ""))
    wish = Wish(kind=asked.kind, reason=asked.reason, by=holder.name, role=holder.role, until=asked.until, scope=asked.reach)
    return await _kept(parts, holder, line, wish)


async def _kept(parts: Parts, holder: Holder, line: Line, wish: Wish) -> Acknowledgement:
    now = parts.clock.now()
    try:
        word = await say(parts.words, line, wish, now=now, today=now.astimezone(parts.zone).date())
    except Objected as objected:
        raise ProblemFound("forbidden" if objected.beyond else "unprocessable", str(objected)) from None
    except AlreadySaid as already:
        raise ProblemFound("exists", f"It is acknowledged as {already.word.id}.") from None
    log.info("acknowledged", extra={"word": word.id, "kind": word.kind.value, "by": holder.name, "until": word.until.isoformat()})
    return word


async def _line(parts: Parts, meant: Callable[[Sequence[Line]], Line | None]) -> Line:
    """The open finding that is meant.

    Raises:
        ProblemFound: the newest report has none.
    """
    found = await parts.newest.open()
    line = meant((*(found.report.lines if found.report else ()), *found.lines.values()))
    if line is None:
        raise ProblemFound("unprocessable", "The newest report has no such finding open, and no such target.")
    return line


async def _wanted(parts: Parts, request: web.Request) -> Acknowledgement:
    word = await _known(parts, request.match_info["id"])
    if word is None:
        raise ProblemFound("not-found", "Nothing of this id has been said.")
    return word


async def _known(parts: Parts, ack_id: str) -> Acknowledgement | None:
    return next((word for word in await parts.words.acknowledgements() if word.id == ack_id), None)


def _unchanged(request: web.Request, word: Acknowledgement) -> None:
    """Refuse what was decided on an older version (RFC 9110, 13.1.1)."""
    wanted = request.if_match
    if wanted is not None and not any(tag.value in ("*", _etag(word).strip('"')) for tag in wanted):
        raise ProblemFound("changed-meanwhile")


def _etag(word: Acknowledgement) -> str:
    return f'"{hashlib.sha256(json.dumps(acknowledgement_body(word), sort_keys=True).encode()).hexdigest()[:24]}"'


def _address(word: Acknowledgement) -> str:
    return f"/api/v1/acknowledgements/{word.id}"
