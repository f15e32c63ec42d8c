"""The page of a link: how it did on earlier nights."""

from datetime import timedelta

import pytest

from audit.run import looks
from tests.content import write_entry
from tests.small_web import small_web
from tests.test_night import FIRST, Nights, shown


@pytest.fixture
def nights(tmp_path):
    with small_web("partner.example") as web:
        made = Nights(tmp_path, web)
        write_entry(made.site, "water", ["http://partner.example/sometimes", "http://partner.example/fine"])
        yield made


def link_pages(nights: Nights) -> dict[str, str]:
    return {page.stem: page.read_text(encoding="utf-8") for page in (nights.reports / "latest" / "links").glob("*.html")}


def test_a_link_that_broke_has_a_page_with_its_earlier_nights_and_one_that_works_has_none(nights):
    nights.audit(FIRST)
    nights.web.dead.add("/sometimes")
    nights.audit(FIRST + timedelta(days=1))
    third = nights.audit(FIRST + timedelta(days=2))
    (page,) = link_pages(nights).values()

    assert [finding["target_id"] for finding in shown(third)]
    assert page.index("20 November 2026") < page.index("19 November 2026") < page.index("18 November 2026")
    assert page.count("<tr>") == 1 + 3


def test_no_more_than_so_many_looks_are_shown(nights, monkeypatch):
    monkeypatch.setattr(looks, "MOST", 2)
    nights.web.dead.add("/sometimes")
    for day in range(5):
        nights.audit(FIRST + timedelta(days=day))
    (page,) = link_pages(nights).values()

    assert page.count("<tr>") == 1 + 1 + 2
