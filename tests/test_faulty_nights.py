"""Nights on which the checker itself stumbles: what it did not get to see is not fixed."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest

from audit import wiring
from audit.cli.progress import NoProgress
from audit.clock import ClockSetTo
from audit.config.shape import Checks, Config, Content, Reports
from audit.model.entry import Entry
from audit.model.finding import Certainty, Severity
from audit.ports import Opened
from audit.run.closer import CloserLook

FIRST = datetime(2026, 11, 18, 2, tzinfo=UTC)
WELLS = "content/collections/wells"
MANY = 120
"""So many entries that a fault with one of them leaves the run as a whole in no doubt."""
WELL = "summary: Wells.\ncall_to_action: Dig a well\nchallenges: [water]\nupdated_at: 1790000000\n"
"""What makes an entry one with which nothing is wrong."""


@dataclass(frozen=True)
class Stumbling:
    """A rule that breaks off, by a fault of its own, at some entries or at all of them together."""

    at: str = ""
    name: ClassVar[str] = "stumbling"
    family: ClassVar[str] = "content.stumbling"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field",)
    before: ClassVar[str] = ""
    after: ClassVar[str] = ""

    def check(self, subject, context) -> Iterator:
        del context
        if not self.at or subject.entry.id == self.at:
            raise RuntimeError("it stumbled")
        yield from ()


class Unextractable(dict):
    """Fields that can be looked up and not gone through, the first time."""

    def __init__(self, fields) -> None:
        super().__init__(fields)
        self.gone_through = 0

    def items(self):
        self.gone_through += 1
        if self.gone_through == 1:
            raise RuntimeError("it stumbled")
        return super().items()


@dataclass(frozen=True)
class _Sheet:
    sheet: object

    @property
    def path(self):
        return self.sheet.path

    def open(self):
        opened = self.sheet.open()
        return replace(opened, key="", read=lambda: _spoiled(opened.read())) if isinstance(opened, Opened) else opened


def _spoiled(reading):
    return replace(reading, fields=Unextractable(reading.fields)) if isinstance(reading, Entry) and reading.id == "a" else reading


class Spoiling:
    """A source of one entry that no extraction gets through."""

    def __init__(self, source) -> None:
        self._source = source

    def __getattr__(self, name):
        return getattr(self._source, name)

    def sheets(self):
        return (_Sheet(sheet) for sheet in self._source.sheets())


def as_it_is(audit):
    return audit


def at_entry(audit):
    return replace(audit, plan=replace(audit.plan, content_rules=(*audit.plan.content_rules, Stumbling("a"))))


def at_all_together(audit):
    return replace(audit, plan=replace(audit.plan, site_rules=(Stumbling(), *audit.plan.site_rules)))


def at_extraction(audit):
    return replace(audit, source=Spoiling(audit.source))


class Site:
    """A few entries, or many, and audits of them without a web, by checkers that stumble or not."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.at = folder, FIRST
        self.write("a", "link: 'http://127.0.0.1/pump'\n", slug="pump")
        self.write("b", "summary: Wells.\n", slug="pump.2")

    def write(self, name: str, more: str = "", *, slug: str = "") -> None:
        path = self.folder / "site" / WELLS / f"{slug or name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\nid: {name}\ntitle: Pump {name}\nslug: pump-{name[0]}\n{more}---\n", encoding="utf-8")

    def audit(self, store, change=as_it_is):
        config = Config(
            content=Content(path=self.folder / "site"), checks=Checks(enabled=False), reports=Reports(path=self.folder / "reports")
        )
        clock = ClockSetTo.starting(self.at)
        return change(wiring.audit_of(config, store or wiring.store_of(config, clock=clock), clock=clock))

    def night(self, change=as_it_is) -> dict:
        audit = self.audit(None, change)

        async def run() -> None:
            await audit.run(f"run-{self.at:%d}", kind="manual", progress=NoProgress())
            await audit.store.close()

        asyncio.run(run())
        self.at += timedelta(days=1)
        return json.loads((self.folder / "reports" / "latest" / "report.json").read_text(encoding="utf-8"))

    def links(self) -> set[tuple[str, str]]:
        """Which links the store remembers of which entries."""
        audit = self.audit(None)

        async def read():
            await audit.store.open()
            memory = await audit.store.memory(scope=audit.plan.scope, ruleset=audit.plan.ruleset, before=self.at)
            await audit.store.close()
            return memory.links

        return set(asyncio.run(read()))

    def look(self, initiative: str, change):
        audit = self.audit(None, change)

        async def run():
            looked = await CloserLook(audit=audit, initiatives=frozenset({initiative})).run("look", kind="manual", progress=NoProgress())
            await audit.store.close()
            return looked

        return asyncio.run(run())


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path)


def states(report: dict, initiative: str) -> dict[str, str | None]:
    return {each["rule_id"]: each["state"] for each in report["findings"] if each["initiative_id"] == initiative}


@pytest.mark.parametrize(("stumbling", "more"), [(at_entry, 0), (at_entry, MANY), (at_extraction, MANY)])
def test_what_a_stumbling_checker_did_not_see_is_neither_fixed_nor_back_the_night_after(site, stumbling, more):
    for number in range(more):
        site.write(f"m{number}", WELL)
    before = site.night()
    during = site.night(stumbling)
    links = site.links()
    after = site.night()

    assert {initiative for initiative, _ in links} == {"a"}
    assert {"link-private", "content-summary-missing"} <= states(before, "a").keys()
    assert during["run"]["status"] == ("complete" if more else "inconclusive")
    assert [fault["subject"] for fault in during["faults"]] == [f"{WELLS}/pump.md"]
    assert during["fixed"] == []
    assert set(states(after, "a").values()) == {"open"}


def test_nobody_calls_an_entry_clean_that_a_stumbling_checker_did_not_look_through(site):
    site.write("a", WELL, slug="pump-a")
    (site.folder / "site" / WELLS / "pump.md").unlink()
    health = [{row["id"]: row["health"] for row in site.night(change)["initiatives"]}["a"] for change in (as_it_is, at_entry, as_it_is)]

    assert health == ["clean", "unknown", "clean"]


def test_what_is_wrong_among_all_entries_is_not_fixed_when_the_comparison_stumbles(site):
    before = site.night()
    during = site.night(at_all_together)
    after = site.night()

    assert "content-duplicate-slug" in states(before, "a")
    assert during["fixed"] == []
    assert "content-duplicate-slug" in {each["rule_id"] for each in during["not_rechecked"]}
    assert states(after, "a")["content-duplicate-slug"] == "open"


@pytest.mark.parametrize("stumbling", [at_entry, at_all_together])
def test_a_closer_look_that_stumbles_calls_nothing_fixed(site, stumbling):
    site.night()
    looked = site.look("a", stumbling)

    assert looked.untold
    assert looked.fixed == ()
