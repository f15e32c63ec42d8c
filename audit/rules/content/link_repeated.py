"""One address linked again and again."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.entry import Entry
from audit.model.finding import Certainty, Finding, Severity
from audit.model.link import Link
from audit.rules.contract import Context
from audit.rules.making import content_finding, params
from audit.rules.reading.mentions import by_field, clickable, host, occurrence


@dataclass(frozen=True, slots=True)
class LinkRepeated:
    """Finds an address that one field links more than once.

    Every copy is one more to keep right, and visitors who follow the second find the page they know. Links to different parts of
    one page, and links in different fields, stay silent; so does a text so long that readers have forgotten the first.
    """

    name: ClassVar[str] = "link-repeated"
    family: ClassVar[str] = "link-repeated"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "address", "count")
    before: ClassVar[str] = "- '[conflict resolution](https://river.example/talks)'\n- '[our programme](https://river.example/talks)'\n"
    after: ClassVar[str] = "- '[conflict resolution programme](https://river.example/talks)'\n"

    def check(self, entry: Entry, links: tuple[Link, ...], context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        for field in by_field(clickable(links)).values():
            addresses: dict[str, list[Link]] = {}
            for link in field:
                if host(link):
                    addresses.setdefault(link.address.strip(), []).append(link)
            for address, found in addresses.items():
                if len(found) > 1:
                    values = params(address=address, count=len(found))
                    yield content_finding(self, entry, [occurrence(link) for link in found], values=values, tell_apart=address)
