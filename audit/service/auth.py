"""The doors of the service: the API's for those who may start audits, and the readers' where reports are not for everyone."""

import base64
import binascii
from contextlib import suppress
from ipaddress import ip_address

from aiohttp import web
from aiohttp.typedefs import Handler

from audit.service.holders import Holder, Scope
from audit.service.parts import PARTS, Parts
from audit.service.problems import ProblemFound

_FOR_ANYONE = frozenset({"/healthz", "/readyz"})

OWN_PAGES = "/owners/"
"""People's own pages: the word in the address is the key to them."""

_LOGIN = 'Basic realm="audit", charset="UTF-8"'


def require(parts: Parts, request: web.Request, *scopes: Scope) -> Holder:
    """Whoever stands behind the bearer token of a program's request; it has to be good for one of these.

    Raises:
        ProblemFound: there is no token, it does not fit or is not good for this, or this caller has tried too often.
    """
    if not any(parts.tokens.allow(scope) for scope in scopes):
        raise ProblemFound("no-tokens" if Scope.RUNS in scopes else "nobody-may")
    caller = caller_of(request)
    _not_again_so_soon(parts, caller)
    given = request.headers.getall("Authorization", [])
    holder = parts.tokens.open_to(given[0]) if len(given) == 1 else None
    if holder is None:
        if given:
            parts.failures.note(caller)
        raise ProblemFound("unauthorized", headers={"WWW-Authenticate": 'Bearer realm="audit"'})
    if not any(holder.may(scope) for scope in scopes):
        raise ProblemFound("forbidden", f"This token is not good for {scopes[0].value}.")
    return holder


def signed_in(parts: Parts, request: web.Request, *scopes: Scope) -> Holder:
    """Whoever sits at the browser that sent a request: named by a proxy of ours, or by the login of the browser itself.

    It has to be somebody who may do one of these things.

    Raises:
        ProblemFound: nobody is signed in, or nobody who may do this; a browser then asks for name and password.
    """
    if user := _named_by_proxy(parts, request):
        return user
    if not any(parts.tokens.allow(scope) for scope in scopes):
        raise ProblemFound("nobody-may")
    caller = caller_of(request)
    _not_again_so_soon(parts, caller)
    given = _as_bearer(request.headers.get("Authorization", ""))
    holder = parts.tokens.open_to(given)
    if holder is None or not any(holder.may(scope) for scope in scopes):
        if given and holder is None and not parts.readers.open_to(given):
            parts.failures.note(caller)
        raise ProblemFound("sign-in", headers={"WWW-Authenticate": _LOGIN})
    return holder


def may_sign_in(parts: Parts, *scopes: Scope) -> bool:
    """Whether there is anybody who could do this kind of thing on a page."""
    return bool(parts.user_header and parts.proxies) or any(parts.tokens.allow(scope) for scope in scopes)


def known(parts: Parts, request: web.Request) -> bool:
    """Whether somebody asks whom we know: names of people are for them alone, and not for everybody who reaches the service."""
    if _named_by_proxy(parts, request):
        return True
    given, caller = _as_bearer(request.headers.get("Authorization", "")), caller_of(request)
    # What tells a token that fits from one that does not is a place to try them, so the same limit holds.
    if not given or parts.failures.wait(caller):
        return False
    if parts.readers.open_to(given) or parts.tokens.open_to(given):
        return True
    parts.failures.note(caller)
    return False


def _named_by_proxy(parts: Parts, request: web.Request) -> Holder | None:
    """The user whom a proxy of ours has let in. From anybody else the header is only a claim."""
    if not parts.user_header or request.remote not in parts.proxies:
        return None
    named = request.headers.getall(parts.user_header, [])
    name = "".join(sign for sign in named[0] if sign.isprintable()).strip()[:100] if len(named) == 1 else ""
    return Holder(name=name, scopes=frozenset(Scope)) if name else None


@web.middleware
async def for_readers(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Where readers have tokens, let nobody else read: as a bearer token, or as the password of a browser's login."""
    parts = request.app[PARTS]
    if not parts.readers or request.path in _FOR_ANYONE or request.path.startswith(OWN_PAGES) or _named_by_proxy(parts, request):
        return await handler(request)
    _not_again_so_soon(parts, caller_of(request))
    if not known(parts, request):
        raise ProblemFound("unauthorized", headers={"WWW-Authenticate": _LOGIN})
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
