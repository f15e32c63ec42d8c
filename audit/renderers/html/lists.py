"""The pages that go on where the overview has no room: the whole list, all initiatives, all partners."""

from collections.abc import Callable, Iterator

from audit.ports import Document
from audit.renderers import names
from audit.renderers.html import tables
from audit.renderers.html.book import Book
from audit.renderers.html.paging import by_section, list_pages


def whole_list(book: Book) -> Iterator[Document]:
    """Every action as a card."""
    pages = list(list_pages(book.actions))
    done = 0
    for number, some in pages:
        yield book.page(
            "list.html",
            names.list_page(number),
            title=book.words.t("page.list.title", page=number, pages=len(pages)),
            lead=book.words.t("page.list.lead", first=done + 1, last=done + len(some), all=len(book.actions)),
            groups=by_section(some),
            **neighbours(number, len(pages), names.list_page),
        )
        done += len(some)


def initiatives_pages(book: Book) -> Iterator[Document]:
    """The table of initiatives, where it has more than one page."""
    pages = tables.initiatives(book.report, book.words)
    for number, table in enumerate(pages, start=1):
        if len(pages) > 1:
            yield book.page(
                "table_page.html",
                names.initiatives_page(number),
                title=table.caption,
                table=table,
                **neighbours(number, len(pages), names.initiatives_page),
            )


def partners_page(book: Book) -> Iterator[Document]:
    """All partners, where the overview shows some."""
    table = tables.partners(book.report, book.words)
    if len(table.rows) > tables.PARTNERS_ON_OVERVIEW:
        yield book.page("table_page.html", names.PARTNERS, title=table.caption, table=table)


def neighbours(number: int, last: int, name: Callable[[int], str]) -> dict[str, str]:
    """The addresses of the pages before and after one of several; empty at the ends."""
    return {"before": name(number - 1) if number > 1 else "", "after": name(number + 1) if number < last else ""}
