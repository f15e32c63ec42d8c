"""Links that open now here, now there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.link import Link
from audit.rules.contract import Context
from audit.rules.making import content_finding, params
from audit.rules.page import Page
from audit.rules.reading.mentions import by_field, clickable, host, occurrence, split

_NEW = frozenset({"_blank", "blank", "_new", "new"})
_SAME = frozenset({"", "_self", "_top", "_parent"})
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|zip|csv|jpe?g|png|mp[34])$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LinkAttributesMixed:
    """Finds fields in which some links to other websites open a new window and others do not.

    Visitors never know whether the back button will work. Links that say nothing and links that name the same window are alike;
    links to files, and links inside the site, stay silent.
    """

    name: ClassVar[str] = "link-attributes-mixed"
    family: ClassVar[str] = "link-attributes"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "new_window", "same_window")
    before: ClassVar[str] = "- {href: 'https://river.example/a', target: _blank}\n- {href: 'https://river.example/b', target: null}\n"
    after: ClassVar[str] = "- {href: 'https://river.example/a', target: null}\n- {href: 'https://river.example/b', target: null}\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        for field in by_field(clickable(page.links)).values():
            if not any(_opens(link) in _NEW for link in field):
                continue
            outward = [link for link in field if host(link) and not _FILE.search(split(link).path)]
            new = [link for link in outward if _opens(link) in _NEW]
            same = [link for link in outward if _opens(link) in _SAME]
            if new and same:
                fewer = new if len(new) <= len(same) else same
                values = params(new_window=len(new), same_window=len(same))
                yield content_finding(self, page.entry, [occurrence(link) for link in fewer], values=values)


def _opens(link: Link) -> str:
    """The window that a link names, in lower case; empty for none."""
    return (link.target or "").strip().lower()
