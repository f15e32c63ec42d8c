"""Links inside the site that lead nowhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.entry import Entry
from audit.model.finding import Certainty, Finding, Severity
from audit.model.link import Link
from audit.model.site import Presence, Site
from audit.rules.contract import Context
from audit.rules.making import content_finding, params
from audit.rules.page import Page
from audit.rules.reading.mentions import by_address, occurrence
from audit.rules.reading.pictures import stands_in_rich_text

_REFERENCE = re.compile(r"(?:statamic://)?(?:entry::(?P<entry>[^?#]+)|asset::(?P<container>[^:]+)::(?P<path>[^?#]+))")

_CHILD = "@child"
"""What the CMS understands as the first page below this one."""


@dataclass(frozen=True, slots=True)
class LinkInternalMissing:
    """Finds links to an entry or a file of the own site that is not there, or that visitors cannot see.

    The CMS writes an empty address for such a reference, so a click shows the same page again; an address that is typed out leads to an
    error page. Entries and files outside the content stay silent, and so do addresses on the site that no entry and no folder of files
    accounts for: templates and other programs have addresses too. In a rich text the CMS finds no reference with a query or a fragment
    behind it, so that counts as missing.
    """

    name: ClassVar[str] = "link-internal-missing"
    family: ClassVar[str] = "link-internal"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "address", "hidden")
    before: ClassVar[str] = "href: 'statamic://entry::3f2a0f6e-0000-4000-8000-000000000000'  # deleted\n"
    after: ClassVar[str] = "href: 'statamic://entry::2b9e0000-0000-4000-8000-000000000000'\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        site = context.site
        if site is None:
            return
        beginnings = ("/", "http", _CHILD) if site.is_named else ("/", _CHILD)

        def may_be_internal(link: Link) -> bool:
            address = link.address.lstrip()
            return address.startswith(beginnings) or _REFERENCE.match(address) is not None

        for (_, address), found in by_address(page.links, may_be_internal).items():
            presence = _child_of(page.entry, site) if address == _CHILD else presence_of(address, site, page.entry, found[0])
            if presence in {Presence.MISSING, Presence.HIDDEN}:
                values = params(address=address, hidden="yes" if presence is Presence.HIDDEN else "")
                yield content_finding(self, page.entry, [occurrence(link) for link in found], values=values, tell_apart=address)


def _child_of(entry: Entry, site: Site) -> Presence:
    """What a link to the first page below finds; unknown for what stands in no tree."""
    if not site.holds(entry.id):
        return Presence.UNKNOWN
    return Presence.PRESENT if site.has_below(entry.id) else Presence.MISSING


def presence_of(address: str, site: Site, entry: Entry, link: Link) -> Presence:
    """What a reference finds, or an address on the site."""
    match = _REFERENCE.match(address)
    if match is None:
        return site.page(address, entry.site)
    # The CMS looks for all that a rich text's reference says: with a query or a fragment behind it, it finds nothing.
    if stands_in_rich_text(entry, link) and match.end() < len(address):
        return Presence.MISSING
    if match["entry"]:
        return site.entry(match["entry"]) if site.has_entries else Presence.UNKNOWN
    return site.asset(match["container"], match["path"])
