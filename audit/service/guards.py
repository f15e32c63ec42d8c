"""What every request passes on its way in, and every answer on its way out."""

import ipaddress
import logging
import re
import time
from contextlib import suppress

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from audit.service.auth import OWN_PAGES, for_readers
from audit.service.doorman import Conversation
from audit.service.parts import PARTS, REQUEST_ID
from audit.service.problems import ProblemFound, as_json, as_page, kind_of, new_request_id

_HOST = re.compile(r"(?:\[(?P<six>[0-9a-f:.]+)\]|(?P<name>[^\[\]:/@\s]+))(?::[0-9]{0,5})?", re.ASCII)
"""A Host header: a name or an address, and perhaps a port (RFC 9110, 7.2)."""

log = logging.getLogger(__name__)
access = logging.getLogger("audit.access")


@web.middleware
async def named(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Give the request a name for the log, and write one line about it: no query, no token, no header of the caller's."""
    conversation = request.protocol if isinstance(request.protocol, Conversation) else None
    if conversation:
        conversation.header_arrived()
    request[REQUEST_ID] = new_request_id()
    began = time.perf_counter()
    try:
        response = await handler(request)
    finally:
        if conversation:
            conversation.answered()
    request.app[PARTS].metrics.answered(method=request.method, status=response.status)
    facts = {
        "request": request[REQUEST_ID],
        "method": request.method,
        "path": _path_of(request),
        "status": response.status,
        "ms": round((time.perf_counter() - began) * 1000),
    }
    access.info("request", extra=facts)
    return response


@web.middleware
async def told_plainly(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn everything that goes wrong into a problem without a trace of our insides."""
    try:
        return await handler(request)
    except ProblemFound as problem:
        return _told(request, problem)
    except web.HTTPException as answer:
        if answer.status < 400:
            raise
        allow = {"Allow": answer.headers["Allow"]} if "Allow" in answer.headers else {}
        return _told(request, ProblemFound(kind_of(answer.status).name, headers=allow))
    except ConnectionError:
        raise
    except Exception:
        log.exception("request failed", extra={"request": request[REQUEST_ID]})
        return _told(request, ProblemFound("internal"))


@web.middleware
async def addressed_to_us(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse requests that name another host: a page elsewhere could have made its own name point here (DNS rebinding)."""
    named_hosts = request.headers.getall("Host", [])
    if len(named_hosts) != 1 or not _ours(named_hosts[0], request.app[PARTS].hosts):
        raise ProblemFound("wrong-host")
    return await handler(request)


def _ours(host: str, hosts: frozenset[str]) -> bool:
    """An address in digits cannot be rebound, so it is always ours, as are this machine's names for itself."""
    split = _HOST.fullmatch(host.lower())
    if split is None:
        return False
    name = (split["six"] or split["name"]).removesuffix(".")
    if name == "localhost" or name.endswith(".localhost") or name in hosts:
        return True
    with suppress(ValueError):
        ipaddress.ip_address(name)
        return True
    return False


def _path_of(request: web.Request) -> str:
    """The path as the log and problems have it: without the word that is the key to somebody's own pages."""
    # Asked of the decoded path: an address is written in many ways, and all of them open the page.
    if request.path.startswith(OWN_PAGES):
        return (OWN_PAGES + "…/" + request.path.removeprefix(OWN_PAGES).partition("/")[2])[:200]
    return request.rel_url.raw_path[:200]


def _told(request: web.Request, problem: ProblemFound) -> web.StreamResponse:
    path = _path_of(request)
    wants_page = not path.startswith("/api/") and "text/html" in request.headers.get("Accept", "")
    if wants_page:
        return as_page(problem, request_id=request[REQUEST_ID])
    return as_json(problem, origin=request.app[PARTS].origin, instance=path, request_id=request[REQUEST_ID])


GUARDS: tuple[Middleware, ...] = (named, told_plainly, addressed_to_us, for_readers)
"""From the outermost to the innermost."""
