"""The feeds of the partners and of what has to go today, on the disk beside the reports."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from audit.model.report import Report
from audit.model.run import RunStatus
from audit.model.standing import State
from audit.renderers import HtmlIndex, HtmlRenderer, LivingPages, PartnerFeeds, names
from audit.run.publish import publish
from audit.run.row import row_of
from tests.renderers import feeds, reports

RIVER, BEES = reports.initiative(1, partner="River Trust"), reports.initiative(2, partner="bees", health="clean")
OURS, THEIRS = names.partner_feed("River Trust"), names.partner_feed("bees")


def night(number: int, *lines, closed=(), status: RunStatus = RunStatus.COMPLETE) -> Report:
    report = reports.arranged(lines, [RIVER, BEES], closed=closed, day=reports.NIGHT.date() + timedelta(days=number))
    made = replace(report, generated_at=report.generated_at + timedelta(days=number), base_url="")
    return replace(made, run=replace(made.run, status=status, why="" if status is RunStatus.COMPLETE else "The time ran out."))


def broken(state: State = State.OPEN):
    return reports.line(0, initiative=RIVER, state=state)


def unsafe(shown: int):
    line = reports.line(2, initiative=BEES)
    return replace(line, record=replace(line.record, shown_at=reports.NIGHT + timedelta(days=shown)))


def put(root: Path, *nights: Report) -> None:
    """Publish the last of these nights, with the rows of those before it."""
    report, rows = nights[-1], [row_of(one) for one in nights[::-1]]
    given = {"site_name": "Initiatives", "timezone": "Europe/Berlin", "generated_at": report.generated_at}
    index, *beside = (document for each in (HtmlIndex(), PartnerFeeds()) for document in each.render_index(rows, **given))
    publish(report, HtmlRenderer().render(report), index, root=root, feeds=beside, living=LivingPages.of(report))


def lived(root: Path, *nights: Report) -> Path:
    """A folder in which these nights were published, one after the other."""
    for last in range(1, len(nights) + 1):
        put(root, *nights[:last])
    return root


def standing(root: Path) -> dict[str, tuple[bytes, int]]:
    paths = sorted((root / "feeds").rglob("*.atom"))
    return {path.relative_to(root).as_posix(): (path.read_bytes(), path.stat().st_ino) for path in paths}


def said(root: Path, name: str, part: str) -> list[str]:
    return feeds.entries((root / name).read_bytes(), part)


def test_each_partner_is_told_of_its_own_initiatives(tmp_path):
    over = reports.closed(1)
    fixed = replace(over, record=replace(over.record, finding=broken().finding))
    lived(tmp_path, night(0, broken(State.NEW)), night(1, broken()), night(2, closed=[fixed]))
    assert set(standing(tmp_path)) == {OURS, THEIRS, names.REMOVE_NOW}
    assert said(tmp_path, OURS, "title") == ["23 November 2026: 1 was fixed", "21 November 2026: 1 problem is new"]
    assert said(tmp_path, THEIRS, "title") == []


def test_a_night_without_news_writes_no_feed_anew(tmp_path):
    nights = (night(0, broken(State.NEW), unsafe(0)), night(1, broken(), unsafe(0)))
    before = standing(lived(tmp_path, nights[0]))
    put(tmp_path, *nights)
    assert standing(tmp_path) == before


def test_an_unsafe_link_is_in_the_feed_from_the_night_that_shows_it_until_it_is_gone(tmp_path):
    lived(tmp_path, night(0), night(1, unsafe(1)), night(2, unsafe(1)))
    assert said(tmp_path, names.REMOVE_NOW, "updated") == ["2026-11-22T01:02:03Z"]
    put(tmp_path, night(3))
    assert said(tmp_path, names.REMOVE_NOW, "id") == []


@pytest.mark.parametrize("status", [RunStatus.PARTIAL, RunStatus.INCONCLUSIVE])
def test_a_run_that_does_not_know_everything_takes_nothing_away_and_says_so_to_the_partners(tmp_path, status):
    lived(tmp_path, night(0, broken(State.NEW), unsafe(0)), night(1, status=status))
    assert len(said(tmp_path, names.REMOVE_NOW, "id")) == 1
    for name in (OURS, THEIRS):
        assert said(tmp_path, name, "summary")[0] == "The time ran out."


def test_the_same_reports_make_the_same_feeds(tmp_path):
    nights = (night(0, broken(State.NEW)), night(1, broken(), unsafe(1)), night(2, status=RunStatus.PARTIAL), night(3, broken(), unsafe(1)))
    one, two = (standing(lived(tmp_path / root, *nights)) for root in ("one", "two"))
    assert {name: content for name, (content, _) in one.items()} == {name: content for name, (content, _) in two.items()}


def test_whatever_leads_to_a_feed_or_on_from_one_leads_somewhere(tmp_path):
    lived(tmp_path, night(0, broken(State.NEW)), night(1, broken(), unsafe(1)))
    overview = (tmp_path / "2026-11-22" / "index.html").read_text()
    for name in (OURS, THEIRS):
        assert f'href="../{name}"' in overview
    assert f'href="{names.REMOVE_NOW}"' in (tmp_path / "index.html").read_text()
    for name, (content, _) in standing(tmp_path).items():
        for href in feeds.leads_to(content):
            assert (tmp_path / name).parent.joinpath(href).resolve().is_file(), (name, href)
