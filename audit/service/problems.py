"""What went wrong with a request, as programs read it (RFC 9457) and as people do."""

import html
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web

from audit.renderers.html import stylesheet
from audit.service.headers import policy, style_hashes

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of problem, with its page at ``/problems/<name>``."""

    name: str
    status: int
    title: str
    advice: str


_KINDS = (
    Kind(name="bad-request", status=400, title="The request could not be read", advice="Compare it with the API's description."),
    Kind(name="unauthorized", status=401, title="A token is needed", advice="Send a token of the token file as 'Authorization: Bearer …'."),
    Kind(
        name="no-tokens", status=403, title="Nobody may start audits here", advice="Name a token file in config.yaml, or set AUDIT_TOKEN."
    ),
    Kind(
        name="forbidden",
        status=403,
        title="This is not yours to do",
        advice="Ask whoever runs the audit for a token that is good for it.",
    ),
    Kind(
        name="nobody-may",
        status=403,
        title="Nobody can do this here",
        advice="Whoever runs the audit can name people in the token file: see docs/api.md, Tokens.",
    ),
    Kind(
        name="sign-in",
        status=401,
        title="Sign in to do this",
        advice="Any name, and as the password a token that is good for it.",
    ),
    Kind(
        name="stale-form",
        status=403,
        title="This page has been open for too long",
        advice="Open it again and send it once more. Nothing has been changed.",
    ),
    Kind(
        name="elsewhere",
        status=403,
        title="This was sent from another website",
        advice="Open the page here and send it once more. Nothing has been changed.",
    ),
    Kind(name="not-found", status=404, title="There is nothing at this address", advice="Begin at /reports/."),
    Kind(name="method-not-allowed", status=405, title="The address does not answer to this method", advice="See the Allow header."),
    Kind(name="not-acceptable", status=406, title="It is not there in such a format", advice="See 'detail' for what there is."),
    Kind(name="timeout", status=408, title="The request took too long to arrive", advice="Send it again in one piece."),
    Kind(name="conflict", status=409, title="The run is over already", advice="Look at the run; nothing is left to stop."),
    Kind(
        name="exists",
        status=409,
        title="This has been acknowledged already",
        advice="Renew what is there with PATCH, or take it back first.",
    ),
    Kind(name="gone", status=410, title="This is over", advice="It was fixed, or what it belongs to has gone."),
    Kind(name="changed-meanwhile", status=412, title="Somebody has changed it meanwhile", advice="Read it again, then decide."),
    Kind(name="too-large", status=413, title="The request is too large", advice="The API takes up to 16 KB."),
    Kind(
        name="unsupported-media-type",
        status=415,
        title="The API reads JSON only",
        advice="Send 'Content-Type: application/json', not compressed.",
    ),
    Kind(
        name="wrong-host",
        status=421,
        title="This name is not served here",
        advice="Use the address of reports.url, or name the host in the configuration.",
    ),
    Kind(
        name="unprocessable", status=422, title="The request asks for something that does not exist", advice="See 'errors' for each place."
    ),
    Kind(
        name="unknown-initiative",
        status=422,
        title="Some initiatives do not exist",
        advice="Ids are those of the entries; /api/v1/initiatives/{id} knows each. Drafts are not audited.",
    ),
    Kind(name="too-many", status=429, title="Too many requests", advice="Wait for as long as Retry-After says."),
    Kind(
        name="spent-address",
        status=404,
        title="This address is no longer good",
        advice="Addresses in mails hold for some weeks. The next mail has a new one.",
    ),
    Kind(name="internal", status=500, title="Something went wrong on our side", advice="The log has the details under the request's id."),
    Kind(name="unavailable", status=503, title="The service cannot do that at the moment", advice="Try again later."),
)

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _KINDS}
_BY_STATUS: Mapping[int, Kind] = {kind.status: kind for kind in reversed(_KINDS)}
"""The first kind of each status speaks for it."""


_NAV = "<nav class=bar aria-label=Reports><ol><li><a href=/reports/>All reports</a></ol></nav>"


class ProblemFound(Exception):  # noqa: N818 - it is an answer
    """A request ends in a problem."""

    def __init__(
        self,
        name: str,
        detail: str = "",
        *,
        errors: tuple[tuple[str, str], ...] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(name)
        self.kind = KINDS[name]
        self.detail = detail
        self.errors = errors
        """Pairs of a JSON pointer and what is wrong there."""
        self.headers = dict(headers or {})


def kind_of(status: int) -> Kind:
    """The kind for a status that the framework chose."""
    return _BY_STATUS.get(status) or (KINDS["bad-request"] if status < 500 else KINDS["internal"])


def new_request_id() -> str:
    """A name under which the log knows a request."""
    return "req_" + secrets.token_hex(8)


def as_json(problem: ProblemFound, *, origin: str, instance: str, request_id: str) -> web.Response:
    """The problem for programs. `origin` makes its type absolute when the service's own address is configured."""
    body: dict[str, object] = {
        "type": f"{origin}/problems/{problem.kind.name}",
        "title": problem.kind.title,
        "status": problem.kind.status,
        "detail": problem.detail or problem.kind.advice,
        "instance": instance,
        "request_id": request_id,
    }
    if problem.errors:
        body["errors"] = [{"pointer": pointer, "detail": detail} for pointer, detail in problem.errors]
    return web.Response(
        status=problem.kind.status, text=json.dumps(body, ensure_ascii=False) + "\n", content_type=MEDIA_TYPE, headers=problem.headers
    )


def as_page(problem: ProblemFound, *, request_id: str) -> web.Response:
    """The problem for people."""
    note = f"<p>{html.escape(problem.detail)}</p>" if problem.detail else ""
    body = f"{note}<p>{html.escape(problem.kind.advice)}</p><p class=muted>{request_id}</p>"
    return page(problem.kind.title, body, status=problem.kind.status, headers=problem.headers)


def page(title: str, body: str, *, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """A small page of the service's own. `body` is HTML."""
    heading = html.escape(title)
    text = (
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width, initial-scale=1'>"
        f"<title>{heading}</title><style>{stylesheet()}</style>{_NAV}<main><h1>{heading}</h1>{body}</main></html>\n"
    )
    response = web.Response(status=status, text=text, content_type="text/html", headers=headers)
    response.headers["Content-Security-Policy"] = policy(style_hashes(text.encode()))
    return response
