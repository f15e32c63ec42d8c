"""Request bodies: small, JSON, and nothing in them that nobody asked for."""

import asyncio
import json
from typing import Any, Literal, NoReturn

from aiohttp import web
from pydantic import BaseModel, ConfigDict, ValidationError

from audit.service.problems import ProblemFound

MOST_BYTES = 16 * 1024
_SECONDS = 10.0
"""For the whole body to arrive."""


class Scope(BaseModel):
    """What is to be audited."""

    model_config = ConfigDict(extra="forbid", strict=True)

    type: Literal["collection"] = "collection"


class RunRequest(BaseModel):
    """The body of a request for a run; it may be left out."""

    model_config = ConfigDict(extra="forbid", strict=True)

    scope: Scope = Scope()


async def run_request(request: web.Request) -> RunRequest:
    """What a request for a run asks for.

    Raises:
        ProblemFound: it is too large, too slow, not JSON, or asks for what does not exist.
    """
    content = await _read(request)
    if not content.strip():
        return RunRequest()
    if request.content_type != "application/json":
        raise ProblemFound("unsupported-media-type")
    try:
        return RunRequest.model_validate(_parsed(content))
    except ValidationError as error:
        errors = tuple(
            (_pointer(one["loc"]), one["msg"]) for one in error.errors(include_url=False, include_context=False, include_input=False)
        )
        raise ProblemFound("unprocessable", f"{len(errors)} places are not understood. Nothing was started.", errors=errors) from None


async def _read(request: web.Request) -> bytes:
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise ProblemFound("unsupported-media-type")
    if (request.content_length or 0) > MOST_BYTES:
        raise ProblemFound("too-large")
    try:
        async with asyncio.timeout(_SECONDS):
            return await request.read()
    except TimeoutError:
        raise ProblemFound("timeout", headers={"Connection": "close"}) from None
    except web.HTTPRequestEntityTooLarge:
        raise ProblemFound("too-large") from None


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8"), parse_constant=_refuse, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise ProblemFound("bad-request", "The body is not JSON, or says something twice.") from error


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys stand once each: two readers of a doubled key could understand different things."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _pointer(steps: tuple[str | int, ...]) -> str:
    """A JSON pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1")[:100] for step in steps)
