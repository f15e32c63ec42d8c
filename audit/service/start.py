"""Pages on which somebody starts an audit, of everything or of one initiative, and follows it: forms that need no script."""

from collections.abc import Sequence

from aiohttp import web

from audit.renderers.html.shown import shown
from audit.run.closer import title_of
from audit.service.auth import known, signed_in
from audit.service.bodies import LONGEST_ID
from audit.service.forms import fields_of, pressed
from audit.service.parts import PARTS, Parts
from audit.service.problems import ProblemFound
from audit.service.result import result
from audit.service.sheet import form, link, para, said, sheet
from audit.service.starting import begun, scopes_for
from audit.service.ticket import RunTicket, TicketState

routes = web.RouteTableDef()

_NEW = "/runs"


@routes.get("/runs/new")
async def ask(request: web.Request) -> web.StreamResponse:
    """Whether everything is to be audited now, or the initiatives that the address names."""
    parts = request.app[PARTS]
    wanted = _initiatives(request.query.getall("initiative", []))
    holder = signed_in(parts, request, *scopes_for(wanted))
    title = await _asked(parts, wanted)
    if running := parts.desk.unfinished(wanted):
        body = [para(_begun(parts, running, "running"), css="lead"), f"<p>{link(_page_of(running), _say(parts, 'follow'))}</p>"]
        return sheet(parts.wording, title=title, body=body, nav=up(parts))
    lead = [para(_say(parts, "closer_lead" if wanted else "new_lead"))]
    if parts.desk.current():
        lead.append(para(_say(parts, "queued"), css="note"))
    button = _say(parts, "closer_button" if wanted else "new_button")
    hidden = {"word": parts.forms.word(holder.name, _NEW), **({"initiative": wanted[0]} if wanted else {})}
    return sheet(parts.wording, title=title, body=[*lead, form(_NEW, button=button, hidden=hidden)], forms=True, nav=up(parts))


@routes.post("/runs")
async def start(request: web.Request) -> web.StreamResponse:
    """Start an audit, or join the one in progress: pressed twice, it is one."""
    parts = request.app[PARTS]
    fields = await fields_of(request)
    wanted = _initiatives([fields["initiative"]] if "initiative" in fields else [])
    holder = signed_in(parts, request, *scopes_for(wanted))
    await pressed(request, parts.forms, holder.name, _NEW)
    ticket, _ = await begun(parts, holder.name, wanted)
    return web.Response(status=303, headers={"Location": _page_of(ticket)})


@routes.get("/runs/{id}")
async def follow(request: web.Request) -> web.StreamResponse:
    """How a run stands; the same address has its result."""
    parts = request.app[PARTS]
    ticket = parts.desk.ticket(request.match_info["id"])
    if ticket is None:
        raise ProblemFound("not-found")
    body = [para(_begun(parts, ticket, "started" if known(parts, request) else "started_at"))]
    if ticket.looked:
        return sheet(
            parts.wording, title=shown(title_of(ticket.looked, parts.wording)), body=[*result(ticket.looked, parts), *body], nav=up(parts)
        )
    if ticket.over:
        body += [para(ticket.why)] if ticket.why else []
        where = f"/reports/{ticket.report_id}/" if ticket.report_id else "/reports/"
        body.append(f"<p>{link(where, _say(parts, 'report' if ticket.report_id else 'all'))}</p>")
    else:
        body += [f'<p class="lead" role="status">{said(_progress(parts, ticket))}</p>']
        body.append(f"<p>{link(_page_of(ticket), _say(parts, 'progress'))}</p>")
    return sheet(parts.wording, title=await _title(parts, ticket), body=body, nav=up(parts))


def _initiatives(named: Sequence[str]) -> tuple[str, ...]:
    """The initiative that a page is about; none for everything.

    Raises:
        ProblemFound: several are named, or it is no id.
    """
    if len(named) > 1 or any(not 0 < len(one) <= LONGEST_ID for one in named):
        raise ProblemFound("unknown-initiative")
    return tuple(named)


async def _asked(parts: Parts, wanted: tuple[str, ...]) -> str:
    """The heading of what is asked for, with the initiative's title where a report knows it."""
    if not wanted:
        return _say(parts, "new")
    report = (await parts.newest.open()).report
    titles = {row.id: row.title for row in report.initiatives} if report else {}
    if len(wanted) > 1:
        return parts.wording.text("service.run.closer_more", count=len(wanted))
    return parts.wording.text("service.run.closer_one", title=shown(titles.get(wanted[0], wanted[0])))


async def _title(parts: Parts, ticket: RunTicket) -> str:
    if ticket.scope and not ticket.over:
        return await _asked(parts, ticket.scope)
    return _say(parts, "title" if ticket.state is TicketState.RUNNING else f"title_{ticket.state.value}")


def _begun(parts: Parts, ticket: RunTicket, key: str) -> str:
    local = ticket.started_at.astimezone(parts.zone)
    return parts.wording.text(f"service.run.{key}", time=f"{local:%H:%M}", name=ticket.by)


def _progress(parts: Parts, ticket: RunTicket) -> str:
    stage, text = ticket.stage, parts.wording.text
    if ticket.state is TicketState.QUEUED:
        return text("service.run.queued")
    if stage.name == "read":
        return text("service.run.reading", done=stage.done)
    if stage.name == "probe":
        told = text("service.run.probing", done=stage.done, total=stage.total or 0)
        return f"{told} {text('service.run.left', seconds=stage.eta_seconds)}" if stage.eta_seconds else told
    if stage.name == "publish":
        return text("service.run.closer_writing" if ticket.scope else "service.run.publishing")
    return text("service.run.waiting")


def _page_of(ticket: RunTicket) -> str:
    return f"/runs/{ticket.id}"


def up(parts: Parts) -> list[tuple[str, str]]:
    """The way up from pages about runs."""
    return [(_say(parts, "all"), "/reports/")]


def _say(parts: Parts, key: str) -> str:
    return parts.wording.text(f"service.run.{key}")
