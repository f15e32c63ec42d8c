"""The addresses that hold from report to report: short ones for what stands in the folder of reports."""

from aiohttp import web

from audit.renderers import names
from audit.service.pages import onward

routes = web.RouteTableDef()

_LIVE = {"Cache-Control": "private, no-cache"}


@routes.get("/initiatives/{id:.+}")
async def initiative(request: web.Request) -> web.StreamResponse:
    """On to the newest page of an initiative, known by the id that the CMS gave it."""
    return _to(names.living_initiative(_named(request, "id")))


@routes.get("/hosts/{host:.+}")
async def host(request: web.Request) -> web.StreamResponse:
    """On to the newest page of a website."""
    return _to(names.living_host(_named(request, "host").lower()))


@routes.get("/links/{id:.+}")
async def target(request: web.Request) -> web.StreamResponse:
    """On to the newest page of a link."""
    return _to(names.living_link(_named(request, "id")))


@routes.get("/feeds/reports.atom")
async def reports_feed(request: web.Request) -> web.StreamResponse:
    """On to the feed of all reports."""
    del request
    return _to(names.FEED)


@routes.get("/feeds/remove-now.atom")
async def remove_now_feed(request: web.Request) -> web.StreamResponse:
    """On to the feed of what has to go today."""
    del request
    return _to(names.REMOVE_NOW)


@routes.get("/feeds/partners/{partner:.+}.atom")
async def partner_feed(request: web.Request) -> web.StreamResponse:
    """On to the feed of a partner, known by the name that the content gives it."""
    return _to(names.partner_feed(request.match_info["partner"]))


@routes.get("/{folder:(?:initiatives|hosts|links)/?}")
async def all_of_them(request: web.Request) -> web.StreamResponse:
    """On to the newest report, which lists what there is to do everywhere."""
    del request
    return onward("/reports/latest/", headers=_LIVE)


@routes.get("/how-we-check")
@routes.get("/how-we-check/")
async def method(request: web.Request) -> web.StreamResponse:
    """On to the page that says how we check."""
    del request
    return onward(f"/reports/{names.METHOD}", headers=_LIVE)


def _named(request: web.Request, part: str) -> str:
    return request.match_info[part].removesuffix("/")


def _to(name: str) -> web.Response:
    """On to a page beside the dated reports; its name holds nothing but letters, digits and a few signs."""
    return onward(f"/reports/{name.removesuffix(names.OVERVIEW)}", headers=_LIVE)
