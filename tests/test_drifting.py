"""Several nights on which a page becomes another one, or only looks so."""

from datetime import timedelta

import pytest

from tests.content import write_entry
from tests.judging.test_drift import GERMAN, REWRITTEN, STRANGE, TITLE, TRANSLATED
from tests.small_web import small_web
from tests.test_night import FIRST, Nights, shown

DAY = timedelta(days=1)
PATH = "/brunnen"


@pytest.fixture
def nights(tmp_path):
    with small_web("partner.example") as web:
        made = Nights(tmp_path, web)
        write_entry(made.site, "water", [f"http://partner.example{PATH}"])
        yield made


def html(title: str, text: str) -> str:
    return f"<!doctype html><title>{title}</title><h1>{title}</h1><p>{text}</p>"


def verdict(report: dict) -> str:
    (target,) = report["targets"]
    return target["verdict"]


def rules(report: dict) -> list[str]:
    return [finding["rule_id"] for finding in report["findings"] if finding["certainty"] != "suspected"]


def test_a_page_that_becomes_another_one_is_doubted_until_it_is_itself_again(nights):
    nights.web.tags = True
    nights.web.pages[PATH] = html(TITLE, GERMAN)
    first = nights.audit(FIRST)
    nights.web.pages[PATH] = html("Tempat terbaik", STRANGE)
    changed = nights.audit(FIRST + DAY)
    unchanged = nights.audit(FIRST + 2 * DAY)
    read_again = nights.audit(FIRST + 9 * DAY)
    nights.web.pages[PATH] = html(TITLE, REWRITTEN)
    after = nights.audit(FIRST + 10 * DAY)

    assert rules(first) == []
    for report in (changed, unchanged, read_again):
        assert verdict(report) == "ok"
        assert rules(report) == ["link-drifted"]
        assert report["findings"][0]["certainty"] == "cannot_tell"
    assert rules(after) == []


def test_a_page_that_becomes_a_spam_site_is_parked(nights):
    nights.web.pages[PATH] = html(TITLE, GERMAN)
    nights.audit(FIRST)
    # One heading of a dozen: no kind of evidence by itself, and enough beside what the page was.
    nights.web.pages[PATH] = html("Situs slot gacor", STRANGE + " Tentang kami dan aturan untuk anggota yang baru di sini." * 20)
    second = nights.audit(FIRST + DAY)
    third = nights.audit(FIRST + 2 * DAY)

    assert verdict(second) == verdict(third) == "parked"
    assert len(shown(third, "link-unsafe")) == 1


@pytest.mark.parametrize(
    "pages",
    [
        [html(TITLE, REWRITTEN), html("Was wir tun", REWRITTEN)],
        [html("Annual report 2019 – Brunnenfreunde Kassel", TRANSLATED), html("Annual report", TRANSLATED)],
        [
            html(f"News of day {day}", " ".join(f"story{day}x{number} is for the people of the town" for number in range(40)))
            for day in range(3)
        ],
    ],
    ids=["written anew", "translated", "news"],
)
def test_what_was_written_anew_or_translated_or_is_new_every_day_stays_well(nights, pages):
    nights.web.pages[PATH] = html(TITLE, GERMAN) if "News" not in pages[0] else pages[-1]
    nights.audit(FIRST)
    for night, page in enumerate(pages, start=1):
        nights.web.pages[PATH] = page
        report = nights.audit(FIRST + night * DAY)

        assert (verdict(report), rules(report)) == ("ok", [])
