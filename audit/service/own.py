"""People's own pages, behind the addresses in their mails: the list, the settings, handing an initiative on, and the way off the list.

The signed word in the address is all that these pages ask for. Opening one changes nothing, because mail programs and their scanners
open addresses before people do; and what can be changed is only what its owner gets by mail.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web

from audit.delivery.audience import Audience
from audit.delivery.ledger import Correspondence
from audit.delivery.roster import Person, Roster
from audit.model.correspondence import HandOver, Preference, Rhythm
from audit.model.report import InitiativeRow, Report
from audit.renderers.html import owner_list
from audit.service.deeds import with_deeds
from audit.service.forms import fields_of, from_here
from audit.service.headers import policy, style_hashes
from audit.service.keyring import Keyring
from audit.service.parts import PARTS, Parts
from audit.service.passes import Pass, Purpose
from audit.service.problems import ProblemFound
from audit.service.sheet import choices, form, link, para, select, sheet

log = logging.getLogger(__name__)

routes = web.RouteTableDef()

_DIGITS = 6
"""Numbers of pages are shorter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """What these pages work with."""

    keyring: Keyring
    audience: Audience
    store: Correspondence


PEOPLE: web.AppKey[People] = web.AppKey("people", People)


@routes.get("/owners/{word}")
async def without_slash(request: web.Request) -> web.StreamResponse:
    """The way to one's list."""
    await _opened(request, Purpose.OWN)
    return web.Response(status=302, headers={"Location": f"/owners/{request.match_info['word']}/"})


@routes.get("/owners/{word}/")
async def own_list(request: web.Request) -> web.StreamResponse:
    """One person's list: everything to do in her initiatives, and in no others."""
    parts, people, found = await _opened(request, Purpose.OWN)
    report = (await parts.newest.open(complete=True)).report
    if report is None:
        return sheet(parts.wording, title=_say(parts, "list"), body=[para(_say(parts, "none_yet"))])
    hers = [row.id for row in await _initiatives(people, found, report)]
    ways = [(_say(parts, "settings"), "settings"), (_say(parts, "hand_over"), "hand-over"), (_say(parts, "stop"), "stop")]
    folder = f"/reports/{report.id}/"
    number = request.query.get("page", "1")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < _DIGITS else 0
    made = await asyncio.to_thread(owner_list, report, hers, reports=folder, language=parts.wording.language, ways=ways, number=page)
    if made is None:
        raise ProblemFound("not-found")
    content = await with_deeds(made, parts)
    response = web.Response(body=content, headers={"Content-Type": "text/html; charset=utf-8"})
    response.headers["Content-Security-Policy"] = policy(await asyncio.to_thread(style_hashes, content))
    return response


@routes.get("/owners/{word}/settings")
async def settings(request: web.Request) -> web.StreamResponse:
    """How often she wants her list."""
    parts, people, found = await _opened(request, Purpose.OWN)
    known = {preference.ref: preference.rhythm for preference in await people.store.preferences()}
    options = [(rhythm.value, _say(parts, rhythm.value)) for rhythm in Rhythm]
    asked = choices("rhythm", _say(parts, "rhythm"), options, chosen=known.get(found.ref, Rhythm.WEEKLY).value)
    saved = [para(_say(parts, "saved"), css="note")] if "saved" in request.query else []
    body = [*saved, form("settings", asked, button=_say(parts, "save"))]
    return sheet(parts.wording, title=_say(parts, "settings"), body=body, forms=True, nav=[(_say(parts, "list"), "./")])


@routes.post("/owners/{word}/settings")
async def keep_settings(request: web.Request) -> web.StreamResponse:
    """Keep how often she wants her list."""
    parts, people, found = await _opened(request, Purpose.OWN)
    from_here(request)
    wanted = (await fields_of(request)).get("rhythm", "")
    if wanted not in set(Rhythm):
        raise ProblemFound("unprocessable")
    await _keep(parts, people, found, Rhythm(wanted))
    return _onward("settings?saved=1")


@routes.get("/owners/{word}/stop")
async def stop(request: web.Request) -> web.StreamResponse:
    """The way off the list: a page with a button."""
    parts, _, _ = await _opened(request, Purpose.STOP, Purpose.OWN)
    body = [para(_say(parts, "stop_lead"), css="lead"), form("stop", button=_say(parts, "stop_button"))]
    return sheet(parts.wording, title=_say(parts, "stop"), body=body, forms=True)


@routes.post("/owners/{word}/stop")
async def stopped(request: web.Request) -> web.StreamResponse:
    """Off the list: by the button, or by the one click that mail programs make a POST of (RFC 8058), which has no page to come from."""
    parts, people, found = await _opened(request, Purpose.STOP, Purpose.OWN)
    await _keep(parts, people, found, Rhythm.OFF)
    again = [f"<p>{link('settings', _say(parts, 'again'))}</p>"] if found.purpose is Purpose.OWN else []
    return sheet(parts.wording, title=_say(parts, "stopped"), body=[para(_say(parts, "stopped_lead")), *again])


@routes.get("/owners/{word}/hand-over")
async def hand_over(request: web.Request) -> web.StreamResponse:
    """Whose an initiative is instead."""
    parts, people, found = await _opened(request, Purpose.OWN)
    report = (await parts.newest.open(complete=True)).report
    rows = await _initiatives(people, found, report) if report else ()
    nav = [(_say(parts, "list"), "./")]
    done = [para(_say(parts, "handed"), css="note")] if "handed" in request.query else []
    if not rows:
        return sheet(parts.wording, title=_say(parts, "hand_over"), body=[*done, para(_say(parts, "nothing_to_hand"))], nav=nav)
    initiatives = [(row.id, row.title) for row in sorted(rows, key=lambda row: (row.title.casefold(), row.id))]
    others = [person for person in (await people.audience.roster()).people.values() if person.ref != found.ref]
    names = sorted(((person.ref, _name(person)) for person in others), key=lambda pair: pair[1].casefold())
    asked = (
        select("initiative", _say(parts, "initiative"), initiatives, chosen=request.query.get("initiative", "")),
        select("to", _say(parts, "to"), [*names, ("", _say(parts, "managers"))]),
    )
    body = [*done, para(_say(parts, "hand_over_lead"), css="lead"), form("hand-over", *asked, button=_say(parts, "hand_over_button"))]
    return sheet(parts.wording, title=_say(parts, "hand_over"), body=body, forms=True, nav=nav)


@routes.post("/owners/{word}/hand-over")
async def handed_over(request: web.Request) -> web.StreamResponse:
    """Keep whose an initiative is instead."""
    parts, people, found = await _opened(request, Purpose.OWN)
    from_here(request)
    fields = await fields_of(request)
    report = (await parts.newest.open(complete=True)).report
    hers = {row.id for row in (await _initiatives(people, found, report) if report else ())}
    initiative, to = fields.get("initiative", ""), fields.get("to")
    roster: Roster = await people.audience.roster()
    if initiative not in hers or to is None or (to and to not in roster.people):
        raise ProblemFound("unprocessable")
    await people.store.keep_hand_over(HandOver(initiative_id=initiative, to_ref=to, by_ref=found.ref, at=parts.clock.now()))
    log.info("initiative handed over", extra={"initiative": initiative, "by": found.ref, "to": to or "managers"})
    return _onward("hand-over?handed=1")


async def _opened(request: web.Request, *purposes: Purpose) -> tuple[Parts, People, Pass]:
    """What these pages work with, and whose page it is.

    Raises:
        ProblemFound: the word in the address is not ours, too old, or for another page.
    """
    people = request.app.get(PEOPLE)
    found = await people.keyring.opened(request.match_info["word"]) if people else None
    if people is None or found is None or found.purpose not in purposes:
        raise ProblemFound("spent-address")
    return request.app[PARTS], people, found


async def _initiatives(people: People, found: Pass, report: Report) -> Sequence[InitiativeRow]:
    roster = await people.audience.roster()
    return [row for row in report.initiatives if roster.owner_of(row)[0] == found.ref]


async def _keep(parts: Parts, people: People, found: Pass, rhythm: Rhythm) -> None:
    await people.store.keep_preference(Preference(ref=found.ref, rhythm=rhythm, since=parts.clock.now()))
    log.info("preference kept", extra={"by": found.ref, "rhythm": rhythm.value})


def _name(person: Person) -> str:
    """How colleagues know somebody; of an address without a name, what stands before the @, because no address stands on a page."""
    return person.name or person.address.rpartition("<")[2].partition("@")[0]


def _say(parts: Parts, key: str) -> str:
    return parts.wording.text(f"service.own.{key}")


def _onward(where: str) -> web.Response:
    """303 to a page beside this one, so that reloading it sends nothing again."""
    return web.Response(status=303, headers={"Location": where})
