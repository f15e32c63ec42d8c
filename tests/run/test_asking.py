"""What an entry says of others rests on a few answers of the site: only where one changes is the entry read again."""

import asyncio
import random
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from audit.rules import CONTENT_RULES, SITE_RULES, Context
from audit.run.circumstances import circumstances
from audit.run.crew import Desk
from audit.run.gather import Gatherer
from audit.run.reading import Reader
from audit.run.recall import Recall
from audit.run.taken import Taken, take
from audit.sources.statamic import StatamicSource
from audit.stores import SqlStore
from tests.tables import open_empty

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
FORM = """
title: Initiative
sections:
  main:
    fields:
      - {handle: topics, field: {type: terms, taxonomies: [topics], create: false}}
      - {handle: related, field: {type: entries, collections: [initiatives]}}
      - {handle: image, field: {type: assets, container: assets, max_files: 1}}
      - {handle: author, field: {type: users}}
"""
ENTRIES = "content/collections/initiatives"


@dataclass
class Place:
    """A site on disk and what is remembered of it."""

    root: object
    store: SqlStore

    def write(self, path, text=""):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def remove(self, path):
        (self.root / path).unlink(missing_ok=True)

    def entry(self, name, *, topic="war", related="wood", image="pump.jpg", author="u1", link="/i/wood", published="true"):
        head = f"---\nid: {name}\ntitle: About {name}\nupdated_at: 1790000000\npublished: {published}\ntopics: [{topic}]\n"
        body = f"[there]({link}) and [here](statamic://entry::{related})"
        self.write(f"{ENTRIES}/{name}.md", f"{head}related: [{related}]\nimage: {image}\nauthor: {author}\n---\n{body}\n")

    async def night(self, *, remembering):
        """What is gathered, the links, and how many files were not read."""
        source = StatamicSource(root=self.root, now=NOW)
        context = Context(now=NOW, site=source.index())
        recall = Recall(store=self.store, circumstances=circumstances(rules=CONTENT_RULES, context=context), now=NOW)
        links = []
        reader = Reader(desk=Desk(source=source, rules=CONTENT_RULES, context=context), recall=recall if remembering else None)
        gatherer = Gatherer(reader=reader, site_rules=SITE_RULES, take=links.extend)
        async for _ in gatherer.batches():
            pass
        return gatherer.gathered, links, reader.recalled

    async def again(self):
        """A further night, which must come to what reading everything comes to; how many files it read."""
        gathered, links, recalled = await self.night(remembering=True)
        assert (gathered, links) == (await self.night(remembering=False))[:2]
        return await asyncio.to_thread(lambda: len(list((self.root / ENTRIES).glob("*.md")))) - recalled


@pytest.fixture
async def place(tmp_path):
    store = await open_empty(tmp_path / "audit.sqlite")
    made = Place(root=tmp_path / "site", store=store)
    made.write(f"{ENTRIES}.yaml", "title: Initiatives\nroute: '/i/{slug}'\n")
    made.write("resources/blueprints/collections/initiatives/initiative.yaml", FORM)
    made.write("content/taxonomies/topics.yaml", "title: Topics\n")
    made.write("content/taxonomies/topics/war.yaml", "title: War\n")
    made.write("content/taxonomies/topics/peace.yaml", "title: Peace\n")
    made.write("content/assets/assets.yaml", "title: Assets\ndisk: assets\n")
    made.write("public/assets/pump.jpg")
    made.write("public/assets/well.jpg")
    made.write("users/one@example.org.yaml", "id: u1\n")
    for name in ("river", "wood", "moss", "fern"):
        made.entry(name)
    made.entry("hill", topic="peace", related="moss", image="well.jpg", author="u2", link="/i/moss")
    await made.again()
    yield made
    await store.close()


async def test_what_nobody_asked_about_reads_nothing_again(place):
    assert await place.again() == 0
    place.write("content/taxonomies/topics/hunger.yaml", "title: Hunger\n")
    place.write("public/assets/more.jpg")
    place.write("users/two@example.org.yaml", "id: u3\n")
    place.write("content/collections/others/one.md", "---\nid: other\ntitle: T\n---\n")
    gathered, _, recalled = await place.night(remembering=True)
    assert (recalled, gathered) == (5, (await place.night(remembering=False))[0])


async def test_a_further_entry_is_the_only_one_that_is_read(place):
    place.entry("brook")
    assert await place.again() == 1
    assert await place.again() == 0


@pytest.mark.parametrize(
    ("gone", "read"),
    [
        ("content/taxonomies/topics/war.yaml", 4),
        ("content/taxonomies/topics/peace.yaml", 1),
        ("public/assets/well.jpg", 1),
        ("public/assets/pump.jpg", 4),
        ("users/one@example.org.yaml", 5),
        (f"{ENTRIES}/moss.md", 1),
        (f"{ENTRIES}/fern.md", 0),
    ],
)
async def test_what_is_gone_is_missed_by_those_who_named_it(place, gone, read):
    place.remove(gone)
    assert await place.again() == read


async def test_an_entry_that_takes_another_name_or_is_hidden_is_looked_for_by_those_who_link_it(place):
    place.remove(f"{ENTRIES}/moss.md")
    place.entry("moor")
    assert await place.again() == 2
    place.entry("wood", published="false")
    assert await place.again() == 4
    place.write(f"{ENTRIES}.yaml", "title: Initiatives\n")
    await place.again()


async def test_a_description_of_a_picture_is_heard_of_by_those_who_show_it(place):
    place.write("public/assets/.meta/pump.jpg.yaml", "data:\n  alt: A pump\n")
    assert await place.again() == 4
    assert not any("pump.jpg" in str(each) for each in (await place.night(remembering=True))[0].findings)


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_changes_the_findings_are_those_of_reading_everything(place, seed):
    dice = random.Random(seed)
    words = {"topic": ["war", "peace", "hunger"], "related": ["river", "wood", "moss", "none"], "image": ["pump.jpg", "well.jpg", "no.jpg"]}
    links = ["/i/wood", "/i/moor", "/assets/well.jpg", "/assets/no.jpg", "@child", "statamic://asset::assets::pump.jpg"]
    things = {
        "content/taxonomies/topics/{}.yaml": words["topic"],
        "public/assets/{}": words["image"],
        "users/{}.yaml": ["u1", "u2"],
        f"{ENTRIES}/{{}}.md": words["related"],
    }
    for _ in range(8):
        if dice.random() < 0.5:
            more = {name: dice.choice(some) for name, some in words.items()}
            place.entry(dice.choice(["river", "wood", "moor"]), link=dice.choice(links), published=dice.choice(["true", "false"]), **more)
        else:
            pattern, names = dice.choice(list(things.items()))
            path = pattern.format(name := dice.choice(names))
            if (place.root / path).exists():
                place.remove(path)
            else:
                place.write(path, f"---\nid: {name}\ntitle: {name}\n---\n" if path.endswith(".md") else f"id: {name}\ntitle: {name}\n")
        await place.again()


async def test_a_question_that_nobody_can_ask_is_not_believed(place):
    source = StatamicSource(root=place.root, now=NOW)
    context = Context(now=NOW, site=source.index())
    recall = Recall(store=place.store, circumstances=circumstances(rules=CONTENT_RULES, context=context), now=NOW)
    reading = next(iter(source.sheets())).open().read()
    for question in (("__class__",), ("entry",), ("term", "topics"), ("is_named", "so")):
        assert not recall._still_answered(Taken(reading=reading, asked=((question, "yes"),)))
    assert recall._still_answered(take(reading, rules=CONTENT_RULES, context=context))
