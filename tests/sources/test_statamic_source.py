"""What is read of a Statamic site, and what is skipped or told of instead."""

import pickle
from datetime import UTC, datetime

import pytest

from audit.errors import NothingToAudit
from audit.model.entry import Entry, Skipped, Unreadable
from audit.sources.statamic import StatamicSource
from tests.sources.entries import entry, ids, readings

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def test_entries_lie_at_any_depth_and_under_names_of_several_kinds(write):
    root = write(
        {
            "content/collections/wells.yaml": "title: Wells\n",
            "content/collections/wells/plain.md": entry("1"),
            "content/collections/wells/2024-04-16.dated.md": entry("2"),
            "content/collections/wells/2024-04-16-1830.timed.md": entry("3"),
            "content/collections/wells/group/copy.1.md": entry("4"),
            "content/collections/wells/2019-02-03-all-slug.md": entry("5"),
            "content/collections/wells/2024-13-45.no-date.md": entry("6"),
            "content/collections/wells/page.html": entry("7"),
            "content/collections/wells/.hidden.md": entry("8"),
            "content/collections/wells/settings.yaml": "id: 9\n",
            "content/collections/wells/unfenced.md": "id: 10\ntitle: Unfenced\n",
        }
    )
    source = StatamicSource(root=root)
    found = list(source.read())
    assert source.count() == len(found) == 8
    slugs = {reading.id: reading.slug for reading in found}
    assert slugs == {
        "1": "plain",
        "2": "dated",
        "3": "timed",
        "4": "copy",
        "5": "2019-02-03-all-slug",
        "6": "2024-13-45",
        "7": "page",
        "10": "unfenced",
    }


def test_an_entry_holds_its_fields_and_no_bookkeeping(write):
    root = write({"content/collections/wells/a.md": entry("a", "blueprint: well\npublished: true\nsummary: Short\n", "\nThe *body*.\n")})
    (found,) = readings(root)
    assert found.fields == {"title": "Title of a", "summary": "Short", "content": "The *body*.\n"}
    assert found.title == "Title of a"
    assert found.collection == "wells"
    assert found.site == "default"
    assert found.edited_at == pytest.approx((root / found.path).stat().st_mtime)
    assert found.marks.place(("summary",)) == (6, 10)
    assert found.marks.place(("content",)) == (9, 1)
    assert found.marks.key_place(("content",)) == (9, 1)
    assert found.marks.offset_place(("content",), 4) == (9, 5)
    assert (("content",), 9) in found.marks.items()


def test_an_entry_without_id_or_title_is_named_by_its_file(write):
    root = write({"content/collections/wells/some-well.md": "---\nsummary: x\n---\n"})
    (found,) = readings(root)
    assert (found.id, found.title) == ("path:content/collections/wells/some-well.md", "some-well")


@pytest.mark.parametrize("word", ["false", "0", "''", "'0'", "null", "[]", "{}", "FALSE"])
def test_a_draft_is_skipped_and_counted(write, word):
    root = write({"content/collections/wells/a.md": entry("a", f"published: {word}\n")})
    assert readings(root) == [Skipped(path="content/collections/wells/a.md", collection="wells", why="draft", id="a")]


@pytest.mark.parametrize("word", ["true", "no", "off", "'false'", "1"])
def test_what_php_takes_for_true_is_published(write, word):
    root = write({"content/collections/wells/a.md": entry("a", f"published: {word}\n")})
    assert isinstance(readings(root)[0], Entry)


def test_dates_hide_entries_only_where_the_collection_says_so(write):
    files = {
        "future/2030-01-01.x.md": "scheduled",
        "past/2020-01-01.x.md": "expired",
        "past/x.md": "expired",
        "undated/2030-01-01.x.md": "",
        "public/2030-01-01.x.md": "",
        "future/2020-01-01.y.md": "",
        "past/y.md": "",
    }
    settings = {
        "future": "date: true\ndate_behavior: {future: private, past: public}\n",
        "past": "date: true\ndate_behavior: {past: private}\n",
        "undated": "date_behavior: {future: private}\n",
        "public": "date: true\ndate_behavior: {future: public, past: unlisted}\n",
    }
    content = {f"content/collections/{name}": entry(name) for name in files}
    content["content/collections/past/x.md"] = entry("past/x.md", "date: '2020-01-01'\n")
    content["content/collections/past/y.md"] = entry("past/y.md", "date: someday\n")
    root = write(content | {f"content/collections/{name}.yaml": text for name, text in settings.items()})
    found = {reading.id: getattr(reading, "why", "") for reading in readings(root, now=NOW)}
    assert found == files
    assert all(isinstance(reading, Entry) for reading in readings(root))


def test_a_file_that_cannot_be_read_is_a_finding_and_keeps_its_addresses(write):
    root = write(
        {
            "content/collections/wells/broken.md": "---\nid: b-1\ntitle: Water: now\nurl: https://a.example/x.\n---\nSee (https://b.example/y).\n",
            "content/collections/wells/good.md": entry("g"),
        }
    )
    broken, good = readings(root)
    assert isinstance(broken, Unreadable)
    assert (broken.id, broken.problem.line, broken.problem.column) == ("b-1", 3, 13)
    assert broken.salvaged == (("https://a.example/x", 4), ("https://b.example/y", 6))
    assert good.id == "g"


@pytest.mark.parametrize(
    ("content", "detail", "line"),
    [
        (b"---\nid: a\ntitle: caf\xe9\n---\n", "not valid UTF-8", 3),
        ("title: x".encode("utf-16"), "UTF-16", 1),
        (b"\xef\xbb\xbf---\nid: a\n---\n", "byte order mark", 1),
        (b"only prose", "no fields", 1),
        (b"---\n- a\n- b\n---\n", "a list", 2),
        (b"---\n# nothing\n---\nbody", "no fields above the body", 1),
        (b"---\ncontent: a\n---\nbody", "only one is allowed", 2),
        (b"id: a\nlinks: '" + b"http://x.example " * 20_001 + b"'", "web addresses", 1),
    ],
)
def test_what_the_cms_could_not_show_is_unreadable_with_a_reason(write, content, detail, line):
    root = write({"content/collections/wells/a.md": content})
    (found,) = readings(root)
    assert isinstance(found, Unreadable)
    assert detail in found.problem.detail
    assert found.problem.line == line
    assert len(found.salvaged) <= 10_000


def test_an_empty_file_is_an_entry_without_fields(write):
    root = write({"content/collections/wells/a.md": ""})
    assert readings(root)[0].fields == {}


def test_a_body_with_other_line_ends_keeps_its_places(write):
    text = "---\r\nid: a\r\n---\r\n\r\nOne\r\ntwo https://x.example\r\n"
    root = write({"content/collections/wells/a.md": text})
    (found,) = readings(root)
    body = found.fields["content"]
    assert body == "One\r\ntwo https://x.example\r\n"
    assert found.marks.offset_place(("content",), body.index("https")) == (6, 5)


def test_a_body_that_begins_in_the_fence_s_line_has_its_column(write):
    root = write({"content/collections/wells/a.md": "----\nid: a\n----rest https://x.example\n"})
    (found,) = readings(root)
    assert found.fields["content"] == "-rest https://x.example\n"
    assert found.marks.offset_place(("content",), 6) == (3, 10)


def test_saving_without_a_change_keeps_the_content_s_identity(write):
    root = write(
        {
            "content/collections/wells/a.md": entry("a", "summary: x\nupdated_at: 1\nupdated_by: me\n"),
            "content/collections/wells/b.md": "---\nsummary: 'x'\nid: b\nupdated_at: 2\ntitle: \"Title of a\"\n---\n",
            "content/collections/wells/c.md": entry("c", "summary: y\n"),
        }
    )
    first, again, other = (reading.content_sha256 for reading in readings(root))
    assert first == again != other


def test_collections_are_chosen_by_name(write):
    root = write(
        {
            "content/collections/wells/a.md": entry("a"),
            "content/collections/schools/b.md": entry("b"),
            "content/collections/empty.yaml": "title: E\n",
        }
    )
    assert ids(readings(root)) == ["b", "a"]
    assert ids(readings(root, collections=("wells",))) == ["a"]
    assert ids(readings(root, collections=("wells", "schools", "wells"))) == ["a", "b"]
    assert readings(root, collections=("empty",)) == []


def test_a_source_can_be_read_in_parts_by_several_processes(write):
    root = write(
        {f"content/collections/wells/{number}.md": entry(str(number)) for number in range(7)} | {"content/collections/b/x.md": entry("x")}
    )
    whole = StatamicSource(root=root)
    parts = pickle.loads(pickle.dumps(whole.shares(3)))
    found = [ids(part.read()) for part in parts]
    assert sorted(entry_id for part in found for entry_id in part) == sorted(ids(whole.read()))
    assert [part.count() for part in parts] == [len(part) for part in found]
    there = pickle.loads(pickle.dumps(list(parts[0].read())))
    assert [reading.content_sha256 for reading in there] == [reading.content_sha256 for reading in parts[0].read()]


def test_a_collection_that_is_not_there_ends_with_a_suggestion(write):
    root = write({"content/collections/wells/a.md": entry("a")})
    with pytest.raises(NothingToAudit, match="Did you mean “wells”") as raised:
        readings(root, collections=("well",))
    assert "wells" in raised.value.remedy
    with pytest.raises(NothingToAudit) as raised:
        StatamicSource(root=root, collections=("zebra",)).count()
    assert "Did you mean" not in raised.value.message


def test_a_folder_without_content_ends_with_a_clear_message(write, tmp_path):
    with pytest.raises(NothingToAudit, match="content/collections is missing"):
        readings(tmp_path / "nowhere")
    with pytest.raises(NothingToAudit, match="has entries"):
        readings(write({"content/collections/empty.yaml": "title: E\n"}))


def test_a_starter_kit_s_export_folder_is_a_site(write):
    root = write(
        {
            "export/content/collections/wells/a.md": entry("a"),
            "export/resources/blueprints/collections/wells/well.yaml": "fields: [{handle: summary, field: {type: text}}]\n",
        }
    )
    (found,) = readings(root)
    assert found.path == "export/content/collections/wells/a.md"
    assert found.blueprint.path == "export/resources/blueprints/collections/wells/well.yaml"


def test_nothing_in_the_content_is_written(write):
    root = write({"content/collections/wells/a.md": entry("a"), "content/collections/wells.yaml": "title: W\n"})
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    source = StatamicSource(root=root)
    list(source.read())
    source.index()
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before
