"""The API of what is audited: initiatives, the addresses that they lead to, and the websites of these."""

from typing import Any

from aiohttp import web

from audit.model.report import HostRow, Report, TargetRow
from audit.renderers.json_v1.entries import target_part
from audit.service.answering import limit_of, only, tagged_answer
from audit.service.found import check_body, finding_body, initiative_address, initiative_body
from audit.service.newest import Open
from audit.service.parts import PARTS
from audit.service.problems import ProblemFound
from audit.service.stamps import stamp

routes = web.RouteTableDef()


@routes.get("/api/v1/initiatives/{id}")
async def show_initiative(request: web.Request) -> web.StreamResponse:
    """One initiative: its open findings, its links, and how it stands."""
    only(request, ())
    found, report = await _newest(request)
    row = found.rows.get(request.match_info["id"])
    if row is None:
        raise ProblemFound("not-found", "No published initiative has this id.")
    return tagged_answer(request, initiative_body(row, report, found.lines.values()))


@routes.get("/api/v1/targets/{id}")
async def show_target(request: web.Request) -> web.StreamResponse:
    """One address that initiatives lead to: what was seen of it, and where it is used."""
    only(request, ())
    found, report = await _newest(request)
    row = _target(report, request.match_info["id"])
    if row is None:
        raise ProblemFound("not-found", "No initiative leads to a target of this id.")
    return tagged_answer(request, _target_body(row, report, found))


@routes.get("/api/v1/targets/{id}/checks")
async def target_checks(request: web.Request) -> web.StreamResponse:
    """The newest looks at one address first; old ones only where something changed."""
    only(request, ("limit",))
    limit, identity = limit_of(request), request.match_info["id"]
    checks = await request.app[PARTS].kept.history(identity, limit=limit)
    if not checks:
        _, report = await _newest(request)
        if _target(report, identity) is None:
            raise ProblemFound("not-found", "No target has this id.")
    return tagged_answer(request, {"items": [check_body(check) for check in checks], "next_cursor": None})


@routes.get("/api/v1/hosts/{host}")
async def show_host(request: web.Request) -> web.StreamResponse:
    """One website that initiatives lead to: how it does, its addresses, and what is open there."""
    only(request, ())
    found, report = await _newest(request)
    host = request.match_info["host"].lower()
    targets = [row for row in report.targets if row.check.host == host]
    known = next((row for row in report.hosts if row.host == host), None)
    if not targets and known is None:
        raise ProblemFound("not-found", "No initiative leads to this website.")
    return tagged_answer(request, _host_body(host, known, targets, report, found))


async def _newest(request: web.Request) -> tuple[Open, Report]:
    """What is open now, and the newest report.

    Raises:
        ProblemFound: there is no report yet.
    """
    found = await request.app[PARTS].newest.open()
    if found.report is None:
        raise ProblemFound("not-found", "There is no report yet.")
    return found, found.report


def _target(report: Report, identity: str) -> TargetRow | None:
    return next((row for row in report.targets if row.check.target_id == identity), None)


def _target_body(row: TargetRow, report: Report, found: Open) -> dict[str, Any]:
    own = [line for line in found.lines.values() if line.finding.target_id == row.check.target_id]
    identity = row.check.target_id
    users = {line.finding.entry_id for line in own} & found.rows.keys()
    users |= {each.id for each in report.initiatives if any(one.target_id == identity for one in each.mentions)}
    return {
        **target_part(row).model_dump(mode="json", by_alias=True),
        "mentions": row.links,
        "findings": [finding_body(line, report, initiatives=found.rows) for line in own],
        "initiatives": [{"id": one, "self": initiative_address(one)} for one in sorted(users)],
        "links": {
            "self": f"/api/v1/targets/{identity}",
            "checks": f"/api/v1/targets/{identity}/checks",
            "host": f"/api/v1/hosts/{row.check.host}" if row.check.host else None,
        },
    }


def _host_body(host: str, known: HostRow | None, targets: list[TargetRow], report: Report, found: Open) -> dict[str, Any]:
    there = {row.check.target_id for row in targets}
    own = [line for line in found.lines.values() if line.finding.target_id in there]
    return {
        "host": host,
        "links_count": known.links if known else sum(row.links for row in targets),
        "initiatives_count": known.initiatives if known else None,
        "failing": known.failing if known else 0,
        "event": (known.event or None) if known else None,
        "since": known.since.isoformat() if known and known.since else None,
        "last_good": stamp(known.last_good) if known else None,
        "days": [
            {"day": one.day.isoformat(), "worked": one.worked, "failed": one.failed, "silent": one.silent}
            for one in (known.days if known else ())
        ],
        "targets": [target_part(row).model_dump(mode="json", by_alias=True) for row in targets],
        "findings": [finding_body(line, report, initiatives=found.rows) for line in own],
        "report_id": report.id,
        "links": {"self": f"/api/v1/hosts/{host}", "findings": f"/api/v1/findings?host={host}"},
    }
