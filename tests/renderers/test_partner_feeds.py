"""Each partner's feed: the reports that changed something there, and those that cannot say."""

from dataclasses import replace

from audit.model.run import RunStatus
from audit.ports import ReportRow
from audit.renderers import PartnerFeeds, names
from tests.renderers import feeds, reports

RIVER = "River Trust"


def made(rows, *, base_url: str = "https://audit.example.org/reports", name: str = "Initiatives") -> dict[str, bytes]:
    given = {"site_name": name, "timezone": "Europe/Berlin", "generated_at": reports.NIGHT}
    return {document.name: document.content for document in PartnerFeeds(base_url=base_url).render_index(rows, **given)}


def night(number: int, status: RunStatus = RunStatus.COMPLETE, why: str = "", **partners: dict[str, int]) -> ReportRow:
    """The report of so many nights ago, with what changed for each partner."""
    row = reports.row(number, status=status)
    return replace(row, run=replace(row.run, why=why), partners={RIVER if one == "river" else one: of for one, of in partners.items()})


def test_a_report_that_changed_something_there_is_an_entry_and_no_other():
    rows = [night(0, river={}, bees={"new": 1}), night(1, river={"new": 3, "came_back": 1}), night(2), night(3, river={"fixed": 2})]
    river = made(rows)[names.partner_feed(RIVER)]

    assert feeds.told(feeds.read(river), "title") == ["Initiatives: River Trust"]
    assert feeds.entries(river, "title") == ["20 November 2026: 3 problems are new, 1 came back", "18 November 2026: 2 were fixed"]
    assert feeds.entries(river, "summary")[1] == "In this partner's initiatives: 2 were fixed."
    assert feeds.entries(river, "updated")[0] == "2026-11-20T01:44:03Z"
    here = names.partner_feed(RIVER).removeprefix("feeds/").removesuffix(".atom")
    assert feeds.entries(river, "id")[0] == f"tag:audit.example.org,2026:report/2026-11-20/{here}"
    assert feeds.leads_to(river) == [
        f"https://audit.example.org/reports/{names.partner_feed(RIVER)}",
        "https://audit.example.org/reports/2026-11-20/index.html",
        "https://audit.example.org/reports/2026-11-18/index.html",
    ]
    assert feeds.entries(made(rows)["feeds/partners/bees.atom"], "title") == ["21 November 2026: 1 problem is new"]


def test_an_incomplete_report_is_an_entry_for_everybody_and_counts_nothing():
    partial = night(0, RunStatus.PARTIAL, "The time limit came before everything was checked.", river={"new": 9})
    river, bees = (made([partial, night(1, river={"new": 1}, bees={})])[names.partner_feed(one)] for one in (RIVER, "bees"))

    assert feeds.entries(river, "title") == ["21 November 2026: Stopped early", "20 November 2026: 1 problem is new"]
    assert feeds.entries(bees, "title") == ["21 November 2026: Stopped early"]
    assert feeds.entries(bees, "summary") == ["The time limit came before everything was checked."]
    unsaid = made([night(0, RunStatus.INCONCLUSIVE, bees={})])["feeds/partners/bees.atom"]
    assert feeds.entries(unsaid, "summary")[0] in feeds.entries(unsaid, "title")[0]


def test_a_partner_without_news_has_a_feed_that_is_the_same_every_night():
    first = made([night(1, river={})])
    later = made([night(0, river={}), night(1)])
    assert first == later
    assert feeds.entries(first[names.partner_feed(RIVER)], "id") == []


def test_the_feed_keeps_its_id_over_the_years_and_its_entries_theirs():
    now, then = night(0, river={"new": 1}), night(400, river={"new": 1})
    both, before = (made(rows)[names.partner_feed(RIVER)] for rows in ([now, then], [then]))
    assert feeds.told(feeds.read(both), "id") == feeds.told(feeds.read(before), "id")
    assert feeds.entries(both, "id")[1:] == feeds.entries(before, "id")


def test_a_feed_holds_the_newest_sixty():
    river = made([night(number, river={"new": 1}) for number in range(100)])[names.partner_feed(RIVER)]
    ids = feeds.entries(river, "id")
    assert len(ids) == 60
    assert "2026-11-21" in ids[0]


def test_without_an_address_of_the_reports_it_leads_on_from_where_it_stands():
    bees = made([night(0, bees={"fixed": 1})], base_url="")["feeds/partners/bees.atom"]
    assert feeds.leads_to(bees) == ["../../feeds/partners/bees.atom", "../../2026-11-21/index.html"]
    assert feeds.entries(bees, "id") == ["urn:x-initiative-audit:report/2026-11-21/partners/bees"]


def test_hostile_names_stand_in_it_as_text_and_reach_no_address():
    rows = [replace(night(0), partners={text: {"new": 1} for text in reports.HOSTILE}), night(1, RunStatus.PARTIAL, reports.HOSTILE[1])]
    found = made(rows, name=reports.HOSTILE[1])
    assert len(found) == len(set(reports.HOSTILE))
    for name, content in found.items():
        assert name.removeprefix("feeds/partners/").removesuffix(".atom").isidentifier()
        assert b"<script" not in content
        assert all(href.startswith("https://audit.example.org/reports/") and "<" not in href for href in feeds.leads_to(content))
        assert "\u202e" not in content.decode()


def test_a_name_that_looks_like_the_digest_of_another_has_a_feed_of_its_own():
    taken = names.partner_feed(RIVER).removeprefix("feeds/partners/").removesuffix(".atom")
    assert len(made([night(0, river={}, **{taken: {}})])) == 2


def test_who_has_no_name_has_no_feed():
    assert made([replace(night(0), partners={})]) == {}
