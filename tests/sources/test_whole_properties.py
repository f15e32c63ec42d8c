"""What holds on the whole way from bytes on a disk to links and findings, whatever the bytes are."""

import ast
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from audit.extract import extract, salvage
from audit.model.entry import Entry, Skipped, Unreadable
from audit.model.finding import Finding
from audit.model.link import LinkKind
from audit.rules import CONTENT_RULES, SITE_RULES, Context, check_site, check_unreadable, examine
from audit.sources.front_matter import FrontMatterSource
from audit.sources.statamic import StatamicSource

ENTRY = "content/collections/wells/a.md"
FORM = "resources/blueprints/collections/wells/well.yaml"
CONTEXT = Context(now=datetime(2026, 11, 21, tzinfo=UTC))
SCRAPS = st.sampled_from(
    [
        *(
            "---\n",
            "id: a\n",
            "title: ",
            "updated_at: 1713283977\n",
            "summary: TBC\n",
            "origin: a\n",
            "published: no\n",
            "blueprint: well\n",
        ),
        *(
            "content:\n",
            "  -\n",
            "    type: paragraph\n",
            "    content:\n",
            "      - {type: text, text: 'a b'}\n",
            "body: |-\n",
            "  text\n",
        ),
        *("[a](https://a.example/x)", "<a href='https://b.example/'>b</a>", "https://c.example/", "'", '"', ": ", "- ", "\n", "é", "\x92"),
        *("\x00", "\xa0", "&a ", "*a", "{", "}", "[", "]", "!php/object ", "...", "\t", "\ufeff", "2024-02-31", "0000-00-00", "1e999"),
    ]
)
BYTES = st.lists(SCRAPS, max_size=25).map(lambda parts: "".join(parts).encode()) | st.binary(max_size=120)
FIELDS = "fields:\n" + "".join(
    f"  - {{handle: {kind}, field: {{type: {kind}, required: true, character_limit: 3, max_items: 1}}}}\n"
    for kind in ("bard", "markdown", "text", "link", "entries", "terms", "assets", "users", "date", "grid", "replicator", "select", "table")
)
WORDS = st.text(st.sampled_from("abc ÄéN.,\xa0x"), max_size=12)
HREFS = st.sampled_from(
    ["https://a.example/", "http://b.example/x?utm_source=a", "/inside", "mailto:a@b.example", "statamic://entry::7", "#"]
)
NODES = st.builds(
    lambda text, href: {"type": "text", "text": text} | ({"marks": [{"type": "link", "attrs": {"href": href}}]} if href else {}),
    WORDS,
    st.none() | HREFS,
)
PARAGRAPHS = st.lists(st.builds(lambda nodes: {"type": "paragraph", "content": nodes}, st.lists(NODES, max_size=4)), max_size=5)
thorough = settings(max_examples=20, deadline=None)


@contextmanager
def site(**files: str | bytes) -> Iterator[Path]:
    """A small site on the disk, by the names ``entry``, ``form``, or a path with ``__`` for its slashes."""
    names = {"entry": ENTRY, "form": FORM}
    with tempfile.TemporaryDirectory() as folder:
        for name, content in {"entry": "id: a\n", **files}.items():
            path = Path(folder) / names.get(name, name.replace("__", "/"))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        yield Path(folder)


def told(source: StatamicSource | FrontMatterSource) -> tuple[list, list[Finding]]:
    """Every reading of a source, and everything that all rules say of them."""
    context = replace(CONTEXT, site=source.index())
    readings, findings, facts = list(source.read()), [], []
    for reading in readings:
        if isinstance(reading, Unreadable):
            salvage(reading)
            findings.extend(check_unreadable(reading, rules=CONTENT_RULES))
        elif isinstance(reading, Entry):
            examined = examine(reading, extract(reading), rules=CONTENT_RULES, context=context)
            findings.extend(examined.findings)
            facts.append(examined.facts)
    return readings, [*findings, *check_site(facts, rules=SITE_RULES, context=context)]


@thorough
@given(BYTES)
@example(b"---\n---\n")
@example(b"\xff\xfe---\n")
@example(b"id: a\norigin: a\n")
def test_no_bytes_of_an_entry_crash_the_reader_or_a_rule_and_each_file_is_accounted_for(content):
    with site(entry=content, form=FIELDS) as root:
        readings, findings = told(StatamicSource(root=root))
    assert [reading.path for reading in readings] == [ENTRY]
    assert isinstance(readings[0], Entry | Skipped) or any(finding.family.startswith("content.") for finding in findings)


@thorough
@given(BYTES)
@example(b"fields:\n  - {import: x}\n")
@example(b"tabs: {a: {sections: [{fields: [{handle: [], field: 1}]}]}}\n")
def test_no_bytes_of_settings_crash_the_reader_and_broken_ones_are_told(content):
    files = {
        "form": content,
        "content__collections__wells.yaml": content,
        "resources__sites.yaml": content,
        "resources__fieldsets__x.yaml": content,
        "content__trees__collections__wells.yaml": content,
        "content__assets__images.yaml": content,
    }
    with site(**files) as root:
        source = StatamicSource(root=root)
        _, findings = told(source)
        broken = {path for path, problem in source.index().settings.items() if problem}
    assert {each.entry_id.removeprefix("path:") for each in findings if each.rule == "content-settings-unreadable"} == broken


@thorough
@given(st.sampled_from([b"", b"---\n", b"+++\n", b"{"]), BYTES)
@example(b"+++\n", b"a = 1\n+++\n")
@example(b"{", b'"a": 1}\n')
def test_no_bytes_of_other_front_matter_crash_the_reader(opening, content):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.md").write_bytes(opening + content)
        readings, _ = told(FrontMatterSource(root=Path(folder)))
    assert [reading.path for reading in readings] == ["a.md"]


@thorough
@given(
    st.lists(
        st.sampled_from(
            ["[a](https://a.example/x)", "<a href='https://b.example/y'>b</a>", "https://c.example/z", "words", "é", "\n", "\n\n", " "]
        )
    )
)
def test_every_link_of_a_body_stands_in_its_line_and_column(parts):
    text = f"---\nid: a\ntitle: A\n---\n{''.join(parts)}\n"
    lines = re.split(r"\r\n?|\n", text)
    with site(entry=text) as root:
        (entry,) = StatamicSource(root=root).read()
    for link in extract(entry):
        assert lines[link.location.line - 1][link.location.column - 1 :].startswith(link.href.strip())


@thorough
@given(PARAGRAPHS, PARAGRAPHS)
def test_every_link_of_every_kind_of_field_stands_in_its_line(paragraphs, more):
    fields = {
        "id": "a",
        "bard": paragraphs,
        "grid": [{"bard": more}],
        "link": "https://d.example/",
        "video": "https://e.example/",
        "set": [{"type": "x", "enabled": True, "deep": {"url": "https://f.example/"}}],
    }
    text = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10_000)
    lines = text.split("\n")
    with site(entry=text, form=FIELDS) as root:
        (entry,) = StatamicSource(root=root).read()
    for link in extract(entry):
        assert link.href in lines[link.location.line - 1]


@thorough
@given(PARAGRAPHS, st.integers(1, 3))
def test_reading_again_and_lines_above_change_no_identity(paragraphs, above):
    text = yaml.safe_dump({"id": "a", "title": "A", "bard": paragraphs}, allow_unicode=True, sort_keys=False, width=10_000)

    def seen(written: str) -> tuple[list[str], list[int]]:
        with site(entry=written, form=FIELDS) as root:
            (entry,), findings = told(StatamicSource(root=root))
        return [finding.id for finding in findings], [link.location.line for link in extract(entry)]

    ids, lines = seen(text)
    assert seen(text) == (ids, lines)
    assert seen("# a word\n" * above + text) == (ids, [line + above for line in lines])


@thorough
@given(PARAGRAPHS, st.randoms(use_true_random=False))
def test_moving_a_paragraph_changes_no_identity(paragraphs, random):
    def identities(order: list) -> set[str]:
        text = yaml.safe_dump({"id": "a", "title": "A", "bard": order}, allow_unicode=True, sort_keys=False)
        with site(entry=text, form=FIELDS) as root:
            _, findings = told(StatamicSource(root=root))
        # What is one list only in this order, or only beside its neighbour, is another thing once it is moved.
        return {finding.id for finding in findings if finding.rule not in {"content-fake-list", "link-text-ambiguous"}}

    assert identities(paragraphs) == identities(random.sample(paragraphs, len(paragraphs)))


@thorough
@given(PARAGRAPHS)
def test_what_is_switched_off_has_neither_links_nor_findings(paragraphs):
    def links(enabled: bool) -> list:
        values = {"type": "quote", "words": paragraphs}
        bard = [{"type": "set", "attrs": {"id": "1", "enabled": enabled, "values": values}}]
        rows = [{"id": "2", "enabled": enabled, **values}]
        text = yaml.safe_dump({"id": "a", "bard": bard, "replicator": rows}, allow_unicode=True)
        form = "fields:\n" + "".join(
            f"  - {{handle: {kind}, field: {{type: {kind}, sets: {{quote: {{fields: [{{handle: words, field: {{type: bard}}}}]}}}}}}}}\n"
            for kind in ("bard", "replicator")
        )
        with site(entry=text, form=form) as root:
            (entry,) = StatamicSource(root=root).read()
        return [link.href for link in extract(entry)]

    shown = links(enabled=True)
    assert links(enabled=False) == []
    assert shown[: len(shown) // 2] == shown[len(shown) // 2 :]


@thorough
@given(PARAGRAPHS, st.booleans())
def test_what_a_translation_takes_over_is_counted_once_at_its_origin(paragraphs, is_overridden):
    origin = yaml.safe_dump({"id": "a", "title": "A", "summary": "s", "bard": paragraphs}, allow_unicode=True)
    own = {"id": "b", "origin": "a"} | ({"bard": paragraphs} if is_overridden else {})
    with site(
        **{
            "resources/sites.yaml": "en: {name: E}\nde: {name: D}\n",
            "content/collections/wells/en/a.md": origin,
            "content/collections/wells/de/b.md": yaml.safe_dump(own, allow_unicode=True),
            "form": FIELDS,
        },
    ) as root:
        first, second = sorted((each for each in StatamicSource(root=root).read() if isinstance(each, Entry)), key=lambda each: each.id)
    assert [link.href for link in extract(second)] == ([link.href for link in extract(first)] if is_overridden else [])


@thorough
@given(PARAGRAPHS, st.sampled_from(["markdown", "textarea", "text", "html", "bard", ""]))
def test_the_same_words_have_the_same_addresses_whatever_the_field_is_called(paragraphs, kind):
    def hrefs(handle: str) -> list[str]:
        form = f"fields: [{{handle: {handle}, field: {{type: '{kind}'}}}}]\n" if kind else "fields: []\n"
        with site(entry=yaml.safe_dump({"id": "a", handle: paragraphs}), form=form) as root:
            (entry,) = StatamicSource(root=root).read()
        return [link.href for link in extract(entry) if link.kind is not LinkKind.TEXT]

    assert hrefs("one") == hrefs("another")


def test_at_least_twenty_properties_are_kept():
    kept = []
    for folder in ("sources", "extract", "rules"):
        for path in (Path(__file__).parents[1] / folder).glob("test_*.py"):
            for function in ast.parse(path.read_text(encoding="utf-8")).body:
                decorators = function.decorator_list if isinstance(function, ast.FunctionDef) else []
                kept += [function.name for each in decorators if isinstance(each, ast.Call) and getattr(each.func, "id", "") == "given"]
    assert len(kept) >= 20
