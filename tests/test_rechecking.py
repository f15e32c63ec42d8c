"""Several nights in which not everything is asked, and what the reports say of the rest."""

from collections import Counter
from datetime import timedelta

import pytest

from audit.config.shape import Rechecks
from tests.content import write_entry
from tests.small_web import small_web
from tests.test_night import FIRST, Nights, shown

DAY = timedelta(days=1)


@pytest.fixture
def nights(tmp_path):
    with small_web("partner.example") as web:
        yield Nights(tmp_path, web)


def asked(nights, at, **more) -> tuple[dict, Counter]:
    nights.web.requests.clear()
    report = nights.audit(at, **more)
    return report, Counter({path: count for path, count in nights.web.requests.items() if path != "/robots.txt"})


def seen_on(row: dict) -> str:
    return row["checks"][0]["at"][:10]


def target(report: dict, path: str) -> dict:
    return next(one for one in report["targets"] if one["url"].endswith(path))


def test_what_has_worked_for_long_is_left_alone_on_some_nights_and_told_of_with_its_date(nights):
    nights.rechecks = Rechecks(adaptive=True, steady=2 * 86_400.0)
    write_entry(nights.site, "water", ["http://partner.example/fine", "http://partner.example/gone-a"])
    for night in range(3):
        assert asked(nights, FIRST + night * DAY)[1]["/fine"] == 1
    third, paths = asked(nights, FIRST + 3 * DAY)

    assert paths["/fine"] == 0
    assert paths["/gone-a"] > 0
    assert target(third, "/fine")["verdict"] == "ok"
    assert seen_on(target(third, "/fine")) == "2026-11-20"
    assert seen_on(target(third, "/gone-a")) == "2026-11-21"
    assert (third["run"]["status"], third["coverage"]["percent"]) == ("complete", 100.0)
    assert [notice["code"] for notice in third["run"]["warnings"]] == ["carried"]
    assert "20 November 2026" in third["run"]["warnings"][0]["message"]
    assert [finding["state"] for finding in shown(third)] == ["open"]
    pages = "".join(path.read_text(encoding="utf-8") for path in (nights.reports / "latest").resolve().rglob("*.html"))
    assert "1 link worked when we last asked" in pages

    nights.web.dead.add("/fine")
    fourth, paths = asked(nights, FIRST + 4 * DAY)
    fifth, more = asked(nights, FIRST + 5 * DAY)

    assert min(paths["/fine"], more["/fine"]) > 0
    assert target(fourth, "/fine")["verdict"] == "broken"
    assert len(shown(fifth)) == 2


def test_a_failure_is_asked_again_every_night_and_so_is_a_page_that_has_just_recovered(nights):
    nights.rechecks = Rechecks(adaptive=True, steady=86_400.0)
    write_entry(nights.site, "water", ["http://partner.example/sometimes"])
    for night in range(8):
        nights.web.dead = {"/sometimes"} if night in {4, 5} else set()
        report, paths = asked(nights, FIRST + night * DAY)
        told = target(report, "/sometimes")
        assert told["verdict"] == ("broken" if night in {4, 5} else "ok")
        if night in {5, 6, 7}:
            assert paths["/sometimes"] > 0
        if not paths["/sometimes"]:
            assert seen_on(told) < report["run"]["started_at"][:10]


def test_without_being_told_so_everything_is_asked_every_night(nights):
    write_entry(nights.site, "water", ["http://partner.example/fine"])
    for night in range(3):
        report, paths = asked(nights, FIRST + 60 * night * DAY)

        assert paths["/fine"] == 1
        assert report["run"]["warnings"] == []


def test_whoever_presses_the_button_has_everything_asked(nights):
    nights.rechecks = Rechecks(adaptive=True, steady=0)
    write_entry(nights.site, "water", ["http://partner.example/fine"])
    nights.audit(FIRST)
    nights.audit(FIRST + DAY)

    assert asked(nights, FIRST + DAY + timedelta(hours=1))[1]["/fine"] == 0
    assert asked(nights, FIRST + DAY + timedelta(hours=2), kind="on_demand")[1]["/fine"] == 1


def test_a_website_with_more_links_than_a_night_allows_is_asked_in_turns_and_nothing_is_made_up(nights):
    nights.rechecks = Rechecks(per_host=2)
    paths = [f"/page-{number}" for number in range(4)]
    write_entry(nights.site, "water", [f"http://partner.example{path}" for path in paths])
    first, one = asked(nights, FIRST)
    second, two = asked(nights, FIRST + DAY)

    assert {path for path in paths if one[path]} | {path for path in paths if two[path]} == set(paths)
    assert (sum(one[path] for path in paths), sum(two[path] for path in paths)) == (2, 2)
    assert Counter(row["verdict"] for row in first["targets"]) == {"ok": 2, "not_checked": 2}
    assert first["coverage"]["not_judged"] == [{"reason": "host-budget", "links": 2, "initiatives": 1}]
    assert first["run"]["status"] == "complete"
    assert {row["verdict"] for row in second["targets"]} == {"ok"}
    assert sorted(seen_on(row) for row in second["targets"]) == ["2026-11-18", "2026-11-18", "2026-11-19", "2026-11-19"]


def test_a_dead_link_that_the_budget_leaves_out_is_neither_mended_nor_dead_again(nights):
    write_entry(nights.site, "water", ["http://partner.example/gone-a", "http://partner.example/gone-b"])
    nights.audit(FIRST)
    before = nights.audit(FIRST + DAY)
    nights.rechecks = Rechecks(per_host=1)
    after, paths = asked(nights, FIRST + 2 * DAY)
    (left,) = [path for path in ("/gone-a", "/gone-b") if not paths[path]]

    assert len(shown(before)) == 2
    assert target(after, left)["verdict"] == "not_checked"
    assert len(shown(after)) == 1
    assert after["fixed"] == []
    assert len(after["not_rechecked"]) == 1


def test_a_part_of_a_page_that_nobody_has_looked_for_is_looked_for(nights):
    nights.rechecks = Rechecks(adaptive=True, steady=0)
    write_entry(nights.site, "water", ["http://partner.example/fine"])
    nights.audit(FIRST)
    nights.audit(FIRST + DAY)
    write_entry(nights.site, "water", ["http://partner.example/fine#nowhere"])
    report, paths = asked(nights, FIRST + DAY + timedelta(hours=1))

    assert paths["/fine"] == 1
    assert [finding["rule_id"] for finding in report["findings"]] == ["anchor-missing"]
