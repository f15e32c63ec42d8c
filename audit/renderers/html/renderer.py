"""The report for people: pages that need neither a server nor a script."""

from collections.abc import Iterator
from dataclasses import dataclass

from audit.model.report import LABELS, Report
from audit.ports import Document
from audit.renderers import names
from audit.renderers.html.book import Book
from audit.renderers.html.hosts import host_pages
from audit.renderers.html.initiatives import initiative_pages
from audit.renderers.html.links import link_pages
from audit.renderers.html.lists import initiatives_pages, partners_page, whole_list
from audit.renderers.html.method import method_page
from audit.renderers.html.overview import overview
from audit.renderers.html.owners import owner_pages

LARGEST_WHOLE = 300_000
"""Bytes. An overview with every card may grow to this; it still opens within a second. A larger report's overview is far smaller."""

MOST_CARDS = 200
"""More cards than this are not even tried on the overview."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlRenderer:
    """The dated report as pages: the overview, and whatever it has no room for."""

    language: str = "en"

    @property
    def name(self) -> str:
        """See `Renderer.name`."""
        return "html"

    def render(self, report: Report) -> Iterator[Document]:
        """See `Renderer.render`."""
        book = Book.of(report, language=self.language)
        whole = _whole_overview(book)
        yield whole or _overview(book, few=True)
        if whole is None:
            yield from whole_list(book)
        yield from initiatives_pages(book)
        yield from partners_page(book)
        yield from initiative_pages(book)
        yield from host_pages(book)
        yield from link_pages(book)
        yield from owner_pages(book)
        yield method_page(book)


def _whole_overview(book: Book) -> Document | None:
    """The overview with every card, when that stays a page that opens at once."""
    if len(book.actions) > MOST_CARDS:
        return None
    whole = _overview(book, few=False)
    return whole if len(whole.content) <= LARGEST_WHOLE else None


def _overview(book: Book, *, few: bool) -> Document:
    return book.page("overview.html", names.OVERVIEW, labels=LABELS, view=overview(book, few=few))
