"""Pages on which somebody has one address looked at again: forms that need no script."""

from aiohttp import web

from audit.model.redaction import without_secrets
from audit.model.report import Line
from audit.model.verdict import Judgement
from audit.service.auth import signed_in
from audit.service.forms import pressed
from audit.service.holders import Holder, Scope
from audit.service.look import Look
from audit.service.parts import PARTS, Parts
from audit.service.problems import ProblemFound
from audit.service.sheet import form, link, para, said, sheet
from audit.service.start import up
from audit.wording.catalogue import Wording

routes = web.RouteTableDef()

_GOOD = frozenset({"ok", "redirected_permanent", "redirected_temporary"})


@routes.get("/findings/{id}/check")
async def look(request: web.Request) -> web.StreamResponse:
    """What the last look at a finding's address saw, and a button for another."""
    parts, holder, line, here = await _target(request)
    seen = parts.looks.at(await _asked(parts, line)) if parts.looks else None
    body = [f'<p class="lead"><code><bdi>{said(line.target_url)}</bdi></code></p>']
    if parts.desk.current() and not (seen and not seen.over):
        # A run keeps its own pace with each website; a look beside it would double that.
        body.append(para(_say(parts, "busy"), css="note"))
        return sheet(parts.wording, title=_say(parts, "look"), body=body, nav=up(parts))
    if seen and not seen.over:
        body += [para(_say(parts, "looking")), f"<p>{link(here, _say(parts, 'progress'))}</p>"]
        return sheet(parts.wording, title=_say(parts, "look"), body=body, nav=up(parts))
    if seen:
        body.append(para(_answer(seen, parts.wording), css="note"))
    asked = form(here, button=_say(parts, "look"), hidden={"word": parts.forms.word(holder.name, here)})
    body += [para(_say(parts, "look_lead")), asked]
    return sheet(parts.wording, title=_say(parts, "look"), body=body, forms=True, nav=up(parts))


@routes.post("/findings/{id}/check")
async def look_again(request: web.Request) -> web.StreamResponse:
    """Look at a finding's address once more."""
    parts, holder, line, here = await _target(request)
    await pressed(request, parts.forms, holder.name, here)
    if parts.looks is None:
        raise ProblemFound("unavailable")
    if parts.desk.current() is None:
        parts.looks.begin(await _asked(parts, line))
    return web.Response(status=303, headers={"Location": here})


async def _target(request: web.Request) -> tuple[Parts, Holder, Line, str]:
    """Who asks, the finding, which is about an address, and the address of this page.

    Raises:
        ProblemFound: nobody is signed in who may do this, or no open finding of this id is about an address of the web.
    """
    parts = request.app[PARTS]
    holder = signed_in(parts, request, Scope.ACKNOWLEDGE)
    line = (await parts.newest.open()).lines.get(request.match_info["id"])
    if line is None or not line.target_url:
        raise ProblemFound("not-found", parts.wording.text("service.agree.over_lead"))
    return parts, holder, line, f"/findings/{line.finding.id}/check"


async def _asked(parts: Parts, line: Line) -> str:
    """The address as the nights ask it: what reports tell of it lacks whatever opens it, and would open another page, or none."""
    looks = await parts.kept.history(line.finding.target_id, limit=1)
    return next((look.url for look in looks if without_secrets(look.url) == line.target_url), line.target_url)


def _answer(seen: Look, wording: Wording) -> str:
    """What a look saw, in a sentence that promises nothing for the night."""
    judgement: Judgement | None = seen.judgement
    if judgement is None:
        return wording.text("service.run.seen_nothing")
    if judgement.verdict.value in _GOOD:
        return wording.text("service.run.seen_good")
    return wording.text("service.run.seen_bad", what=wording.text(f"verdict.{judgement.verdict.value}"))


def _say(parts: Parts, key: str) -> str:
    return parts.wording.text(f"service.run.{key}")
