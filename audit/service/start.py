"""Pages on which somebody starts an audit, follows it, and has one address looked at again: forms that need no script."""

import logging

from aiohttp import web

from audit.model.verdict import Judgement
from audit.service.auth import known, signed_in
from audit.service.desk import ClosedDesk
from audit.service.forms import fields_of, from_here
from audit.service.holders import Holder, Scope
from audit.service.look import Look
from audit.service.parts import PARTS, Parts
from audit.service.problems import ProblemFound
from audit.service.sheet import form, link, para, said, sheet
from audit.service.ticket import RunTicket, TicketState
from audit.wording.catalogue import Wording

log = logging.getLogger(__name__)

routes = web.RouteTableDef()

_NEW = "/runs"
_GOOD = frozenset({"ok", "redirected_permanent", "redirected_temporary"})


@routes.get("/runs/new")
async def ask(request: web.Request) -> web.StreamResponse:
    """Whether everything is to be audited now."""
    parts = request.app[PARTS]
    holder = signed_in(parts, request, Scope.RUNS)
    if running := parts.desk.current():
        body = [para(_begun(parts, running, "running"), css="lead"), f"<p>{link(_page_of(running), _say(parts, 'follow'))}</p>"]
        return sheet(parts.wording, title=_say(parts, "new"), body=body, nav=_up(parts))
    asked = form(_NEW, button=_say(parts, "new_button"), hidden={"word": parts.forms.word(holder.name, _NEW)})
    return sheet(parts.wording, title=_say(parts, "new"), body=[para(_say(parts, "new_lead")), asked], forms=True, nav=_up(parts))


@routes.post("/runs")
async def start(request: web.Request) -> web.StreamResponse:
    """Start an audit, or join the one in progress: pressed twice, it is one."""
    parts = request.app[PARTS]
    holder = signed_in(parts, request, Scope.RUNS)
    await _pressed(request, parts, holder, _NEW)
    if parts.desk.current() is None and (wait := parts.starts.wait(holder.name)):
        raise ProblemFound("too-many", headers={"Retry-After": str(wait)})
    try:
        ticket, joined = parts.desk.start("on_demand", holder.name)
    except ClosedDesk:
        raise ProblemFound("unavailable", headers={"Retry-After": "60"}) from None
    if not joined:
        parts.starts.note(holder.name)
        log.info("run started by hand", extra={"run": ticket.id, "by": holder.name})
    return web.Response(status=303, headers={"Location": _page_of(ticket)})


@routes.get("/runs/{id}")
async def follow(request: web.Request) -> web.StreamResponse:
    """How a run stands; the same address has its result."""
    parts = request.app[PARTS]
    ticket = parts.desk.ticket(request.match_info["id"])
    if ticket is None:
        raise ProblemFound("not-found")
    state = "" if ticket.state is TicketState.RUNNING else f"_{ticket.state.value}"
    body = [para(_begun(parts, ticket, "started" if known(parts, request) else "started_at"))]
    if ticket.over:
        body += [para(ticket.why)] if ticket.why else []
        where = f"/reports/{ticket.report_id}/" if ticket.report_id else "/reports/"
        body.append(f"<p>{link(where, _say(parts, 'report' if ticket.report_id else 'all'))}</p>")
    else:
        body += [f'<p class="lead" role="status">{said(_progress(parts, ticket))}</p>']
        body.append(f"<p>{link(_page_of(ticket), _say(parts, 'progress'))}</p>")
    return sheet(parts.wording, title=_say(parts, f"title{state}"), body=body, nav=_up(parts))


@routes.get("/findings/{id}/check")
async def look(request: web.Request) -> web.StreamResponse:
    """What the last look at a finding's address saw, and a button for another."""
    parts, holder, url, here = await _target(request)
    seen = parts.looks.at(url) if parts.looks else None
    body = [f'<p class="lead"><code><bdi>{said(url)}</bdi></code></p>']
    if seen and not seen.over:
        body += [para(_say(parts, "looking")), f"<p>{link(here, _say(parts, 'progress'))}</p>"]
        return sheet(parts.wording, title=_say(parts, "look"), body=body, nav=_up(parts))
    if seen:
        body.append(para(_answer(seen, parts.wording), css="note"))
    asked = form(here, button=_say(parts, "look"), hidden={"word": parts.forms.word(holder.name, here)})
    body += [para(_say(parts, "look_lead")), asked]
    return sheet(parts.wording, title=_say(parts, "look"), body=body, forms=True, nav=_up(parts))


@routes.post("/findings/{id}/check")
async def look_again(request: web.Request) -> web.StreamResponse:
    """Look at a finding's address once more."""
    parts, holder, url, here = await _target(request)
    await _pressed(request, parts, holder, here)
    if parts.looks is None:
        raise ProblemFound("unavailable")
    parts.looks.begin(url)
    return web.Response(status=303, headers={"Location": here})


async def _target(request: web.Request) -> tuple[Parts, Holder, str, str]:
    """Who asks, the address that a finding is about, and the address of this page.

    Raises:
        ProblemFound: nobody is signed in who may do this, or no open finding of this id is about an address of the web.
    """
    parts = request.app[PARTS]
    holder = signed_in(parts, request, Scope.ACKNOWLEDGE)
    line = (await parts.newest.open()).lines.get(request.match_info["id"])
    if line is None or not line.target_url:
        raise ProblemFound("not-found", parts.wording.text("service.agree.over_lead"))
    return parts, holder, line.target_url, f"/findings/{line.finding.id}/check"


async def _pressed(request: web.Request, parts: Parts, holder: Holder, address: str) -> None:
    from_here(request)
    if not parts.forms.fits((await fields_of(request)).get("word", ""), holder.name, address):
        raise ProblemFound("stale-form")


def _answer(seen: Look, wording: Wording) -> str:
    """What a look saw, in a sentence that promises nothing for the night."""
    judgement: Judgement | None = seen.judgement
    if judgement is None:
        return wording.text("service.run.seen_nothing")
    if judgement.verdict.value in _GOOD:
        return wording.text("service.run.seen_good")
    return wording.text("service.run.seen_bad", what=wording.text(f"verdict.{judgement.verdict.value}"))


def _begun(parts: Parts, ticket: RunTicket, key: str) -> str:
    local = ticket.started_at.astimezone(parts.zone)
    return parts.wording.text(f"service.run.{key}", time=f"{local:%H:%M}", name=ticket.by)


def _progress(parts: Parts, ticket: RunTicket) -> str:
    stage, text = ticket.stage, parts.wording.text
    if stage.name == "read":
        return text("service.run.reading", done=stage.done)
    if stage.name == "probe":
        told = text("service.run.probing", done=stage.done, total=stage.total or 0)
        return f"{told} {text('service.run.left', seconds=stage.eta_seconds)}" if stage.eta_seconds else told
    return text("service.run.publishing" if stage.name == "publish" else "service.run.waiting")


def _page_of(ticket: RunTicket) -> str:
    return f"/runs/{ticket.id}"


def _up(parts: Parts) -> list[tuple[str, str]]:
    return [(_say(parts, "all"), "/reports/")]


def _say(parts: Parts, key: str) -> str:
    return parts.wording.text(f"service.run.{key}")
