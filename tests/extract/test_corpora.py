"""Links of real content, counted a second time by other means: PyYAML for the values, regular expressions for the lines."""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from audit.extract import extract
from audit.model.entry import Entry
from audit.model.link import LinkKind
from audit.sources.statamic import StatamicSource, read_file

SHARED = Path(__file__).parents[3] / "shared"
CORPORA = SHARED / "corpora"
TREES = ("humanity-2024-04-16", "humanity-2025-06-26", "multisite-kit", "peak-kit", "podcaster-kit")
ADDRESS = re.compile(r"https?://[^\s'\"<>)\]…,]+[^\s'\"<>)\]….,]")

needs_corpora = pytest.mark.skipif(not CORPORA.is_dir(), reason="the real content trees do not lie beside the project")


def entries_of(tree: str) -> list[Entry]:
    return [reading for reading in StatamicSource(root=CORPORA / tree).read() if isinstance(reading, Entry)]


def hrefs_in(value) -> Counter[str]:
    """Link marks of any tree of values, a run of neighbours with one address counted once, and the links of Markdown and HTML."""
    found: Counter[str] = Counter()
    if isinstance(value, str):
        found.update(re.findall(r"[^!]\[[^\]]*\]\((\S+?)\)", value))
        found.update(re.findall(r"<a\s[^>]*href=[\"']([^\"']*)", value))
    elif isinstance(value, dict) and value.get("enabled") is not False:
        for inner in value.values():
            found += hrefs_in(inner)
    elif isinstance(value, list):
        before: set[str] = set()
        for inner in value:
            marks = inner.get("marks") or [] if isinstance(inner, dict) else []
            here = {mark["attrs"]["href"] for mark in marks if mark.get("type") == "link"}
            found.update(here - before)
            before = here
            found += hrefs_in({name: part for name, part in inner.items() if name != "marks"} if isinstance(inner, dict) else inner)
    return found


def plain_addresses(value) -> Counter[str]:
    """Web addresses in texts that no link mark covers."""
    if isinstance(value, str):
        return Counter(ADDRESS.findall(value))
    if isinstance(value, dict):
        linked = any(mark.get("type") == "link" for mark in value.get("marks") or [])
        parts = [part for name, part in value.items() if name != "marks" and not (linked and name == "text")]
        return sum((plain_addresses(part) for part in parts), Counter())
    if isinstance(value, list):
        return sum((plain_addresses(part) for part in value), Counter())
    return Counter()


def front_matter(text: str) -> dict:
    head, _, body = text.partition("\n---")
    return yaml.load(head, Loader=yaml.CSafeLoader) | {"content": body}


@needs_corpora
def test_every_link_of_every_initiative_is_found_once_at_its_line():
    entries = [entry for entry in entries_of("humanity-2025-06-26") if entry.collection == "partner_initiatives"]
    assert len(entries) == 22
    for entry in entries:
        text = (CORPORA / "humanity-2025-06-26" / entry.path).read_text(encoding="utf-8")
        links = extract(entry)
        inline = [link for link in links if link.kind in {LinkKind.INLINE, LinkKind.MAIL}]
        values = front_matter(text)
        assert Counter(link.href for link in inline) == hrefs_in(values), entry.path
        others = Counter(link.href for link in links if link not in inline)
        assert others == plain_addresses(values), entry.path
        by_line = [
            (number, match[2]) for number, line in enumerate(text.split("\n"), 1) if (match := re.match(r" +href: ('?)(.+)\1$", line))
        ]
        assert {(link.location.line, link.href) for link in inline} <= set(by_line), entry.path


@needs_corpora
@pytest.mark.parametrize("tree", TREES)
def test_the_line_and_column_of_a_link_show_its_address(tree):
    for entry in entries_of(tree):
        lines = (CORPORA / tree / entry.path).read_text(encoding="utf-8").split("\n")
        for link in extract(entry):
            shown = lines[link.location.line - 1][link.location.column - 1 :]
            assert shown.startswith(link.href), (entry.path, link)


@needs_corpora
@pytest.mark.parametrize("tree", TREES)
def test_the_links_of_a_tree_are_those_of_an_independent_count(tree):
    for entry in entries_of(tree):
        text = (CORPORA / tree / entry.path).read_text(encoding="utf-8")
        marks = Counter(link.href for link in extract(entry) if link.kind in {LinkKind.INLINE, LinkKind.MAIL, LinkKind.PHONE})
        assert marks == hrefs_in(front_matter(text)), entry.path


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the sample entry does not lie beside the project")
def test_the_sample_entry_has_its_24_link_marks_22_addresses_and_17_pages():
    entry = read_file(SHARED / "seeds" / "join-the-peace-programs-of-the-carter-center.md")
    assert isinstance(entry, Entry)
    links = extract(entry)
    assert len(links) == 24
    assert len({link.href for link in links}) == 22
    assert len({link.href.partition("#")[0] for link in links}) == 17
    assert {link.kind for link in links} == {LinkKind.INLINE}
