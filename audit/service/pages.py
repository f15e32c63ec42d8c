"""The hosted reports, and the few pages of the service's own."""

import asyncio
import hashlib
import html
import logging
import os
from collections.abc import Mapping

from aiohttp import web

from audit.service import hosting
from audit.service.another import with_another_look
from audit.service.auth import may_sign_in
from audit.service.deeds import with_deeds
from audit.service.headers import policy, style_hashes
from audit.service.holders import Scope
from audit.service.hosting import NotServed, Opened, opened
from audit.service.overdue import Overdue
from audit.service.parts import PARTS, Parts
from audit.service.problems import KINDS, ProblemFound, page
from audit.service.sheet import link

_CHUNK = 256 * 1024
_DATED = "private, max-age=31536000, immutable"
"""A dated report never changes; it is for its readers and not for the caches between."""
_LIVE = "private, no-cache"

log = logging.getLogger(__name__)

routes = web.RouteTableDef()


@routes.get("/")
async def home(request: web.Request) -> web.StreamResponse:
    """The way to the reports."""
    del request
    return onward("/reports/")


@routes.get("/reports")
async def without_slash(request: web.Request) -> web.StreamResponse:
    """The way to the list of reports."""
    del request
    return onward("/reports/")


@routes.get("/reports/{path:.*}")
async def report_file(request: web.Request) -> web.StreamResponse:
    """One file of the reports; the list of reports for the folder itself; a redirect for ``latest`` and for folders without a slash."""
    parts = request.app[PARTS]
    path = request.match_info["path"]
    steps = tuple(path.split("/"))
    if steps[0] == "latest":
        return await _latest(request, steps[1:])
    folder = steps[-1] == ""
    wanted = (*steps[:-1], "index.html") if folder else steps
    try:
        with opened(parts.reports, wanted) as file:
            return await _answer(request, file, index=wanted == ("index.html",))
    except IsADirectoryError:
        return onward("/reports/" + "/".join(steps) + "/", headers={"Cache-Control": _LIVE})
    except NotServed:
        if wanted == ("index.html",):
            return await _no_report_yet(request)
        if not folder and "." not in wanted[-1]:
            return await _without_suffix(request, wanted)
        raise ProblemFound("not-found") from None


@routes.get("/problems/{name}")
async def problem_page(request: web.Request) -> web.StreamResponse:
    """What a kind of problem means: the page behind the `type` of a problem."""
    kind = KINDS.get(request.match_info["name"])
    if kind is None:
        raise ProblemFound("not-found")
    return page(kind.title, f"<p>{html.escape(kind.advice)}</p><p>Status {kind.status}, <code>{kind.name}</code>.</p>")


async def _without_suffix(request: web.Request, wanted: tuple[str, ...]) -> web.StreamResponse:
    """A page by its name alone: ``/reports/2026-11-21/p/2``."""
    try:
        with opened(request.app[PARTS].reports, (*wanted[:-1], f"{wanted[-1]}.html")) as file:
            return await _answer(request, file, index=False)
    except (IsADirectoryError, NotServed):
        raise ProblemFound("not-found") from None


async def _latest(request: web.Request, rest: tuple[str, ...]) -> web.StreamResponse:
    """On to the newest dated report. Names are followed only when they could be served at all."""
    newest = await asyncio.to_thread(hosting.latest, request.app[PARTS].reports)
    wanted = (newest or "", *(rest if rest and rest[-1] else (*rest[:-1], "index.html")))
    if newest is None or not hosting.may_be_served(wanted):
        raise ProblemFound("not-found")
    return onward("/".join(["/reports", newest, *(rest or ("",))]), headers={"Cache-Control": _LIVE})


async def _answer(request: web.Request, file: Opened, *, index: bool) -> web.StreamResponse:
    headers = {"Content-Type": file.media_type, "Cache-Control": _DATED if file.dated else _LIVE}
    if file.download:
        headers["Content-Disposition"] = f'attachment; filename="{file.download}"'
    if file.media_type.startswith("text/html"):
        return await _html(request, file, headers, index=index)
    if _has_already(request, file.etag):
        return web.Response(status=304, headers=headers | {"ETag": file.etag})
    response = web.StreamResponse(headers=headers | {"ETag": file.etag})
    response.content_length = file.size
    await response.prepare(request)
    if request.method != "HEAD":
        left = file.size
        while left > 0 and (chunk := await asyncio.to_thread(os.read, file.descriptor, min(_CHUNK, left))):
            left -= len(chunk)
            await response.write(chunk)
    await response.write_eof()
    return response


async def _html(request: web.Request, file: Opened, headers: Mapping[str, str], *, index: bool) -> web.StreamResponse:
    """A page, with a policy that allows its own style sheets and no others, and with what the service adds to it."""
    written = await asyncio.to_thread(_whole, file)
    content = await _added(written, request, index=index)
    etag = file.etag
    if content is not written:
        # What is added depends on the newest report and on who may do something: it is asked for again each time.
        etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        headers = {**headers, "Cache-Control": _LIVE}
    if _has_already(request, etag):
        return web.Response(status=304, headers={**headers, "ETag": etag})
    response = web.Response(body=content, headers={**headers, "ETag": etag})
    response.headers["Content-Security-Policy"] = policy(await asyncio.to_thread(style_hashes, content))
    return response


async def _added(content: bytes, request: web.Request, *, index: bool) -> bytes:
    """The page with what can be done; the list of reports says when one is overdue. A store that does not answer adds nothing."""
    parts = request.app[PARTS]
    try:
        if index and (overdue := await parts.watch.overdue()):
            content = _with_notice(content, _overdue_notice(overdue, parts))
        if index and may_sign_in(parts, Scope.RUNS):
            content = _with_button(content, parts)
        return await with_another_look(await with_deeds(content, parts), request.path, parts)
    except Exception:
        log.exception("store does not answer")
        return content


def _whole(file: Opened) -> bytes:
    with os.fdopen(os.dup(file.descriptor), "rb") as reader:
        return reader.read()


def _overdue_notice(overdue: Overdue, parts: Parts) -> str:
    """The sentence that the list of reports opens with when the night's report is missing."""
    return parts.wording.text("service.overdue", date=overdue.last.astimezone(parts.zone).date())


def _with_notice(content: bytes, notice: str) -> bytes:
    """The page with a notice as the first thing of its main part."""
    start = content.find(b"<main")
    end = content.find(b">", start) + 1
    if start < 0 or end <= 0:
        return content
    return content[:end] + f'<p role="status"><strong>{html.escape(notice)}</strong></p>'.encode() + content[end:]


def _with_button(content: bytes, parts: Parts) -> bytes:
    """The list of reports with the way to another one, under its heading."""
    words = parts.wording.text("service.run.new")
    return content.replace(b"</h1>", f"</h1><p>{link('/runs/new', words)}</p>".encode(), 1)


async def _no_report_yet(request: web.Request) -> web.StreamResponse:
    parts = request.app[PARTS]
    schedule, text = parts.watch.schedule, parts.wording.text
    due = schedule.after(parts.clock.now()) if schedule else None
    when = text("service.none_scheduled")
    if due is not None:
        local = due.astimezone(parts.zone)
        when = text("service.next_run", date=local.date(), time=f"{local:%H:%M}")
    return page(text("service.none_yet"), f"<p>{html.escape(when)}</p>", headers={"Cache-Control": _LIVE})


def _has_already(request: web.Request, etag: str) -> bool:
    """Whether the caller holds this version (RFC 9110, 13.1.2)."""
    return any(known.value in ("*", etag.strip('"')) for known in request.if_none_match or ())


def onward(where: str, headers: Mapping[str, str] | None = None) -> web.Response:
    """302 to a path of our own: never to anything that a caller wrote."""
    return web.Response(status=302, headers={"Location": where, **(headers or {})})
