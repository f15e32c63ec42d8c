"""Everything in one page, for mailing and for archives."""

from collections.abc import Iterator
from dataclasses import dataclass

from audit.model.report import LABELS, Report
from audit.ports import Document
from audit.renderers import names
from audit.renderers.html.book import Book
from audit.renderers.html.overview import overview
from audit.renderers.html.paging import by_section

BLOCK = 50
"""So many cards are laid out together, and only when a reader comes near."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneFileRenderer:
    """The whole report as one file that leads nowhere else."""

    language: str = "en"

    @property
    def name(self) -> str:
        """See `Renderer.name`."""
        return "one-file"

    def render(self, report: Report) -> Iterator[Document]:
        """See `Renderer.render`."""
        book = Book.of(report, language=self.language, alone=True)
        groups = [(label, [own[start : start + BLOCK] for start in range(0, len(own), BLOCK)]) for label, own in by_section(book.actions)]
        yield book.page("one_file.html", names.ONE_FILE, labels=LABELS, view=overview(book, few=False), groups=groups)
