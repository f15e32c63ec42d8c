"""What several nights make of content alone: broken settings, dates without changes, and what is neglected twice over."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from audit import wiring
from audit.cli.progress import NoProgress
from audit.clock import ClockSetTo
from audit.config.shape import Checks, Config, Content, Reports

FIRST = datetime(2026, 11, 18, 2, tzinfo=UTC)
FORM = "resources/blueprints/collections/wells/well.yaml"
ENTRY = "content/collections/wells/a.md"
GOOD = "fields: [{handle: pump, field: {type: text, required: true}}, {handle: link, field: {type: link}}]\n"
BROKEN = "fields: [{handle: pump}, {handle: \n"


class Site:
    """A site of one entry, and audits of it without a web."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.at = folder, FIRST
        self.write(FORM, GOOD)
        self.save(text="Wells.", at=FIRST)

    def write(self, name: str, text: str) -> None:
        path = self.folder / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def save(self, *, text: str, at: datetime, name: str = ENTRY, more: str = "") -> None:
        stem = Path(name).stem
        self.write(name, f"---\nid: {stem}\ntitle: {stem}\nsummary: {text}\nupdated_at: {int(at.timestamp())}\n{more}---\n")

    def night(self) -> dict:
        config = Config(
            content=Content(path=self.folder / "site", required=()),
            checks=Checks(enabled=False),
            reports=Reports(path=self.folder / "reports"),
        )
        asyncio.run(wiring.audit_once(config, kind="manual", progress=NoProgress(), clock=ClockSetTo.starting(self.at)))
        self.at += timedelta(days=1)
        return json.loads((self.folder / "reports" / "latest" / "report.json").read_text(encoding="utf-8"))


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path)


def rules(findings: list[dict]) -> set[str]:
    return {finding["rule_id"] for finding in findings}


def test_a_broken_form_is_told_mends_nothing_and_is_fixed_when_it_is_mended(site):
    assert "content-required-missing" in rules(site.night()["findings"])
    site.write(FORM, BROKEN)
    broken = site.night()
    site.write(FORM, GOOD)
    mended = site.night()

    assert "content-settings-unreadable" in rules(broken["findings"])
    assert "content-required-missing" not in rules(broken["fixed"])
    assert rules(mended["fixed"]) == {"content-settings-unreadable"}
    assert "content-required-missing" in rules(mended["findings"])


def test_saving_without_a_change_makes_nothing_younger(site):
    old = FIRST - timedelta(days=800)
    site.save(text="Wells.", at=old)
    assert "content-stale" in rules(site.night()["findings"])
    site.save(text="Wells.", at=site.at)
    assert "content-stale" in rules(site.night()["findings"])
    site.save(text="Wells and pumps.", at=site.at)
    assert rules(site.night()["fixed"]) == {"content-stale"}


def test_saves_without_a_change_before_an_entry_is_due_make_it_no_younger_either(site):
    site.save(text="Wells.", at=FIRST - timedelta(days=350))
    assert "content-stale" not in rules(site.night()["findings"])
    site.save(text="Wells.", at=site.at)
    assert "content-stale" not in rules(site.night()["findings"])
    site.at += timedelta(days=30)

    (stale,) = (each for each in site.night()["findings"] if each["rule_id"] == "content-stale")
    assert stale["message"]["title"] == "Not changed for 12 months; the saves since then changed nothing."


def stale(report: dict) -> str:
    return "".join(each["message"]["title"] for each in report["findings"] if each["rule_id"] == "content-stale")


def test_a_night_on_which_an_entry_cannot_be_read_makes_it_no_younger(site):
    site.save(text="Wells.", at=FIRST - timedelta(days=350))
    site.night()
    site.save(text="Wells.", at=site.at)
    site.night()
    good = (site.folder / "site" / ENTRY).read_text()
    site.write(ENTRY, good.replace("title: a", "title: 'a"))
    assert "content-unreadable" in rules(site.night()["findings"])
    site.write(ENTRY, good)
    assert stale(site.night()) == ""
    site.at += timedelta(days=30)

    assert stale(site.night()) == "Not changed for 12 months; the saves since then changed nothing."


def test_what_said_something_else_meanwhile_is_as_old_as_its_last_change_and_not_as_an_earlier_night_found_it(site):
    site.save(text="Wells.", at=FIRST - timedelta(days=350))
    site.night()
    site.save(text="Wells.", at=site.at)
    site.at += timedelta(days=30)
    assert stale(site.night())
    again = (site.folder / "site" / ENTRY).read_text()
    site.save(text="Pumps.", at=site.at)
    assert "content-stale" in rules(site.night()["fixed"])
    site.write(ENTRY, again)

    assert stale(site.night()) == ""


def test_what_is_old_and_has_broken_links_comes_first(site):
    bad = "link: 'https://exa mple.example/'\n"
    site.save(text="Wells.", at=FIRST, name="content/collections/wells/b.md", more=bad)
    site.save(text="Wells.", at=FIRST - timedelta(days=800), name="content/collections/wells/c.md", more=bad)
    found = [each for each in site.night()["findings"] if each["rule_id"] == "link-malformed"]

    assert [each["initiative_id"] for each in found] == ["c", "b"]


def test_two_entries_are_not_told_apart_by_a_night_on_which_one_of_them_cannot_be_read(site):
    first, second = "content/collections/wells/pump.1.md", "content/collections/wells/pump.md"
    words = " ".join(f"word{number}" for number in range(90))
    for name in (first, second):
        site.write(name, f"---\nid: {'one' if name == first else 'two'}\ntitle: Pump\nslug: pump\n---\n{words}\n")
    good = (site.folder / "site" / first).read_text()
    pairs = {"content-duplicate", "content-duplicate-slug"}
    assert pairs <= rules(site.night()["findings"])
    site.write(first, good.replace("title: Pump", "title: 'Pump"))
    broken = site.night()
    site.write(first, good)
    mended = site.night()
    (site.folder / "site" / first).unlink()

    assert pairs <= rules(broken["not_rechecked"])
    assert broken["fixed"] == []
    assert {each["state"] for each in mended["findings"] if each["rule_id"] in pairs} == {"open"}
    assert pairs <= rules(site.night()["fixed"])


@pytest.mark.parametrize("which", ["a", "b"])
def test_a_copy_that_cannot_be_read_one_night_keeps_its_findings_apart_from_those_of_its_model(site, which):
    for name in ("a", "b"):
        site.write(f"content/collections/wells/{name}.md", f"---\nid: same\ntitle: Wells {name}\nlink: http://127.0.0.1/{name}\n---\n")
    path = f"content/collections/wells/{which}.md"
    good = (site.folder / "site" / path).read_text()
    before = site.night()
    site.write(path, good.replace("title: Wells", "title: 'Wells"))
    broken = site.night()
    site.write(path, good)
    mended = site.night()

    def told(report):
        return {(each["initiative_id"], each["rule_id"]) for each in report["findings"] if each["rule_id"] != "content-unreadable"}

    assert len({initiative for initiative, _ in told(before)}) == 2
    assert broken["fixed"] == broken["left"] == []
    assert told(mended) == told(before)
    assert {each["state"] for each in mended["findings"]} == {"open"}


def test_what_is_mended_while_a_file_without_an_id_cannot_be_read_is_fixed_all_the_same(site):
    site.night()
    site.write("content/collections/wells/torn.md", "---\ntitle: 'Torn\n---\n")
    site.save(text="Wells.", at=FIRST, more="pump: It works\n")

    assert "content-required-missing" in rules(site.night()["fixed"])
