"""The doors of the service: the API's for those who may start audits, and the readers' where reports are not for everyone."""

import base64
import binascii
from contextlib import suppress
from ipaddress import ip_address

from aiohttp import web
from aiohttp.typedefs import Handler

from audit.service.parts import PARTS, Parts
from audit.service.problems import ProblemFound

_FOR_ANYONE = frozenset({"/healthz", "/readyz"})


def require_token(parts: Parts, request: web.Request) -> str:
    """The name of the token that a request carries.

    Raises:
        ProblemFound: there is none, it does not fit, or this caller has tried too often.
    """
    if not parts.tokens:
        raise ProblemFound("no-tokens")
    caller = caller_of(request)
    _not_again_so_soon(parts, caller)
    given = request.headers.getall("Authorization", [])
    token = parts.tokens.open_to(given[0]) if len(given) == 1 else None
    if token is None:
        if given:
            parts.failures.note(caller)
        raise ProblemFound("unauthorized", headers={"WWW-Authenticate": 'Bearer realm="audit"'})
    return token


@web.middleware
async def for_readers(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Where readers have tokens, let nobody else read: as a bearer token, or as the password of a browser's login."""
    parts = request.app[PARTS]
    if not parts.readers or request.path in _FOR_ANYONE:
        return await handler(request)
    caller = caller_of(request)
    _not_again_so_soon(parts, caller)
    given = request.headers.get("Authorization", "")
    if not (parts.readers.open_to(_as_bearer(given)) or parts.tokens.open_to(given)):
        if given:
            parts.failures.note(caller)
        raise ProblemFound("unauthorized", headers={"WWW-Authenticate": 'Basic realm="audit", charset="UTF-8"'})
    return await handler(request)


def caller_of(request: web.Request) -> str:
    """Who is at the other end: the connection's address, or what a proxy of ours says it is. Others' word on that is not taken."""
    remote = request.remote or "unknown"
    proxies = request.app[PARTS].proxies
    if remote not in proxies:
        return remote
    for hop in reversed(",".join(request.headers.getall("X-Forwarded-For", [])).split(",")):
        with suppress(ValueError):
            address = str(ip_address(hop.strip()))
            if address not in proxies:
                return address
    return remote


def _not_again_so_soon(parts: Parts, caller: str) -> None:
    if wait := parts.failures.wait(caller):
        raise ProblemFound("too-many", "Too many tokens did not fit.", headers={"Retry-After": str(wait)})


def _as_bearer(authorization: str) -> str:
    """A browser's login (RFC 7617) read as a token: the password counts, the name does not."""
    scheme, _, encoded = authorization[:1000].partition(" ")
    if scheme.lower() != "basic":
        return authorization
    try:
        return "Bearer " + base64.b64decode(encoded, validate=True).decode("utf-8").partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""
