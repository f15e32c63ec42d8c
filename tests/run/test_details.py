"""What a run puts into its report for the pages of one initiative and one website."""

import asyncio
from datetime import timedelta

import pytest

from audit import wiring
from audit.clock import ClockSetTo
from audit.model.report import Report
from audit.renderers import names
from tests.content import write_entry
from tests.renderers.pages import text
from tests.small_web import small_web
from tests.test_night import FIRST, Nights

DAY = timedelta(days=1)
PATHS = ("one", "two", "three", "four")


@pytest.fixture
def nights(tmp_path):
    with small_web("partner.example", "canary.example") as web:
        made = Nights(tmp_path, web)
        write_entry(made.site, "water", [f"http://partner.example/{path}" for path in PATHS])
        yield made


def stored(nights: Nights, report_id: str) -> Report:
    async def read() -> Report:
        store = wiring.store_of(nights.config, clock=ClockSetTo.starting(FIRST))
        await store.open()
        report = await store.report(report_id)
        await store.close()
        assert report is not None
        return report

    return asyncio.run(read())


def page(nights: Nights, name: str) -> str:
    return text((nights.reports / "latest" / name).read_text(encoding="utf-8"))


def test_a_website_that_falls_silent_has_a_page_that_night_with_the_nights_before_it(nights):
    nights.audit(FIRST)
    nights.audit(FIRST + DAY)
    nights.web.dead.update(f"/{path}" for path in PATHS)
    report = nights.audit(FIRST + 2 * DAY)

    assert [one["host"] for one in report["hosts"]] == ["partner.example"]
    assert not [one for one in report["findings"] if one["certainty"] != "suspected" and one["family"] == "link"]
    words = page(nights, names.host_page("partner.example"))
    assert "vanished together on 20 November 2026" in words
    assert "20 November 2026 0 4 0 19 November 2026 4 0 0 18 November 2026 4 0 0" in words
    assert "Last seen working Thursday 19 November 2026, 02:00 UTC" in words


def test_an_initiative_with_something_to_do_keeps_its_links_its_fields_and_its_past(nights):
    nights.web.dead.add("/one")
    nights.audit(FIRST)
    nights.audit(FIRST + DAY)
    nights.audit(FIRST + 2 * DAY)
    write_entry(nights.site, "water", ["http://partner.example/better", *(f"http://partner.example/{path}" for path in PATHS[1:])])
    nights.web.dead.add("/two")
    nights.audit(FIRST + 3 * DAY)
    nights.audit(FIRST + 4 * DAY)

    (row,) = stored(nights, "2026-11-22").initiatives
    assert [link.line for link in row.mentions] == sorted(link.line for link in row.mentions)
    assert len(row.mentions) == 4
    assert {"title", "summary", "call_to_action"} <= {field.handle for field in row.fields}
    fixed = {day.day.day: {how.value: count for how, count in day.fixed} for day in row.past}
    assert fixed[21] == {"link_replaced": 1}
    assert {day.day.day: day.found for day in row.past}[22] == 1


def test_an_initiative_with_nothing_to_do_keeps_no_details(nights):
    write_entry(nights.site, "calm", ["http://partner.example/fine"])
    nights.web.dead.add("/one")
    nights.audit(FIRST)
    nights.audit(FIRST + DAY)
    rows = {row.path.rpartition("/")[2]: row for row in stored(nights, "2026-11-19").initiatives}

    assert rows["water.md"].mentions
    if not any(line.finding.entry_id == rows["calm.md"].id for line in stored(nights, "2026-11-19").lines):
        assert (rows["calm.md"].mentions, rows["calm.md"].fields, rows["calm.md"].past) == ((), (), ())


def test_a_page_asks_for_no_field_that_the_form_of_its_initiative_has_not(nights):
    form = nights.site / "resources/blueprints/collections/partner_initiatives/partner_initiative.yaml"
    form.parent.mkdir(parents=True)
    form.write_text("sections: {main: {fields: [{handle: summary, field: {type: text}}, {handle: description, field: {type: bard}}]}}\n")
    nights.web.dead.add("/one")
    nights.audit(FIRST)
    nights.audit(FIRST + DAY)

    (row,) = stored(nights, "2026-11-19").initiatives
    assert [field.handle for field in row.fields] == ["title", "summary"]
