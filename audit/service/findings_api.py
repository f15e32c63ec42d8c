"""The API of findings: what is open, by what one asks for; one of them; and what became of it over time.

A page's cursor names the report that the first page came from, so that a report that lands meanwhile moves nothing.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from urllib.parse import urlencode

from aiohttp import web

from audit.model.finding import SEVERITY_ORDER, Severity
from audit.model.report import LABELS, Line
from audit.model.standing import State
from audit.model.verdict import Verdict
from audit.renderers.html.actions import host_of
from audit.service.answering import limit_of, only, tagged_answer
from audit.service.found import check_body, finding_body, past_body
from audit.service.newest import Open
from audit.service.parts import PARTS, Parts
from audit.service.problems import ProblemFound

routes = web.RouteTableDef()

FILTERS = ("state", "severity", "label", "verdict", "rule", "initiative", "partner", "host", "owner", "since")
_WORDS: Mapping[str, frozenset[str]] = {
    "state": frozenset({*(state.value for state in State if state not in (State.FIXED, State.LEFT)), "waiting"}),
    "severity": frozenset(Severity),
    "label": frozenset(LABELS),
    "verdict": frozenset(Verdict),
}
"""The filters with a closed list of values."""
_LOOKS = 100
_LONGEST_ID = 80


@routes.get("/api/v1/findings")
async def list_findings(request: web.Request) -> web.StreamResponse:
    """The open findings that one asks for, the most urgent first, a page at a time."""
    only(request, (*FILTERS, "limit", "cursor"))
    parts, limit = request.app[PARTS], limit_of(request)
    wanted = {name: request.query[name] for name in FILTERS if name in request.query}
    chosen = _chooser(wanted)
    found, begin = await _from_cursor(parts, request.query.get("cursor", ""), wanted)
    if found.report is None:
        return tagged_answer(request, {"report_id": None, "total": 0, "items": [], "next_cursor": None})
    report = found.report
    lines = sorted((line for line in found.lines.values() if chosen(line, found)), key=_order)
    items = [finding_body(line, report, initiatives=found.rows) for line in lines[begin : begin + limit]]
    cursor = _cursor(report.id, begin + limit, wanted) if begin + limit < len(lines) else None
    following = urlencode({**wanted, "limit": limit, "cursor": cursor})
    link = {"Link": f'</api/v1/findings?{following}>; rel="next"'} if cursor else {}
    return tagged_answer(request, {"report_id": report.id, "total": len(lines), "items": items, "next_cursor": cursor}, headers=link)


@routes.get("/api/v1/findings/{id}")
async def show_finding(request: web.Request) -> web.StreamResponse:
    """One open finding; 410 when it is over."""
    only(request, ())
    parts, identity = request.app[PARTS], request.match_info["id"]
    found = await parts.newest.open()
    line = found.lines.get(identity)
    if line is not None and found.report is not None:
        return tagged_answer(request, finding_body(line, found.report, initiatives=found.rows))
    record = await parts.kept.record(identity) if len(identity) <= _LONGEST_ID else None
    if record is None or (record.closed_at is None and record.shown_at is None):
        raise ProblemFound("not-found", "No finding has this id.")
    raise ProblemFound("gone", f"It is not open any more. /api/v1/findings/{record.id}/history says what became of it.")


@routes.get("/api/v1/findings/{id}/history")
async def finding_history(request: web.Request) -> web.StreamResponse:
    """What became of a finding, open or over, and the newest looks at its target."""
    only(request, ())
    parts, identity = request.app[PARTS], request.match_info["id"]
    record = await parts.kept.record(identity) if len(identity) <= _LONGEST_ID else None
    if record is None:
        raise ProblemFound("not-found", "No finding has this id.")
    target = record.finding.target_id
    checks = await parts.kept.history(target, limit=_LOOKS) if target else ()
    return tagged_answer(request, {**past_body(record), "checks": [check_body(check) for check in checks]})


def _order(line: Line) -> tuple[int, datetime, str]:
    return SEVERITY_ORDER.index(line.finding.severity), line.record.first_seen, line.finding.id


def _chooser(wanted: Mapping[str, str]) -> Callable[[Line, Open], bool]:
    """Tells whether a finding is among those that are asked for.

    Raises:
        ProblemFound: a value is not one that its filter knows.
    """
    for name, known in _WORDS.items():
        if name in wanted and wanted[name] not in known:
            raise ProblemFound("bad-request", f"'{name}' is one of {', '.join(sorted(known))}.")
    since = _moment(wanted["since"]) if "since" in wanted else None
    tests: Mapping[str, Callable[[Line, Open], bool]] = {
        "state": lambda line, _: line.waiting if wanted["state"] == "waiting" else line.record.state == wanted["state"],
        "severity": lambda line, _: line.finding.severity == wanted["severity"],
        "label": lambda line, _: line.label == wanted["label"],
        "verdict": lambda line, _: line.verdict == wanted["verdict"],
        "rule": lambda line, _: line.finding.rule == wanted["rule"],
        "initiative": lambda line, _: line.finding.entry_id == wanted["initiative"],
        "partner": lambda line, found: (row := found.rows.get(line.finding.entry_id)) is not None and row.partner == wanted["partner"],
        "owner": lambda line, found: (row := found.rows.get(line.finding.entry_id)) is not None and row.owner_ref == wanted["owner"],
        "host": lambda line, _: _is_on(line, wanted["host"].lower()),
        "since": lambda line, _: since is None or line.record.first_seen >= since,
    }
    asked = [tests[name] for name in wanted]
    return lambda line, found: all(test(line, found) for test in asked)


def _is_on(line: Line, host: str) -> bool:
    there = host_of(line.target_url)
    return bool(there) and host in {there, there.rpartition(":")[0]}


def _moment(text: str) -> datetime:
    try:
        day = date.fromisoformat(text) if len(text) <= len("2026-11-21") else datetime.fromisoformat(text)
    except ValueError:
        raise ProblemFound("bad-request", "'since' is a day such as 2026-11-21, or a time such as 2026-11-21T02:00:00Z.") from None
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day, tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _cursor(report_id: str, begin: int, wanted: Mapping[str, str]) -> str:
    return base64.urlsafe_b64encode(json.dumps([report_id, begin, _digest(wanted)]).encode()).decode().rstrip("=")


def _digest(wanted: Mapping[str, str]) -> str:
    return hashlib.sha256(repr(sorted(wanted.items())).encode("utf-8", "backslashreplace")).hexdigest()[:12]


async def _from_cursor(parts: Parts, cursor: str, wanted: Mapping[str, str]) -> tuple[Open, int]:
    """What a page is taken from, and where it begins.

    Raises:
        ProblemFound: the cursor is none of ours, or belongs to another question.
    """
    if not cursor:
        return await parts.newest.open(), 0
    try:
        report_id, begin, digest = json.loads(base64.urlsafe_b64decode(cursor[:400] + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, TypeError):
        raise ProblemFound("bad-request", "The cursor is not one of ours.") from None
    if digest != _digest(wanted) or not isinstance(begin, int) or begin < 0:
        raise ProblemFound("bad-request", "The cursor belongs to another question: keep the filters as they were.")
    found = await parts.newest.at(report_id) if isinstance(report_id, str) else None
    if found is None:
        raise ProblemFound("gone", "The report that this list began with is not there any more. Begin again.")
    return found, begin
