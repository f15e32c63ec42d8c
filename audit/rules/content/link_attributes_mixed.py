"""Links that open now here, now there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.link import Link
from audit.rules.contract import Context
from audit.rules.making import content_finding, params
from audit.rules.page import Page
from audit.rules.reading.mentions import host, occurrence, split

_NEW = frozenset({"_blank", "blank", "_new", "new"})
_SAME = frozenset({"", "_self", "_top", "_parent"})
_WARNINGS = frozenset({"nofollow", "sponsored", "ugc"})
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|zip|csv|jpe?g|png|mp[34])$", re.IGNORECASE)
_ENDING = 6
"""Characters. No ending of a file is longer."""


@dataclass(frozen=True, slots=True)
class LinkAttributesMixed:
    """Finds fields in which links to other websites open now here, now there, or bear `nofollow` now and then.

    Visitors never know whether the back button will work, and search engines read two opinions of one website. Links that say nothing and
    links that name the same window are alike; links to files, links inside the site, and `noopener`, which browsers imply, stay silent.
    """

    name: ClassVar[str] = "link-attributes-mixed"
    family: ClassVar[str] = "link-attributes"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "new_window", "same_window", "rel")
    before: ClassVar[str] = "- {href: 'https://river.example/a', target: _blank}\n- {href: 'https://river.example/b', target: null}\n"
    after: ClassVar[str] = "- {href: 'https://river.example/a', target: null}\n- {href: 'https://river.example/b', target: null}\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        for field in page.linked.values():
            yield from self._warned(page, field)
            opened = [(_opens(link), link) for link in field]
            if not any(window in _NEW for window, _ in opened):
                continue
            new = [link for window, link in opened if window in _NEW and _leads_to_page(link)]
            same = [link for window, link in opened if window in _SAME and _leads_to_page(link)] if new else []
            if new and same:
                fewer = new if len(new) <= len(same) else same
                values = params(new_window=len(new), same_window=len(same), rel="")
                yield content_finding(self, page.entry, [occurrence(link) for link in fewer], values=values)

    def _warned(self, page: Page, field: Sequence[Link]) -> Iterator[Finding]:
        """The links to websites of which search engines are warned in some places and not in others."""
        if not any(link.rel and _warns(link) for link in field):
            return
        hosts: dict[str, list[Link]] = {}
        for link in field:
            hosts.setdefault(host(link), []).append(link)
        for name, links in hosts.items():
            warned = [link for link in links if _warns(link)]
            if name and warned and len(warned) < len(links):
                fewer = warned if 2 * len(warned) <= len(links) else [link for link in links if not _warns(link)]
                values = params(new_window=0, same_window=0, rel=name)
                yield content_finding(self, page.entry, [occurrence(link) for link in fewer], values=values, tell_apart=name)


def _opens(link: Link) -> str:
    """The window that a link names, in lower case; empty for none."""
    return (link.target or "").strip().lower()


def _leads_to_page(link: Link) -> bool:
    """Whether a link leads to a website, and to no file there."""
    if not host(link):
        return False
    path = split(link).path
    return _FILE.search(path, max(len(path) - _ENDING, 0)) is None


def _warns(link: Link) -> bool:
    """Whether search engines are told not to trust a link."""
    return not _WARNINGS.isdisjoint((link.rel or "").lower().split())
