"""Addresses made short."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.link import Link
from audit.rules.contract import Context, option
from audit.rules.making import content_finding, params
from audit.rules.page import Page
from audit.rules.reading.mentions import by_address, host, occurrence, split
from audit.rules.reading.phrases import phrases

_SHORTENERS = phrases(
    "bit.ly | j.mp | tinyurl.com | tiny.cc | tiny.one | ow.ly | buff.ly | is.gd | v.gd | t.co | goo.gl | rb.gy",
    "cutt.ly | shorturl.at | rebrand.ly | bl.ink | t.ly | t2m.io | lnkd.in | dlvr.it | ift.tt | snip.ly | soo.gd | clck.ru",
    "adf.ly | bit.do | mcaf.ee | su.pr | tr.im | cli.gs | x.co | po.st | shorte.st | ouo.io | urlz.fr | lc.cx | kutt.it | s.id",
    "trib.al | hubs.la | hubs.ly | smarturl.it | budurl.com | fur.ly | moourl.com | snipurl.com | qr.ae | tny.im | u.to | vurl.com",
)
_OWN = ("goo.gl/maps/", "goo.gl/forms/", "goo.gl/photos/")
"""With these a website that makes addresses short for others makes them of its own pages."""


@dataclass(frozen=True, slots=True)
class LinkShortener:
    """Finds links by way of a service that makes addresses short, such as bit.ly.

    Visitors cannot see where they will land, and when the service closes or the name runs out, the link is dead. Short addresses
    that a website makes of its own pages, such as youtu.be, stay silent.
    """

    name: ClassVar[str] = "link-shortener"
    family: ClassVar[str] = "link-shortener"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "address")
    before: ClassVar[str] = "href: https://bit.ly/3xYz\n"
    after: ClassVar[str] = "href: https://river.example/wells\n"
    also: tuple[str, ...] = option((), "Further hosts that make addresses short.")

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        if page.hosts.isdisjoint(_SHORTENERS) and page.hosts.isdisjoint(self.also):
            return
        for (_, address), found in by_address(page.links, self._is_short).items():
            values = params(address=address)
            yield content_finding(self, page.entry, [occurrence(link) for link in found], values=values, tell_apart=address)

    def _is_short(self, link: Link) -> bool:
        name, path = host(link), split(link).path
        return (name in _SHORTENERS or name in self.also) and len(path) > 1 and not (name + path).startswith(_OWN)
