"""A real Chromium, and a folder of reports for it to open."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from audit.model.run import RunStatus
from audit.renderers import RENDERERS, AtomFeed, CsvIndex, HtmlIndex, LivingPages, names
from tests.renderers import reports
from tests.renderers.agreed import waiting
from tests.renderers.details import detailed

MADE = {
    "empty": reports.empty,
    "nothing_wrong": reports.nothing_wrong,
    "tiny": reports.tiny,
    "several": reports.several,
    "detailed": detailed,
    "first": reports.first,
    "partial": reports.partial,
    "inconclusive": reports.inconclusive,
    "hostile": reports.hostile,
    "agreed": lambda: waiting(reports.hostile(), every=True),
    "large": lambda: reports.huge(initiatives=150, findings=700, targets=90, hosts=20),
}


def write(folder: Path, documents: Iterable) -> None:
    for document in documents:
        path = folder / document.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(document.content)


def listing(count: int):
    rows = [reports.row(n, status=RunStatus.PARTIAL if n == 1 else RunStatus.COMPLETE) for n in range(count)]
    given = {"site_name": "Partner initiatives", "timezone": "Europe/Berlin", "generated_at": reports.NIGHT}
    return [document for each in (HtmlIndex(), AtomFeed(), CsvIndex()) for document in each.render_index(rows, **given)]


@pytest.fixture(scope="session")
def shelves(tmp_path_factory) -> Path:
    """One folder of reports for each kind of report: ``<kind>/index.html`` and ``<kind>/2026-11-21/``."""
    root = tmp_path_factory.mktemp("reports")
    for kind, make in MADE.items():
        report = make()
        write(root / kind / report.id, (document for renderer in RENDERERS for document in renderer.render(report)))
        if kind == "detailed":
            lasting = LivingPages.of(report)
            write(root / kind, [lasting.over(names.living_link(row.check.target_id)) for row in report.targets[:1]])
        write(root / kind, listing(0 if kind == "empty" else 1 if kind == "tiny" else 100))
    return root


def one_of_each(root: Path, kind: str, *, choose: Callable[..., Path] = max) -> dict[str, Path]:
    """One page of every type that a report has: the largest of its type, or the smallest with `min`."""
    dated = root / kind / "2026-11-21"
    found = {"list of reports": root / kind / "index.html", "overview": dated / "index.html", "method": dated / "how-we-check.html"}
    for name, pattern in {
        "list": "p/*.html",
        "initiatives": "initiatives/page-*.html",
        "initiative": "initiatives/i1_*.html",
        "host": "hosts/*.html",
        "link": "links/*.html",
        "owner": "owners/*.html",
        "partners": "partners.html",
    }.items():
        if pages := sorted(dated.glob(pattern)):
            found[name] = choose(pages, key=lambda path: path.stat().st_size)
    for name, pattern in {"older reports": "reports-2.html", "nothing to do": "links/*/index.html"}.items():
        if beside := sorted((root / kind).glob(pattern)):
            found[name] = beside[0]
    return found


@pytest.fixture
def opened(chromium):
    """Open a page in a window of its own: `opened(path, width=320, scheme="dark")`."""
    contexts = []

    def open_page(path: Path, *, width: int = 1280, scheme: str = "light", **options):
        context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
