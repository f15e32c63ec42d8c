"""Addresses on one person's computer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.link import Link
from audit.rules.contract import Context
from audit.rules.making import content_finding, params
from audit.rules.page import Page
from audit.rules.reading.mentions import by_address, occurrence

_LOCAL = re.compile(r"file:|[a-z]:[/\\]|\\\\[a-z0-9]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LinkLocalFile:
    """Finds links to a file on a computer or on an office drive, such as `file:///C:/report.pdf`.

    They open on the desk where they were copied and nowhere else. Files that the website itself offers stay silent.
    """

    name: ClassVar[str] = "link-local-file"
    family: ClassVar[str] = "link-local-file"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "address")
    before: ClassVar[str] = "href: file:///C:/Users/amina/report.pdf\n"
    after: ClassVar[str] = "href: https://river.example/report.pdf\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        for (_, address), found in by_address(page.links, _is_local).items():
            values = params(address=address)
            yield content_finding(self, page.entry, [occurrence(link) for link in found], values=values, tell_apart=address)


def _is_local(link: Link) -> bool:
    address = link.address
    return not address.startswith("http") and _LOCAL.match(address.strip()) is not None
