"""The API, version 1: ask for a run, follow it, find the reports. Only POST starts anything."""

from typing import Any

from aiohttp import web

from audit.ports import ReportRow
from audit.service.answering import FOR_GOOD, json_answer, limit_of, only, tagged_answer
from audit.service.auth import known, require
from audit.service.bodies import run_request
from audit.service.hosting import is_report_id
from audit.service.parts import PARTS
from audit.service.problems import ProblemFound
from audit.service.shapes import report_body, run_body, ticket_body
from audit.service.starting import FOR_ONE, begun, scopes_for

RETRY_AFTER = "5"
_ALL = 100_000

routes = web.RouteTableDef()


@routes.post("/api/v1/runs")
async def start_run(request: web.Request) -> web.StreamResponse:
    """Start an audit, or join the one in progress: always 202, with the address of the run."""
    parts = request.app[PARTS]
    require(parts, request, *FOR_ONE)
    asked = await run_request(request)
    token = require(parts, request, *scopes_for(asked.initiatives)).name
    key = request.headers.get("Idempotency-Key", "").strip()
    before = parts.keys.answered(token, key, asked.initiatives)
    ticket = parts.desk.ticket(before.subject_id) if before else None
    joined = before.joined if before else False
    if ticket is None:
        ticket, joined = await begun(parts, token, asked.initiatives)
        parts.keys.keep(token, key, asked.initiatives, subject_id=ticket.id, joined=joined)
    headers = {"Location": f"/api/v1/runs/{ticket.id}", "Retry-After": RETRY_AFTER}
    return json_answer({**ticket_body(ticket, named=True), "joined": joined}, status=202, headers=headers)


@routes.delete("/api/v1/runs/{id}")
async def cancel_run(request: web.Request) -> web.StreamResponse:
    """Stop a run: 202, and what had been checked is saved."""
    parts = request.app[PARTS]
    require(parts, request, *FOR_ONE)
    ticket = parts.desk.ticket(request.match_info["id"])
    if ticket is None:
        raise ProblemFound("not-found", "No run of this service has this id.")
    require(parts, request, *scopes_for(ticket.scope))
    if not parts.desk.cancel(ticket.id):
        raise ProblemFound("conflict")
    return json_answer(ticket_body(ticket, named=True), status=202)


@routes.get("/api/v1/runs")
async def recent_runs(request: web.Request) -> web.StreamResponse:
    """The runs that were asked for since the service started, newest first."""
    only(request, ())
    parts = request.app[PARTS]
    named = known(parts, request)
    return json_answer({"items": [ticket_body(ticket, named=named) for ticket in parts.desk.history()], "next_cursor": None})


@routes.get("/api/v1/runs/{id}")
async def show_run(request: web.Request) -> web.StreamResponse:
    """How a run stands."""
    only(request, ())
    parts = request.app[PARTS]
    run_id = request.match_info["id"]
    if ticket := parts.desk.ticket(run_id):
        return json_answer(ticket_body(ticket, named=known(parts, request)), headers={} if ticket.over else {"Retry-After": RETRY_AFTER})
    run = await parts.run(run_id) if run_id.startswith("run_") and len(run_id) < 80 else None
    if run is None:
        raise ProblemFound("not-found", "No run has this id.")
    return json_answer(run_body(run))


@routes.get("/api/v1/reports")
async def list_reports(request: web.Request) -> web.StreamResponse:
    """The reports, newest first, a page at a time."""
    only(request, ("limit", "cursor"))
    limit = limit_of(request)
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
    return json_answer({"items": [report_body(row) for row in shown], "next_cursor": following}, headers=link)


@routes.get("/api/v1/reports/{id}")
async def show_report(request: web.Request) -> web.StreamResponse:
    """One report's row; ``latest`` is the newest."""
    only(request, ())
    wanted = request.match_info["id"]
    row = _chosen(wanted, await request.app[PARTS].rows(1 if wanted == "latest" else _ALL))
    body = report_body(row)
    if wanted == "latest":
        return tagged_answer(request, body, headers={"Content-Location": f"/api/v1/reports/{row.report_id}"})
    return tagged_answer(request, body, cache=FOR_GOOD)


def _chosen(wanted: str, rows: Any) -> ReportRow:
    for row in rows:
        if wanted in ("latest", row.report_id):
            found: ReportRow = row
            return found
    raise ProblemFound("not-found", "No report has this date.")


def _age(report_id: str) -> tuple[str, int]:
    """Sorts report ids by time: the second report of a day comes after the first."""
    day, _, revision = report_id.partition(".")
    return day, int(revision or 1)
