"""Folders of Markdown: Jekyll, Hugo, and plain notes."""

from datetime import UTC, datetime

import pytest

from audit.errors import NothingToAudit
from audit.model.entry import Entry, Skipped, Unreadable
from audit.sources.front_matter import FrontMatterSource

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def read(write, files, **options):
    return {reading.path: reading for reading in FrontMatterSource(root=write(files), **options).read()}


def test_a_jekyll_site_is_read_by_its_folders(write):
    found = read(
        write,
        {
            "_posts/2024-01-02-first-well.md": "---\ntitle: First\ndate: 2024-01-02\n---\nText.\n",
            "_posts/2024-01-03-hidden.md": "---\npublished: false\n---\n",
            "_drafts/soon.md": "---\ntitle: Soon\n---\n",
            "_layouts/page.html": "<html>",
            "about/index.html": "---\n---\n<a href='https://a.example/'>x</a>\n",
            "README.md": "# The *title* #\n\nText.\n",
            ".github/x.md": "x",
            "notes.txt": "x",
        },
        now=NOW,
    )
    assert set(found) == {
        "README.md",
        "_drafts/soon.md",
        "_posts/2024-01-02-first-well.md",
        "_posts/2024-01-03-hidden.md",
        "about/index.html",
    }
    first = found["_posts/2024-01-02-first-well.md"]
    assert (first.collection, first.slug, first.title, first.fields["date"]) == ("posts", "first-well", "First", 1704153600)
    assert first.fields["content"] == "Text.\n"
    assert first.marks.place(("content",)) == (5, 1)
    assert [found[path].why for path in ("_drafts/soon.md", "_posts/2024-01-03-hidden.md")] == ["draft", "draft"]
    assert (found["about/index.html"].slug, found["about/index.html"].collection) == ("about", "about")
    assert (found["README.md"].title, found["README.md"].collection) == ("The *title*", "pages")


TOML = r"""+++
title = "A \"well\""
date = 2024-01-02
at = 2024-01-02T10:00:00+01:00
local = 2024-01-02T09:00:00
hour = 10:30:00
count = 3
[extra]
link = "https://a.example/x"
list = ["one", "https://b.example/y"]
+++
Body https://c.example/
"""


def test_hugo_s_toml_is_read_with_its_places(write):
    found = read(write, {"content/wells/a.md": TOML}, collections=("wells",))["content/wells/a.md"]
    assert isinstance(found, Entry)
    assert (found.title, found.collection) == ('A "well"', "wells")
    assert (found.fields["date"], found.fields["at"], found.fields["local"], found.fields["hour"]) == (
        1704153600,
        1704186000,
        1704186000,
        "10:30:00",
    )
    marks = found.marks
    assert marks.place(("extra", "link")) == (9, 9)
    assert marks.key_place(("extra", "link")) == (9, 9)
    assert marks.offset_place(("extra", "list", 1), 8) == (10, 25)
    assert marks.offset_place(("title",), 2) == (2, 10)
    assert marks.place(("extra",)) == (9, 9)
    assert marks.place(("extra", "gone")) == (9, 9)
    assert marks.place(("nowhere", "at", "all")) == (1, 1)
    assert marks.offset_place(("nowhere",), 3) == (1, 1)
    assert marks.offset_place(("content",), 5) == (12, 6)
    assert marks.items()[0] == (("title",), 2)


def test_json_front_matter_is_read(write):
    found = read(
        write, {"a.md": '{\n"title": "J",\n"url": "https:\\/\\/a.example"\n}\nBody\n', "b.md": "{% liquid %}\n", "c.md": '["a list"]'}
    )
    assert found["a.md"].title == "J"
    assert found["a.md"].marks.place(("url",)) == (3, 2)
    assert found["a.md"].fields["content"] == "\nBody\n"
    assert found["b.md"].fields["content"] == "{% liquid %}\n"
    assert found["c.md"].fields["content"] == '["a list"]'


def test_a_body_does_not_replace_a_field_of_its_name(write):
    found = read(
        write,
        {
            "a.md": "---\ncontent: mine\n---\nBody\n",
            "b.md": '+++\ncontent = "mine"\n+++\nBody\n',
            "c.md": "  \n",
            "d.md": "---\ntitle: x\n---\n",
        },
    )
    assert [found[name].fields.get("content") for name in ("a.md", "b.md", "c.md", "d.md")] == ["mine", "mine", None, None]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\na: b: c\n---\n", 2),
        ("---\n- a\n---\n", 2),
        ("+++\na = 1\nb = \n+++\n", 3),
        ("+++\na = 1\n\nb = 2\nb = 3\n+++\n", 6),
        ("---\ntext only\n---\n", 2),
    ],
)
def test_front_matter_that_cannot_be_read_is_a_finding(write, text, line):
    found = read(write, {"a.md": text})["a.md"]
    assert isinstance(found, Unreadable)
    assert abs(found.problem.line - line) <= 1


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("+++\na = " + "[" * 150 + "]" * 150 + "\n+++\n", "deep"),
        ("+++\na = [" + "1, " * 6_000 + "]\n+++\n", "5,000 values"),
        ("+++\na = '" + "x" * 300_000 + "'\n+++\n", "longer than"),
        ('{"a": "' + "x" * 300_000 + '"}', "longer than"),
        ("+++\na = " + "9" * 10_000 + "\n+++\n", "not TOML"),
        ('{"a": ' + "[" * 300 + "]" * 300 + "}", "deep"),
    ],
)
def test_front_matter_made_to_exhaust_is_a_finding(write, text, detail):
    found = read(write, {"a.md": text})["a.md"]
    assert isinstance(found, Unreadable)
    assert detail in found.problem.detail


def test_halves_of_characters_become_the_replacement_character(write):
    found = read(write, {"a.md": '{"title": "x\\ud83dy", "whole": "\\ud83d\\ude00"}'})["a.md"]
    assert (found.title, found.fields["whole"]) == ("x\ufffdy", "\U0001f600")


def test_a_file_that_is_no_text_is_a_finding(write):
    assert isinstance(read(write, {"a.md": b"\xff\xfe"})["a.md"], Unreadable)


def test_dates_ahead_and_behind_hide_an_entry(write):
    files = {
        "a.md": "---\ndraft: true\n---\n",
        "b.md": "---\npublishDate: 2030-01-01\ndate: 2020-01-01\n---\n",
        "c.md": "---\ndate: '2030-01-01'\n---\n",
        "d.md": "---\nexpiryDate: 2020-01-01T00:00:00Z\n---\n",
        "e.md": "---\ndate: 2020-01-01\nexpiryDate: 2030-01-01\n---\n",
    }
    assert {path: getattr(reading, "why", "") for path, reading in read(write, files, now=NOW).items()} == {
        "a.md": "draft",
        "b.md": "scheduled",
        "c.md": "scheduled",
        "d.md": "expired",
        "e.md": "",
    }
    assert sum(isinstance(reading, Skipped) for reading in read(write, files).values()) == 1


def test_a_byte_order_mark_is_no_obstacle_here(write):
    assert read(write, {"a.md": "\ufeff---\ntitle: T\n---\n"})["a.md"].title == "T"


def test_collections_and_folders_that_are_not_there_end_with_a_clear_message(write, tmp_path):
    root = write({"wells/a.md": "x"})
    assert FrontMatterSource(root=root).count() == 1
    with pytest.raises(NothingToAudit, match="no collection “schools”"):
        list(FrontMatterSource(root=root, collections=("schools",)).read())
    with pytest.raises(NothingToAudit, match="no folder"):
        list(FrontMatterSource(root=tmp_path / "gone").read())
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingToAudit, match="no Markdown"):
        list(FrontMatterSource(root=tmp_path / "empty").read())


def test_a_file_that_leads_outside_is_a_finding(write):
    root = write({"a.md": "x"})
    (root / "b.md").symlink_to("/etc/passwd")
    readings = list(FrontMatterSource(root=root).read())
    assert [type(reading) for reading in readings] == [Entry, Unreadable]


@pytest.mark.parametrize(
    ("text", "line"),
    [('{\n  "title": \n}\nBody\n', 3), ('{ "a": [1, }\n', 1), ('{"a": ' + "[" * 100_000, 1)],
)
def test_broken_json_is_told_with_its_line(write, text, line):
    (reading,) = FrontMatterSource(root=write({"a.md": text})).read()
    assert isinstance(reading, Unreadable)
    assert reading.problem.line == line
    assert "JSON" in reading.problem.detail


@pytest.mark.parametrize("text", ["{{ include }}\n", "{% include x %}", '{ "quoted" } words', "{\n"])
def test_a_text_that_only_begins_with_a_brace_is_a_text(write, text):
    (reading,) = FrontMatterSource(root=write({"a.md": text})).read()
    assert reading.fields == {"content": text}
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("---\ntitle: A\nBody\n", True),
        ("+++\ntitle = 'A'\nBody\n", True),
        ("---\nNote: this is a rule above a text\n", False),
        ("---\n\nA text below a rule.\n", False),
        ("---\ntitle: A\n---\nBody\n", False),
    ],
)
def test_front_matter_without_an_end_is_told(write, text, told):
    (reading,) = FrontMatterSource(root=write({"a.md": text})).read()
    assert [each.rule for each in reading.problems] == (["content-front-matter-open"] if told else [])
