"""One link text for several pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.link import Link, LinkKind
from audit.rules.content.link_text_unclear import VAGUE
from audit.rules.content.link_tracking import untracked
from audit.rules.contract import Context
from audit.rules.making import content_finding, params
from audit.rules.page import Page
from audit.rules.reading.mentions import folded, occurrence, split
from audit.rules.reading.pictures import shows_picture

_NO_PAGES = frozenset({LinkKind.MAIL, LinkKind.PHONE})


@dataclass(frozen=True, slots=True)
class LinkTextAmbiguous:
    """Finds the same link text leading to different pages within one field.

    People who go by the links of a page cannot tell which is which. Links to parts of one page, texts that say nothing anyway,
    numbers, pictures, and the mail addresses and telephones of people, whose names stand beside them, stay silent.
    """

    name: ClassVar[str] = "link-text-ambiguous"
    family: ClassVar[str] = "link-text-ambiguous"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "words", "count")
    before: ClassVar[str] = "- '[Annual report](https://river.example/2024.pdf)'\n- '[Annual report](https://river.example/2025.pdf)'\n"
    after: ClassVar[str] = (
        "- '[Annual report 2024](https://river.example/2024.pdf)'\n- '[Annual report 2025](https://river.example/2025.pdf)'\n"
    )

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        for field in page.linked.values():
            texts: dict[str, list[Link]] = {}
            for link in field:
                if "{{" in link.href or link.kind in _NO_PAGES:
                    continue
                texts.setdefault(folded(link.text), []).append(link)
            for words, links in texts.items():
                if len(links) == 1 or words in VAGUE or not any(map(str.isalpha, words)):
                    continue
                pages = _pages(links)
                if len(pages) > 1:
                    # What is said of a picture is no link's text. That is looked for only where it could matter.
                    pages = _pages([link for link in links if not shows_picture(page.entry, link)])
                if len(pages) > 1:
                    found = [occurrence(link) for link in links if link in pages.values()]
                    values = params(words=" ".join(found[0].text.split()), count=len(pages))
                    yield content_finding(self, page.entry, found, values=values, tell_apart=words)


def _pages(links: list[Link]) -> dict[str, Link]:
    """The first link to each page."""
    return {_page(link): link for link in reversed(links)}


def _page(link: Link) -> str:
    """The page, however its address is spelt: scheme, ``www.``, a slash at the end, trackers and the fragment left out."""
    parts = split(link)
    name = (parts.hostname or "").removeprefix("www.")
    return f"{name}{parts.path.rstrip('/')}?{untracked(parts.query)}" if name else link.address.strip().partition("#")[0]
