"""Pages on which an editor says of an open finding why it may stay for now, and takes that back: forms that need no script."""

import logging
from collections.abc import Mapping, Sequence
from datetime import date

from aiohttp import web

from audit.history import LONGEST_REASON, SHORTEST_REASON, TERMS, usual_end
from audit.model.acknowledgement import AckKind, Acknowledgement, AckScope
from audit.model.report import Line
from audit.renderers.names import initiative_page
from audit.run.agreeing import AlreadySaid, Objected, Wish, is_about, kinds_for, say, take_back
from audit.service.auth import signed_in
from audit.service.forms import pressed
from audit.service.holders import Holder, Scope
from audit.service.parts import PARTS, Parts
from audit.service.problems import ProblemFound
from audit.service.sheet import day, form, link, para, said, sheet, textarea, tick

log = logging.getLogger(__name__)

routes = web.RouteTableDef()


@routes.get("/findings/{id}")
async def place(request: web.Request) -> web.StreamResponse:
    """The permanent address of a finding: on to its place in the newest report."""
    parts = request.app[PARTS]
    found = await parts.newest.open()
    line = found.lines.get(request.match_info["id"])
    if line is None:
        return _over(parts)
    where = f"/reports/{found.pages[line.finding.id]}/{initiative_page(line.finding.entry_id)}#{line.finding.id}"
    return web.Response(status=303, headers={"Location": where, "Cache-Control": "private, no-cache"})


@routes.get("/findings/{id}/acknowledge")
async def ask(request: web.Request) -> web.StreamResponse:
    """What can be said of a finding, and what has been."""
    parts, holder, line = await _about(request)
    noted = ("kept", "taken_back")
    notes = [para(_say(parts, word), css="note") for word in noted if word in request.query]
    return await _page(parts, holder, line, notes=notes, kind=request.query.get("kind", ""))


@routes.post("/findings/{id}/acknowledge")
async def keep(request: web.Request) -> web.StreamResponse:
    """Keep what somebody says of a finding."""
    parts, holder, line = await _about(request)
    fields = await pressed(request, parts.forms, holder.name, request.path)
    today = _today(parts)
    try:
        wish = _wish(fields, holder)
        async with parts.saying:
            word = await say(parts.words, line, wish, now=parts.clock.now(), today=today)
    except Objected as objected:
        notes = [para(_say(parts, "objections"), css="banner"), *(para(one) for one in objected.objections)]
        return await _page(parts, holder, line, notes=notes, kind=fields.get("kind", ""), fields=fields, status=422)
    except AlreadySaid:
        # The button was pressed twice, or two people have said the same.
        return _onward(line, "acknowledge?kept=1")
    log.info("acknowledged", extra={"word": word.id, "kind": word.kind.value, "by": holder.name, "until": word.until.isoformat()})
    return _onward(line, "acknowledge?kept=1")


@routes.post("/findings/{id}/take-back")
async def end(request: web.Request) -> web.StreamResponse:
    """Take back what was said of a finding."""
    parts, holder, line = await _about(request)
    fields = await pressed(request, parts.forms, holder.name, request.path)
    async with parts.saying:
        word = await take_back(parts.words, fields.get("ack", ""), by=holder.name, now=parts.clock.now())
    if word:
        log.info("acknowledgement taken back", extra={"word": word.id, "by": holder.name})
    return _onward(line, "acknowledge?taken_back=1")


async def _about(request: web.Request) -> tuple[Parts, Holder, Line]:
    """Who asks, and which open finding is meant.

    Raises:
        ProblemFound: nobody is signed in who may do this, or nothing of this id is open.
    """
    parts = request.app[PARTS]
    holder = signed_in(parts, request, Scope.ACKNOWLEDGE)
    line = (await parts.newest.open()).lines.get(request.match_info["id"])
    if line is None:
        raise ProblemFound("not-found", _say(parts, "over_lead"))
    return parts, holder, line


def _wish(fields: Mapping[str, str], holder: Holder) -> Wish:
    """What a form asks for.

    Raises:
        Objected: there is no end date, or no such kind.
    """
    if fields.get("kind") not in set(AckKind):
        raise Objected(["Choose what to say."])
    try:
        until = date.fromisoformat(fields.get("until", ""))
    except ValueError:
        raise Objected(["Say until which day it is to hold."]) from None
    scope = AckScope.FINDING if fields.get("only_here") else None
    return Wish(
        kind=AckKind(fields["kind"]),
        reason=fields.get("reason", ""),
        by=holder.name,
        role=holder.role,
        until=until,
        scope=scope,
        renewing=bool(fields.get("renew")),
    )


async def _page(  # noqa: PLR0913 - what a page depends on, by name
    parts: Parts,
    holder: Holder,
    line: Line,
    *,
    notes: Sequence[str],
    kind: str,
    fields: Mapping[str, str] | None = None,
    status: int = 200,
) -> web.Response:
    said_already = [word for word in await parts.words.acknowledgements() if is_about(word, line) and word.holds(_today(parts))]
    kinds = kinds_for(line.finding, role=holder.role)
    body = [*_finding(line), *notes]
    for word in said_already[-1:]:
        body += _in_force(parts, holder, line, word)
    if kinds:
        body.append(para(_say(parts, "renew" if said_already else "lead")))
        body += [_form(parts, holder, line, one, chosen=kind, fields=fields or {}, renew=bool(said_already)) for one in kinds]
    else:
        body.append(para(_say(parts, "no_way"), css="note"))
    return sheet(parts.wording, title=_say(parts, "title"), body=body, forms=True, status=status, nav=_back(parts, line))


def _finding(line: Line) -> list[str]:
    address = line.target_url or line.finding.occurrences[0].href
    told = [f'<p class="lead"><bdi>{said(line.message.title)}</bdi></p>', f"<p><bdi>{said(line.initiative)}</bdi></p>"]
    if address:
        told.append(f"<p><code><bdi>{said(address)}</bdi></code></p>")
    return told


def _in_force(parts: Parts, holder: Holder, line: Line, word: Acknowledgement) -> list[str]:
    since = word.created_at.astimezone(parts.zone).date()
    text = parts.wording.text("service.agree.in_force", name=word.by, since=since, reason=word.reason, until=word.until)
    address = f"/findings/{line.finding.id}/take-back"
    hidden = {"word": parts.forms.word(holder.name, address), "ack": word.id}
    return [f'<p class="agreed"><bdi>{said(text)}</bdi></p>', form(address, button=_say(parts, "take_back"), hidden=hidden)]


def _form(  # noqa: PLR0913 - what a form depends on, by name
    parts: Parts, holder: Holder, line: Line, kind: AckKind, *, chosen: str, fields: Mapping[str, str], renew: bool
) -> str:
    """One kind of word with its own terms: folded, but for the one that was asked for."""
    mine = fields if fields.get("kind") == kind.value else {}
    today, name = _today(parts), kind.value
    worked = _say(parts, "worked") if kind is AckKind.VERIFIED_BY_HAND and not renew else ""
    until = mine.get("until") or usual_end(kind, today=today).isoformat()
    why, when = _say(parts, "reason"), _say(parts, "until")
    asked = [
        textarea(f"reason-{name}", "reason", why, text=mine.get("reason", worked), length=(SHORTEST_REASON, LONGEST_REASON)),
        day(f"until-{name}", "until", when, value=until, span=(today, today + TERMS[kind].longest)),
    ]
    if line.finding.target_id:
        asked.append(tick("only_here", _say(parts, "only_here"), ticked="only_here" in mine))
    address = f"/findings/{line.finding.id}/acknowledge"
    hidden = {"word": parts.forms.word(holder.name, address), "kind": name, **({"renew": "1"} if renew else {})}
    about = parts.wording.text(f"service.agree.about_{name}", longest=TERMS[kind].longest.days)
    words = _say(parts, f"kind_{name}")
    button = parts.wording.text("service.agree.button", kind=words)
    opened = " open" if chosen == name else ""
    return f"<details{opened}><summary>{said(words)}</summary>{para(about)}{form(address, *asked, button=button, hidden=hidden)}</details>"


def _over(parts: Parts) -> web.Response:
    body = [para(_say(parts, "over_lead")), f"<p>{link('/reports/', _say(parts, 'back'))}</p>"]
    return sheet(parts.wording, title=_say(parts, "over"), body=body, status=404)


def _back(parts: Parts, line: Line) -> list[tuple[str, str]]:
    return [(_say(parts, "back"), f"/findings/{line.finding.id}")]


def _onward(line: Line, where: str) -> web.Response:
    """303, so that reloading the page sends nothing again."""
    return web.Response(status=303, headers={"Location": f"/findings/{line.finding.id}/{where}"})


def _today(parts: Parts) -> date:
    return parts.clock.now().astimezone(parts.zone).date()


def _say(parts: Parts, key: str) -> str:
    return parts.wording.text(f"service.agree.{key}")
