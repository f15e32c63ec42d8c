"""What a page of the demo's web can do, by the words of ``world.toml``."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from audit.demo import pages
from audit.demo.world import Page, Site

Answer = Callable[[Site, Page], Awaitable[web.StreamResponse]]

PATIENCE = 10.0
"""Seconds for which a slow page keeps a visitor waiting: longer than anyone does."""


def _html(text: str, *, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    return web.Response(text=text, status=status, content_type="text/html", charset="utf-8", headers=headers)


async def _page(site: Site, page: Page) -> web.StreamResponse:
    return _html(pages.own(site, page))


async def _moved(_site: Site, page: Page) -> web.StreamResponse:
    return web.Response(status=301, headers={"Location": page.to})


async def _found(_site: Site, page: Page) -> web.StreamResponse:
    return web.Response(status=302, headers={"Location": page.to})


async def _missing(site: Site, _page: Page) -> web.StreamResponse:
    return _html(pages.missing(site), status=404)


async def _gone(site: Site, _page: Page) -> web.StreamResponse:
    return _html(pages.missing(site), status=410)


async def _soft_404(site: Site, _page: Page) -> web.StreamResponse:
    return _html(pages.missing(site))


async def _sign_in(site: Site, _page: Page) -> web.StreamResponse:
    return _html(pages.sign_in(site))


async def _password(site: Site, _page: Page) -> web.StreamResponse:
    return _html(pages.sign_in(site), status=401, headers={"WWW-Authenticate": f'Basic realm="{site.name}"'})


async def _challenge(_site: Site, _page: Page) -> web.StreamResponse:
    return _html(pages.challenge(), status=403, headers={"Server": "cloudflare", "cf-mitigated": "challenge"})


async def _limited(_site: Site, _page: Page) -> web.StreamResponse:
    return _html(pages.limited(), status=429, headers={"Retry-After": "3600"})


async def _failing(site: Site, _page: Page) -> web.StreamResponse:
    return _html(pages.trouble(site), status=503)


async def _slow(site: Site, page: Page) -> web.StreamResponse:
    await asyncio.sleep(PATIENCE)
    return _html(pages.own(site, page))


async def _parked(site: Site, _page: Page) -> web.StreamResponse:
    return _html(pages.parked(site.host))


async def _holding(site: Site, _page: Page) -> web.StreamResponse:
    return _html(pages.holding(site))


async def _taken_over(_site: Site, _page: Page) -> web.StreamResponse:
    return _html(pages.taken_over())


ANSWERS: Mapping[str, Answer] = {
    "page": _page,
    "moved": _moved,
    "found": _found,
    "missing": _missing,
    "gone": _gone,
    "soft-404": _soft_404,
    "sign-in": _sign_in,
    "password": _password,
    "challenge": _challenge,
    "limited": _limited,
    "failing": _failing,
    "slow": _slow,
    "parked": _parked,
    "holding": _holding,
    "taken-over": _taken_over,
}
"""Every word that a page may do."""
