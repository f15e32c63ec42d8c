"""A second run takes from memory what the first one found, and comes to exactly what reading again would."""

import asyncio
import gc
import os
import signal
import textwrap
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.model.entry import Entry, Problem, Skipped, Unreadable
from audit.rules import CONTENT_RULES, SITE_RULES, Context, configure
from audit.run import crew, reading, taken_rows
from audit.run.circumstances import circumstances
from audit.run.crew import Crew, Desk
from audit.run.gather import Gatherer
from audit.run.reading import Reader
from audit.run.recall import Recall
from audit.run.taken import Taken, take
from audit.run.taken_rows import from_bytes, to_bytes, zstd
from audit.sources.front_matter import FrontMatterSource
from audit.sources.statamic import StatamicSource
from tests.tables import open_empty

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
BLUEPRINT = "resources/blueprints/collections/initiatives/initiative.yaml"


@dataclass
class Site:
    """A site on disk, a store, and a night on which it is read."""

    root: object
    store: object
    kind: type = StatamicSource
    links: list = field(default_factory=list)

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text), encoding="utf-8")

    def entry(self, name, more="", *, number=None, updated_at=1_790_000_000):
        body = textwrap.dedent(more)
        head = f"---\nid: {number or name}\ntitle: 'About {name}.'\nupdated_at: {updated_at}\n"
        self.write(f"content/collections/initiatives/{name}.md", f"{head}{body}---\n[here](https://{name}.example/?utm_source=x) we are\n")

    async def night(self, *, now=NOW, store=True, hands=1, rules=CONTENT_RULES, said=None):
        """What is gathered, the links, and how many files were not read."""
        source = self.kind(root=self.root, now=now)
        context = Context(now=now, site=source.index(), said_since=said or {})
        known = circumstances(rules=rules, context=context)
        recall = Recall(store=self.store, circumstances=known, now=now, said_since=said or {}) if store else None
        links = []
        reader = Reader(desk=Desk(source=source, rules=rules, context=context), recall=recall, hands=hands)
        gatherer = Gatherer(reader=reader, site_rules=SITE_RULES, take=links.extend)
        read = [count async for count in gatherer.batches()]
        assert sum(read) == source.count()
        return gatherer.gathered, links, reader.recalled

    async def again(self, **circumstances_):
        """A further night, which must come to what reading everything comes to; how many files it did not read."""
        gathered, links, recalled = await self.night(**circumstances_)
        fresh = await self.night(**circumstances_, store=False)
        assert (gathered, links) == fresh[:2]
        return recalled


@pytest.fixture
async def site(tmp_path):
    store = await open_empty(tmp_path / "audit.sqlite")
    made = Site(root=tmp_path / "site", store=store)
    made.write("content/collections/initiatives.yaml", "title: Initiatives\nroute: '/i/{slug}'\n")
    fields = [{"handle": "call_to_action", "field": {"type": "text", "required": True, "display": "Button"}}]
    made.write(BLUEPRINT, f"title: Initiative\nsections:\n  main:\n    fields: {fields}\n")
    made.entry("river", "summary: 'Water  for   all, register by 24 November 2026.'\ncall_to_action: ''\n")
    made.entry("wood", "call_to_action: https://wood.example\n")
    made.write("content/collections/initiatives/draft.md", "---\nid: d\ntitle: D\npublished: false\n---\n")
    made.write("content/collections/initiatives/torn.md", "---\nid: t\ntitle: 'D\n---\nhttps://torn.example\n")
    yield made
    await store.close()


async def test_a_second_run_reads_nothing_and_comes_to_the_same(site):
    assert await site.again() == 0
    assert await site.again() == 4


async def test_a_changed_file_is_read_and_the_others_are_not(site):
    await site.night()
    site.entry("wood", "call_to_action: https://forest.example\n")
    assert await site.again() == 3


async def test_a_renamed_field_in_the_blueprint_reads_every_entry_again(site):
    await site.night()
    blueprint = site.root / BLUEPRINT
    blueprint.write_text(blueprint.read_text().replace("Button", "What to do"), encoding="utf-8")
    assert await site.again() == 0
    gathered, _, _ = await site.night()
    assert any(("field", "What to do") in finding.params for finding in gathered.findings)


async def test_what_else_the_site_holds_and_how_rules_are_set_is_part_of_the_question(site):
    await site.night()
    fewer = configure(CONTENT_RULES, off=["content-title-stop"])
    assert await site.again(rules=fewer) == 0
    site.write("content/collections/initiatives.yaml", "title: I\nroute: '/j/{slug}'\n")
    assert await site.again() == 0


@pytest.mark.parametrize("days", [1, 3, 11, 40, 100, 400, 4000, -1])
async def test_a_new_day_brings_the_findings_of_that_day(site, days):
    site.entry("moss", updated_at=int(datetime(2026, 12, 1, tzinfo=UTC).timestamp()))
    site.entry("fern", updated_at=int(datetime(2025, 12, 20, tzinfo=UTC).timestamp()))
    await site.night()
    recalled = await site.again(now=NOW + timedelta(days=days))
    assert (recalled == 6) == (days in {1, 3})


async def test_an_ordinary_new_night_needs_no_reading(site):
    await site.night()
    assert await site.again(now=NOW + timedelta(days=1)) == 4


@given(st.lists(st.tuples(st.sampled_from(["none", "other", "same"]), st.integers(-900, 900)), min_size=2, max_size=4))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_what_is_known_of_earlier_nights_counts_for_a_file_that_is_remembered_too(site, nights):
    gathered, _, _ = await site.night(store=False)
    digests = {entry_id: entry.content_sha256 for entry_id, entry in gathered.entries.items()}
    for kind, days in nights:
        since = NOW + timedelta(days=days)
        told = {"none": {}, "other": dict.fromkeys(digests, ("0" * 64, since))}
        await site.again(said=told.get(kind, {entry_id: (digest, since) for entry_id, digest in digests.items()}))


async def test_that_an_entry_said_the_same_before_it_was_saved_is_no_reason_to_read_it_every_night(site):
    gathered, _, _ = await site.night()
    said = {entry_id: (entry.content_sha256, NOW - timedelta(days=300)) for entry_id, entry in gathered.entries.items()}
    assert [await site.again(said=said) for _ in range(2)] == [2, 4]
    saved = {entry_id: (digest, datetime.fromtimestamp(1_790_000_000, UTC)) for entry_id, (digest, _) in said.items()}
    assert [await site.again(said=saved) for _ in range(2)] == [2, 4]
    assert await site.again() == 4


async def test_a_fresh_checkout_reads_only_what_rests_on_the_file_s_time(site):
    site.write("content/collections/initiatives/dateless.md", "---\nid: none\ntitle: N\n---\n")
    await site.night()
    for file in (site.root / "content").rglob("*.md"):
        os.utime(file, (1_600_000_000, 1_600_000_000))
    assert await site.again() == 4
    gathered, _, _ = await site.night()
    assert {entry.edited_at for entry in gathered.entries.values()} == {1_600_000_000}


async def test_a_password_in_an_address_is_not_kept_and_stays_whole(site):
    site.entry("secret", "call_to_action: 'https://me:pass@secret.example/'\n")
    await site.night()
    assert await site.again() == 4
    _, links, _ = await site.night()
    assert "https://me:pass@secret.example/" in {link.href for link in links}


async def test_what_depends_on_another_file_or_on_the_hour_is_read_every_time(site):
    site.write("content/collections/initiatives.yaml", "title: I\ndate: true\ndate_behavior:\n  past: private\n  future: public\n")
    site.entry("later", f"date: '{NOW + timedelta(days=2):%Y-%m-%d}'\n")
    site.entry("child", "origin: wood\n")
    await site.night()
    assert await site.again() == 5
    gathered, _, _ = await site.night(now=NOW + timedelta(days=3))
    assert gathered.skipped["expired"] == 1
    assert await site.again(now=NOW + timedelta(days=3)) == 5


async def test_copies_of_one_id_keep_names_of_their_own(site):
    site.entry("copy", number="river")
    await site.night()
    assert await site.again() == 5
    gathered, _, _ = await site.night()
    # Sorted by their files' names, the copy comes first.
    assert "river@content/collections/initiatives/river.md" in gathered.entries


async def test_markdown_of_other_makers_is_recalled_too(site):
    site.kind = FrontMatterSource
    assert await site.again() == 0
    assert await site.again() == 4


async def test_damaged_memory_is_read_over(site, monkeypatch):
    await site.night()

    async def damaged(keys, *, now):
        del now
        return dict.fromkeys(keys, b"not what we wrote")

    monkeypatch.setattr(site.store, "parsed", damaged)
    assert await site.again() == 0


async def test_several_processes_come_to_what_one_comes_to(site, monkeypatch):
    monkeypatch.setattr(reading, "MANY", 40)
    monkeypatch.setattr(reading, "_MEANWHILE", 8)
    for number in range(60):
        site.entry(f"many-{number:02}", f"summary: 'Number {number}'\n")
    assert await site.again(hands=2) == 0
    assert await site.again(hands=2) == 64


async def test_a_process_that_is_ended_costs_time_and_nothing_else(site, monkeypatch, caplog):
    monkeypatch.setattr(reading, "MANY", 40)
    monkeypatch.setattr(reading, "_MEANWHILE", 8)
    send = Crew.send

    async def ended(crew, paths):
        work = await send(crew, paths)
        processes = list((await crew._pool)._processes.values())
        assert processes
        for process in processes:
            os.kill(process.pid, signal.SIGKILL)
        return work

    monkeypatch.setattr(Crew, "send", ended)
    for number in range(110):
        site.entry(f"many-{number:02}")
    assert await site.again(hands=2) == 0
    gc.collect()
    assert {(record.name, record.levelname) for record in caplog.records} == {("audit.run.reading", "WARNING")}


class Deadly(StatamicSource):
    """A source that ends each process it is handed to, with more still to hand over than a pipe holds."""

    def __reduce__(self):
        return os._exit, (1,), {"rest": bytes(1_000_000)}


async def test_processes_that_die_as_they_start_keep_nobody_waiting(site, monkeypatch):
    monkeypatch.setattr(reading, "MANY", 40)
    monkeypatch.setattr(reading, "_MEANWHILE", 8)
    site.kind = Deadly
    for number in range(60):
        site.entry(f"many-{number:02}")
    async with asyncio.timeout(60):
        assert await site.again(hands=2) == 0


def test_nothing_of_an_entry_is_forgotten_but_where_its_values_stand():
    assert {field.name for field in fields(Entry)} - {"marks"} == set(taken_rows._EntryRow.__struct_fields__)


def test_what_cannot_be_written_down_or_was_not_written_by_us_is_refused():
    half = Taken(reading=Skipped(path="\ud800", collection="c", why="draft"))
    with pytest.raises(ValueError, match="surrogates"):
        to_bytes(half, (), at=NOW)
    huge = Taken(reading=Unreadable(path="p", collection="c", problem=Problem(rule="r", detail="d", line=2**70)))
    with pytest.raises(ValueError, match="serialize"):
        to_bytes(huge, (), at=NOW)
    with pytest.raises(ValueError, match=r"\w"):
        from_bytes(b"something else", ())
    with pytest.raises(ValueError, match=r"\w"):
        from_bytes(zstd.compress(msgspec.msgpack.encode([None] * 3)), ())


async def test_a_file_that_cannot_be_written_down_is_taken_all_the_same_and_read_every_time(site, monkeypatch):
    def refused(*_, **__):
        raise ValueError("half a character")

    monkeypatch.setattr(crew, "to_bytes", refused)
    assert await site.again() == 0
    assert await site.again() == 0


@pytest.mark.parametrize(("address", "tells"), [("https://me:pass@river.example/", True), ("https://river.example/@me", False)])
def test_a_password_is_found_in_what_was_written_down(address, tells):
    taken = Taken(reading=Unreadable(path="p", collection="c", problem=Problem(rule="r", detail="d"), salvaged=((address, 1),)))
    assert to_bytes(taken, (), at=NOW)[1] is tells


async def test_what_is_written_down_of_a_file_reads_back_whole(site):
    source = StatamicSource(root=site.root, now=NOW)
    context = Context(now=NOW, site=source.index())
    for sheet in source.sheets():
        opened = sheet.open()
        taken = take(opened.read(), rules=CONTENT_RULES, context=context)
        there, at = from_bytes(to_bytes(taken, opened.blueprints, at=NOW)[0], opened.blueprints)
        assert (there, at) == (taken, NOW)
        assert not isinstance(there.reading, Entry) or there.reading.blueprint is opened.blueprints[0]
