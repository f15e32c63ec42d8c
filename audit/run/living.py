"""The pages that keep their address from report to report, on the disk.

They stand beside the dated reports, as ``initiatives/<id>/index.html`` and the like, and lead into the report that they tell of. All of
them, and the feed of what has to go today, are written into a hidden folder and brought to the disk with their report; each is then
replaced in one step, so that a reader meets the page of before or the new one, and a process that dies in between leaves pages that are
whole and of one report or the other. A page whose bytes are the same is left alone. No page ever goes away: what a report has nothing to
say of gets a page that says so.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from audit.ports import Document, Living
from audit.run.disk import inside, sync


def with_living(documents: Iterable[Document], living: Living, *, folder: Path, root: Path, known: bool) -> Iterator[Document]:
    """The documents, while the pages that keep their address are written below `folder` beside them.

    `known` says whether the report knows everything that it should. One that does not only adds the pages that are not there yet.
    """
    written: list[Path] = []
    seen: set[str] = set()

    def write(page: Document) -> None:
        seen.add(page.name)
        standing = root / inside(page.name)
        if standing.exists() and (not known or standing.read_bytes() == page.content):
            return
        path = folder / inside(page.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(page.content)
        written.append(path)

    for document in living.beside:
        write(document)
    for document in documents:
        if page := living.page(document):
            write(page)
        yield document
    if known:
        for name in sorted({*living.names, *_standing(root, living.folders)} - seen):
            write(living.over(name))
    for path in written:
        sync(path)


def put(folder: Path, *, root: Path) -> None:
    """Move the pages below a hidden folder to their places, each in one step."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        place = root / path.relative_to(folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)


def _standing(root: Path, folders: Iterable[str]) -> Iterator[str]:
    """The pages of earlier reports."""
    for folder in folders:
        for path in (root / folder).glob("*/index.html"):
            yield path.relative_to(root).as_posix()
