"""Reading rendered pages back."""

import re
from html import unescape
from html.parser import HTMLParser

from audit.model.report import Report
from audit.renderers.html import HtmlRenderer

LASTING = re.compile(r"\.\./((initiatives|hosts|links)/[a-z0-9._-]+/index\.html|feeds/partners/[a-z0-9._-]+\.atom)")
"""Where a page or a feed stands that keeps its address from report to report, from a report's folder."""


def pages(report: Report) -> dict[str, str]:
    """Every page of a report, by name."""
    return {document.name: document.content.decode() for document in HtmlRenderer().render(report)}


def text(page: str) -> str:
    """What a page says, without its markup."""
    body = re.sub(r"<(style|svg|script)\b.*?</\1>", " ", page[page.index("<body") :], flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", body))).strip()


class Parsed(HTMLParser):
    """The tags, links and ids of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.ids: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "href":
                self.hrefs.append(value or "")
            if name == "id":
                self.ids.append(value or "")
