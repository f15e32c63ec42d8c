"""The API, version 1: ask for a run, follow it, find the reports. Only POST starts anything."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from audit.ports import ReportRow
from audit.service.auth import known, require
from audit.service.bodies import run_request
from audit.service.desk import ClosedDesk
from audit.service.holders import Scope
from audit.service.hosting import is_report_id
from audit.service.parts import PARTS, Parts
from audit.service.problems import ProblemFound
from audit.service.shapes import report_body, run_body, ticket_body
from audit.service.ticket import RunTicket

RETRY_AFTER = "5"
_PAGE = 100
_LARGEST_PAGE = 500
_ALL = 100_000

routes = web.RouteTableDef()


@routes.post("/api/v1/runs")
async def start_run(request: web.Request) -> web.StreamResponse:
    """Start an audit, or join the one in progress: always 202, with the address of the run."""
    parts = request.app[PARTS]
    token = require(parts, request, Scope.RUNS).name
    asked = await run_request(request)
    key = request.headers.get("Idempotency-Key", "").strip()
    before = parts.keys.answered(token, key, asked)
    ticket = parts.desk.ticket(before.subject_id) if before else None
    joined = before.joined if before else False
    if ticket is None:
        ticket, joined = _begun(parts, token)
        parts.keys.keep(token, key, asked, subject_id=ticket.id, joined=joined)
    headers = {"Location": f"/api/v1/runs/{ticket.id}", "Retry-After": RETRY_AFTER}
    return _json({**ticket_body(ticket, named=True), "joined": joined}, status=202, headers=headers)


@routes.delete("/api/v1/runs/{id}")
async def cancel_run(request: web.Request) -> web.StreamResponse:
    """Stop a run: 202, and what had been checked is saved."""
    parts = request.app[PARTS]
    require(parts, request, Scope.RUNS)
    ticket = parts.desk.ticket(request.match_info["id"])
    if ticket is None:
        raise ProblemFound("not-found", "No run of this service has this id.")
    if not parts.desk.cancel(ticket.id):
        raise ProblemFound("conflict")
    return _json(ticket_body(ticket, named=True), status=202)


@routes.get("/api/v1/runs")
async def recent_runs(request: web.Request) -> web.StreamResponse:
    """The runs that were asked for since the service started, newest first."""
    _only(request, ())
    parts = request.app[PARTS]
    named = known(parts, request)
    return _json({"items": [ticket_body(ticket, named=named) for ticket in parts.desk.history()], "next_cursor": None})


@routes.get("/api/v1/runs/{id}")
async def show_run(request: web.Request) -> web.StreamResponse:
    """How a run stands."""
    _only(request, ())
    parts = request.app[PARTS]
    run_id = request.match_info["id"]
    if ticket := parts.desk.ticket(run_id):
        return _json(ticket_body(ticket, named=known(parts, request)), headers={} if ticket.over else {"Retry-After": RETRY_AFTER})
    run = await parts.run(run_id) if run_id.startswith("run_") and len(run_id) < 80 else None
    if run is None:
        raise ProblemFound("not-found", "No run has this id.")
    return _json(run_body(run))


@routes.get("/api/v1/reports")
async def list_reports(request: web.Request) -> web.StreamResponse:
    """The reports, newest first, a page at a time."""
    _only(request, ("limit", "cursor"))
    limit = _limit(request.query.get("limit", str(_PAGE)))
    cursor = request.query.get("cursor", "")
    rows = list(await request.app[PARTS].rows(_ALL))
    if cursor:
        if not is_report_id(cursor):
            raise ProblemFound("bad-request", "The cursor is not one of ours.")
        # The cursor names the last report of the page before, so a report that lands meanwhile moves nothing.
        rows = [row for row in rows if _age(row.report_id) < _age(cursor)]
    shown, more = rows[:limit], len(rows) > limit
    following = shown[-1].report_id if more else None
    link = {"Link": f'</api/v1/reports?limit={limit}&cursor={following}>; rel="next"'} if following else {}
    return _json({"items": [report_body(row) for row in shown], "next_cursor": following}, headers=link)


@routes.get("/api/v1/reports/{id}")
async def show_report(request: web.Request) -> web.StreamResponse:
    """One report's row; ``latest`` is the newest."""
    _only(request, ())
    wanted = request.match_info["id"]
    row = _chosen(wanted, await request.app[PARTS].rows(1 if wanted == "latest" else _ALL))
    body = report_body(row)
    etag = f'"{hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:24]}"'
    if wanted == "latest":
        headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Content-Location": f"/api/v1/reports/{row.report_id}"}
    else:
        headers = {"ETag": etag, "Cache-Control": "private, max-age=31536000, immutable"}
    if any(known.value == etag.strip('"') for known in request.if_none_match or ()):
        return web.Response(status=304, headers=headers)
    return _json(body, headers=headers)


def _chosen(wanted: str, rows: Any) -> ReportRow:
    for row in rows:
        if wanted in ("latest", row.report_id):
            found: ReportRow = row
            return found
    raise ProblemFound("not-found", "No report has this date.")


def _begun(parts: Parts, token: str) -> tuple[RunTicket, bool]:
    """A new run, or the one in progress; starting many in a short time is refused, joining is not."""
    if parts.desk.current() is None:
        _not_too_often(parts, token)
    try:
        ticket, joined = parts.desk.start("on_demand", token)
    except ClosedDesk:
        raise ProblemFound("unavailable", "The service is stopping.", headers={"Retry-After": "60"}) from None
    if not joined:
        parts.starts.note(token)
    return ticket, joined


def _not_too_often(parts: Parts, token: str) -> None:
    if wait := parts.starts.wait(token):
        raise ProblemFound("too-many", "This token has started many audits in a short time.", headers={"Retry-After": str(wait)})


def _age(report_id: str) -> tuple[str, int]:
    """Sorts report ids by time: the second report of a day comes after the first."""
    day, _, revision = report_id.partition(".")
    return day, int(revision or 1)


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= _LARGEST_PAGE):
        raise ProblemFound("bad-request", f"'limit' goes from 1 to {_LARGEST_PAGE}.")
    return int(text)


def _only(request: web.Request, known: tuple[str, ...]) -> None:
    """A filter that is not understood is refused: leaving it out silently would answer another question."""
    for name in request.query:
        if name not in known:
            raise ProblemFound("bad-request", "The address has a parameter that is not known here.")


def _json(body: Any, *, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    return web.Response(status=status, text=json.dumps(body, ensure_ascii=False) + "\n", content_type="application/json", headers=headers)
