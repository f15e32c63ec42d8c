"""What waits by agreement: in its own place on every surface, and counted as before."""

import json
import re
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import jsonschema
import pytest

from audit.cli.summary import summary_of
from audit.delivery.items import Links
from audit.delivery.nightly import nightly_letter
from audit.delivery.plain import as_text
from audit.delivery.voice import Voice
from audit.model.report import LABELS, Report
from audit.renderers import GithubRenderer, JsonRenderer, JunitRenderer, MarkdownRenderer, SarifRenderer
from audit.renderers.json_v1.renderer import made_schema
from audit.wording import catalogue
from tests.renderers import reports
from tests.renderers.agreed import waiting
from tests.renderers.pages import Parsed, pages, text

SARIF_SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-schema-2.1.0.json").read_text("utf-8"))


def mail(report: Report) -> str:
    voice = Voice(wording=catalogue(), zone=ZoneInfo("Europe/Berlin"))
    return " ".join(as_text(nightly_letter(report, voice=voice, links=Links(base_url="https://audit.example.org"))).split())


def tiles(page: str) -> list[str]:
    return re.findall(r"<b>([^<]*)</b>", page[page.index('class="tiles"') :].split("</ul>", maxsplit=1)[0])


def chosen(report: Report) -> str:
    (found,) = {line.finding.id for line in report.waiting}
    return found


@pytest.mark.parametrize("make", [reports.several, reports.hostile, reports.partial], ids=lambda make: make.__name__)
def test_the_tiles_and_tables_count_what_waits_and_the_lists_of_things_to_do_leave_it_out(make):
    plain, agreed = make(), waiting(make())
    before, after = pages(plain)["index.html"], pages(agreed)["index.html"]

    assert [agreed.count(label=label) for label in LABELS] == [plain.count(label=label) for label in LABELS]
    assert tiles(after) == tiles(before)
    assert len(tiles(after)) == len(LABELS)
    assert chosen(agreed) not in after.split('id="waiting"')[0]
    assert chosen(agreed) in after.split('id="waiting"')[1]
    assert "The partner promised a new page." in text(after)


def test_an_overview_where_everything_waits_says_so_and_names_nothing_to_start_with():
    page = pages(waiting(reports.several(), every=True))["index.html"]

    assert 'class="start"' not in page
    assert "are waiting by agreement" in text(page)
    assert {f"#{label}" for label in LABELS}.isdisjoint(Parsed(page).hrefs)


def test_every_link_inside_a_large_report_with_waiting_findings_leads_somewhere():
    made = pages(waiting(reports.huge(initiatives=60, findings=400, targets=120, hosts=30), every=True))
    overview = Parsed(made["index.html"])

    assert len(made["index.html"]) <= 150_000
    for href in overview.hrefs:
        name, _, anchor = href.partition("#")
        if href.startswith(("http", "../")) or (name or "index.html") not in made:
            continue
        assert not anchor or anchor in Parsed(made[name or "index.html"]).ids, href


def test_the_finding_keeps_its_permanent_address_on_the_page_of_its_initiative():
    agreed = waiting(reports.several())
    assert any(chosen(agreed) in Parsed(page).ids for name, page in pages(agreed).items() if name.startswith("initiatives/"))


def test_terminal_and_mail_count_it_and_do_not_ask_for_it():
    agreed = waiting(reports.several())
    summary, letter = summary_of(agreed, folder=Path("reports")), mail(agreed)

    assert "1 of them wait by agreement (1 until a day of this month)" in summary
    assert f"audit explain {chosen(agreed)}" not in summary
    assert "1 problem is waiting by agreement, until 24 November 2026." in letter
    assert letter.index("Ending soon") < letter.index("The partner promised a new page.")
    assert chosen(agreed) not in letter.split("Ending soon")[0]


def test_what_waits_for_longer_than_a_week_is_not_said_to_end_soon():
    assert "Ending soon" not in mail(waiting(reports.several(), until=date(2026, 12, 24)))


def test_pull_requests_and_ci_are_not_told_to_mend_what_waits():
    agreed = waiting(reports.several(), every=True)
    (junit,) = JunitRenderer().render(agreed)
    (github,) = GithubRenderer().render(agreed)
    (markdown,) = MarkdownRenderer().render(agreed)

    assert b"<failure" not in junit.content
    assert b"<skipped" in junit.content
    assert b"::error" not in github.content
    assert b"- **" not in markdown.content


def test_json_and_sarif_with_words_stay_true_to_their_schemas():
    agreed = waiting(reports.several(), every=True)
    document = json.loads(next(iter(JsonRenderer().render(agreed))).content)
    (sarif,) = SarifRenderer().render(agreed)

    jsonschema.validate(document, made_schema())
    jsonschema.validate(json.loads(sarif.content), SARIF_SCHEMA)
    assert document["totals"]["acknowledged"] == document["totals"]["open"] == len(document["acknowledgements"])
