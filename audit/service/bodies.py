"""Request bodies: small, JSON, and nothing in them that nobody asked for."""

import asyncio
import json
from datetime import date
from typing import Annotated, Any, Literal, NoReturn, Self, TypeVar

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from audit.model.acknowledgement import AckKind, AckScope
from audit.service.problems import ProblemFound

Body = TypeVar("Body", bound=BaseModel)

MOST_BYTES = 16 * 1024
MOST_INITIATIVES = 400
"""That one run looks at; who wants more wants everything."""

LONGEST_ID = 300

InitiativeId = Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]
_SECONDS = 10.0
"""For the whole body to arrive."""


class Scope(BaseModel):
    """What is to be audited: everything, or the initiatives that are named."""

    model_config = ConfigDict(extra="forbid", strict=True)

    type: Literal["collection", "initiatives"] | None = None
    initiative_ids: Annotated[list[InitiativeId], Field(min_length=1, max_length=MOST_INITIATIVES)] | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if self.type is not None and (self.type == "initiatives") != (self.initiative_ids is not None):
            raise ValueError("initiative_ids belong to the type initiatives, and to no other")
        return self


class RunRequest(BaseModel):
    """The body of a request for a run; it may be left out."""

    model_config = ConfigDict(extra="forbid", strict=True)

    scope: Scope = Scope()

    @property
    def initiatives(self) -> tuple[str, ...]:
        """The initiatives to look at; none for everything."""
        return tuple(self.scope.initiative_ids or ())


class AcknowledgeRequest(BaseModel):
    """The body of a request to acknowledge an open finding."""

    model_config = ConfigDict(extra="forbid")

    finding_id: Annotated[str, Field(pattern=r"^f\d_[a-z2-7]{4,60}$")] | None = None
    target_id: Annotated[str, Field(pattern=r"^t\d_[a-z2-7]{4,60}$")] | None = None
    kind: AckKind
    reason: Annotated[str, Field(max_length=2000)]
    until: date
    scope: Literal["finding", "target", "host"] | None = None

    @model_validator(mode="after")
    def _about_one_thing(self) -> Self:
        if (self.finding_id is None) == (self.target_id is None):
            raise ValueError("name either finding_id or target_id")
        return self

    @property
    def reach(self) -> AckScope | None:
        """How far the word is to reach; as far as usual when the request does not say."""
        return {"finding": AckScope.FINDING, "target": AckScope.TARGET, "host": AckScope.HOST_RULE, None: None}[self.scope]


class RenewRequest(BaseModel):
    """The body of a request to say something anew."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[str, Field(max_length=2000)]
    until: date


async def run_request(request: web.Request) -> RunRequest:
    """What a request for a run asks for; it may say nothing.

    Raises:
        ProblemFound: it is too large, too slow, not JSON, or asks for what does not exist.
    """
    content = await _read(request)
    return _understood(RunRequest, request, content) if content.strip() else RunRequest()


async def acknowledge_request(request: web.Request) -> AcknowledgeRequest:
    """What is to be said of which finding. Raises as `run_request` does."""
    return _understood(AcknowledgeRequest, request, await _read(request))


async def renew_request(request: web.Request) -> RenewRequest:
    """What is to be said anew. Raises as `run_request` does."""
    return _understood(RenewRequest, request, await _read(request))


def _understood(shape: type[Body], request: web.Request, content: bytes) -> Body:
    if request.content_type != "application/json":
        raise ProblemFound("unsupported-media-type")
    try:
        return shape.model_validate(_parsed(content))
    except ValidationError as error:
        errors = tuple(
            (_pointer(one["loc"]), one["msg"]) for one in error.errors(include_url=False, include_context=False, include_input=False)
        )
        raise ProblemFound("unprocessable", f"{len(errors)} places are not understood. Nothing was done.", errors=errors) from None


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
