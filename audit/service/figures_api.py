"""The API of what reports come to over time, of their findings as documents, and of the schemas of what is written."""

import asyncio
import os
from datetime import date
from typing import Any

from aiohttp import web

from audit.history import DEFINITION
from audit.ports import ReportRow
from audit.renderers import names
from audit.renderers.json_v1 import VERSION
from audit.renderers.json_v1.renderer import made_schema
from audit.service.answering import FOR_GOOD, LIVE, only, tagged_answer
from audit.service.hosting import MEDIA_TYPES, NotServed, is_report_id, latest, opened
from audit.service.parts import PARTS
from audit.service.problems import ProblemFound
from audit.service.stamps import stamp

routes = web.RouteTableDef()

_ALL = 100_000
_OFFERED = {
    "application/json": names.JSON,
    "application/jsonl": names.JSON_LINES,
    "application/x-ndjson": names.JSON_LINES,
    "text/csv": names.CSV,
    "application/sarif+json": names.SARIF,
}
"""The documents of a report by their types; the first is what is sent to whoever takes anything."""


@routes.get("/api/v1/health")
async def health(request: web.Request) -> web.StreamResponse:
    """How many initiatives have nothing broken, report by report, the oldest first, between two days."""
    only(request, ("from", "to"))
    begin, end = _day(request, "from"), _day(request, "to")
    rows = [row for row in await request.app[PARTS].rows(_ALL) if _is_between(row, begin, end)]
    return tagged_answer(request, {"items": [_health_body(row) for row in reversed(rows)], "next_cursor": None})


@routes.get("/api/v1/reports/{id}/findings")
async def report_findings(request: web.Request) -> web.StreamResponse:
    """The findings of one report as JSON, JSON lines, CSV or SARIF, as the caller's Accept says."""
    only(request, ())
    root, wanted = request.app[PARTS].reports, request.match_info["id"]
    report_id = await asyncio.to_thread(latest, root) if wanted == "latest" else wanted
    name = _OFFERED.get(_preferred(request.headers.get("Accept", "")))
    if name is None:
        raise ProblemFound("not-acceptable", "There are " + ", ".join(_OFFERED) + ".")
    if report_id is None or not is_report_id(report_id):
        raise ProblemFound("not-found", "No report has this date.")
    try:
        with opened(root, (report_id, name)) as file:
            content = await asyncio.to_thread(os.pread, file.descriptor, file.size, 0)
            etag = file.etag
    except (NotServed, IsADirectoryError):
        raise ProblemFound("not-found", "No report has this date.") from None
    headers = {"ETag": etag, "Vary": "Accept", "Cache-Control": LIVE if wanted == "latest" else FOR_GOOD}
    if wanted == "latest":
        headers["Content-Location"] = f"/api/v1/reports/{report_id}/findings"
    if any(known.value in ("*", etag.strip('"')) for known in request.if_none_match or ()):
        return web.Response(status=304, headers=headers)
    return web.Response(body=content, headers={**headers, "Content-Type": MEDIA_TYPES["." + name.rpartition(".")[2]]})


@routes.get("/api/v1/schemas/{name}/{version}.json")
async def schema(request: web.Request) -> web.StreamResponse:
    """The JSON Schema of a document that the audit writes."""
    only(request, ())
    if (request.match_info["name"], request.match_info["version"]) != ("audit-report", VERSION):
        raise ProblemFound("not-found", f"There is audit-report/{VERSION}.json.")
    return tagged_answer(request, made_schema())


def _preferred(accept: str) -> str:
    """The type on offer that a caller likes best (RFC 9110, 12.5.1); empty when none is acceptable."""
    liked: dict[str, float] = {}
    for written in accept.split(",") if accept.strip() else ["*/*"]:
        kind, *rest = (part.strip().lower() for part in written.split(";"))
        liked[kind] = _weight(rest)
    weights = {
        offer: next((liked[kind] for kind in (offer, offer.partition("/")[0] + "/*", "*/*") if kind in liked), 0.0) for offer in _OFFERED
    }
    best = max(weights, key=lambda offer: weights[offer])
    return best if weights[best] > 0 else ""


def _weight(parameters: list[str]) -> float:
    for one in parameters:
        name, _, value = one.partition("=")
        if name.strip() == "q":
            try:
                return max(0.0, min(1.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0


def _day(request: web.Request, name: str) -> date | None:
    if name not in request.query:
        return None
    try:
        return date.fromisoformat(request.query[name][:20])
    except ValueError:
        raise ProblemFound("bad-request", f"'{name}' is a day such as 2026-11-21.") from None


def _is_between(row: ReportRow, begin: date | None, end: date | None) -> bool:
    day = date.fromisoformat(row.report_id.partition(".")[0])
    return (begin is None or begin <= day) and (end is None or day <= end)


def _health_body(row: ReportRow) -> dict[str, Any]:
    return {
        "report_id": row.report_id,
        "generated_at": stamp(row.generated_at),
        "status": row.run.status.value,
        "percent": row.health_percent,
        "clean": row.clean,
        "broken": row.broken,
        "unknown": row.unknown,
        "coverage_percent": row.coverage_percent,
        "comparable": row.health_percent is not None,
        "median_days_open": row.totals.get("median_days_open"),
        "open": row.totals.get("open", 0),
        "new": row.totals.get("new", 0),
        "fixed": row.totals.get("fixed", 0),
        "ruleset": row.run.ruleset,
        "definition": DEFINITION,
        "links": {"report": f"/api/v1/reports/{row.report_id}"},
    }
