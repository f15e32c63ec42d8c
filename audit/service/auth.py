"""The door of the API."""

from aiohttp import web

from audit.service.parts import Parts
from audit.service.problems import ProblemFound


def require_token(parts: Parts, request: web.Request) -> str:
    """The short name of the token that a request carries.

    Raises:
        ProblemFound: there is none, it does not fit, or this caller has tried too often.
    """
    if not parts.tokens:
        raise ProblemFound("no-tokens")
    caller = caller_of(request)
    if wait := parts.failures.wait(caller):
        raise ProblemFound("too-many", "Too many tokens did not fit.", headers={"Retry-After": str(wait)})
    given = request.headers.getall("Authorization", [])
    token = parts.tokens.open_to(given[0]) if len(given) == 1 else None
    if token is None:
        if given:
            parts.failures.note(caller)
        raise ProblemFound("unauthorized", headers={"WWW-Authenticate": 'Bearer realm="audit"'})
    return token


def caller_of(request: web.Request) -> str:
    """Who is at the other end of the connection. Forwarding headers are not believed: anyone can write them."""
    return request.remote or "unknown"
