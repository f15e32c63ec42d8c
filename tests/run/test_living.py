"""Pages that keep their address go along with the reports, each in one step, and only where something changed."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from audit.errors import SurroundingsError
from audit.model.report import Report
from audit.model.run import RunStatus
from audit.ports import Document
from audit.renderers import HtmlRenderer, LivingPages, names
from audit.run.publish import publish
from tests.renderers import reports
from tests.renderers.pages import text

INDEX = Document(name="index.html", content=b"list")
ROW, OTHER = reports.initiative(1), reports.initiative(2, health="clean")
PAGE, OTHERS = names.living_initiative(ROW.id), names.living_initiative(OTHER.id)


def night(number: int, *rows, broken: bool = True, status: RunStatus = RunStatus.COMPLETE) -> Report:
    lines = [reports.line(0, initiative=ROW)] if broken else []
    day = reports.NIGHT.date() + timedelta(days=number)
    report = reports.arranged(lines, rows or (ROW, OTHER), day=day)
    return replace(report, run=replace(report.run, status=status))


def put(report: Report, root: Path) -> None:
    publish(report, HtmlRenderer().render(report), INDEX, root=root, living=LivingPages.of(report))


def said(root: Path, name: str) -> str:
    return text((root / name).read_text(encoding="utf-8"))


def standing(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file() and path.name != ".turn"}


def test_an_address_is_always_the_newest_page(tmp_path):
    put(night(0), tmp_path)
    assert "1 to fix." in said(tmp_path, PAGE)
    assert "21 November 2026" in said(tmp_path, PAGE)
    put(night(1), tmp_path)
    assert "22 November 2026" in said(tmp_path, PAGE)
    assert "22 November 2026" in said(tmp_path, names.METHOD)


def test_what_is_mended_or_has_left_says_so_and_what_comes_back_is_there_again(tmp_path):
    put(night(0), tmp_path)
    link = names.living_link(night(0).lines[0].finding.target_id)
    assert not (tmp_path / link).exists(), "it has no page of its own yet"
    put(night(1, broken=False), tmp_path)
    assert "Nothing to do here." in said(tmp_path, PAGE)
    put(night(2, OTHER, broken=False), tmp_path)
    assert "not in the collection any more" in said(tmp_path, PAGE)
    put(night(3), tmp_path)
    assert "1 to fix." in said(tmp_path, PAGE)


def test_an_initiative_without_a_problem_has_an_address_too_and_its_page_is_left_alone_night_after_night(tmp_path):
    put(night(0), tmp_path)
    before = (tmp_path / OTHERS).stat()
    put(night(1), tmp_path)
    after = (tmp_path / OTHERS).stat()
    assert "Nothing to do here." in said(tmp_path, OTHERS)
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


@pytest.mark.parametrize("status", [RunStatus.PARTIAL, RunStatus.INCONCLUSIVE])
def test_a_run_that_does_not_know_everything_changes_no_page_and_adds_those_that_are_missing(tmp_path, status):
    put(night(0, ROW, broken=False), tmp_path)
    before = (tmp_path / PAGE).read_bytes()
    put(night(1, status=status), tmp_path)
    assert (tmp_path / PAGE).read_bytes() == before
    assert not (tmp_path / OTHERS).exists(), "nothing is claimed of it"
    other = tmp_path / "other"
    put(night(1, status=status), other)
    assert "1 to fix." in said(other, PAGE)


def test_the_same_reports_make_the_same_bytes(tmp_path):
    for root in (tmp_path / "one", tmp_path / "two"):
        for report in (night(0), night(1, broken=False), night(2)):
            put(report, root)
    one, two = standing(tmp_path / "one"), standing(tmp_path / "two")
    assert one == two
    assert PAGE in one


def test_a_renderer_that_fails_half_way_leaves_every_page_as_it_was(tmp_path):
    put(night(0), tmp_path)
    before = standing(tmp_path)

    def failing():
        yield from HtmlRenderer().render(night(1))
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        publish(night(1), failing(), INDEX, root=tmp_path, living=LivingPages.of(night(1)))
    assert standing(tmp_path) == before


def test_a_report_that_may_not_be_published_changes_no_page(tmp_path):
    put(night(0), tmp_path)
    before = standing(tmp_path)
    with pytest.raises(SurroundingsError, match="never changes"):
        put(night(0, broken=False), tmp_path)
    assert standing(tmp_path) == before


def test_no_page_leads_to_a_report_that_could_not_be_remembered(tmp_path):
    put(night(0), tmp_path)
    before = standing(tmp_path)

    def forgets() -> None:
        raise SurroundingsError("the database is gone")

    report = night(1)
    with pytest.raises(SurroundingsError, match="the database is gone"):
        publish(report, HtmlRenderer().render(report), INDEX, root=tmp_path, living=LivingPages.of(report), remember=forgets)

    after = standing(tmp_path)
    assert {name: after[name] for name in after if not name.startswith(report.id)} == before
    assert [name for name in after if name.startswith(report.id)]
