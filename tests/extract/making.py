"""Entries made of a few lines of YAML."""

from pathlib import Path

from audit.extract import extract
from audit.model.entry import Blueprint, Entry, FieldSpec
from audit.model.link import Link
from audit.sources.files import Tree
from audit.sources.statamic.blueprint import FieldReader
from audit.sources.statamic.front_matter import read_fields
from audit.sources.statamic.settings import Settings
from audit.sources.yaml_values import load


def entry_of(text: str, *, blueprint: str = "") -> Entry:
    """An entry whose file is `text`; `blueprint` is a list of field items."""
    document = read_fields(text)
    specs: tuple[FieldSpec, ...] = ()
    if blueprint:
        specs = tuple(FieldReader(settings=Settings(tree=Tree(root=Path("/nowhere"))), base="").read(load(blueprint).value))
    return Entry(
        id="e",
        path="e.md",
        collection="c",
        title="E",
        slug="e",
        fields=document.value,
        marks=document.marks,
        blueprint=Blueprint(handle="b", path="b.yaml", fields=specs) if blueprint else None,
        content_sha256="",
    )


def links_of(text: str, *, blueprint: str = "") -> list[Link]:
    """The links of such an entry; each is where it says to be."""
    lines = text.replace("\r\n", "\n").split("\n")
    links = list(extract(entry_of(text, blueprint=blueprint)))
    for link in links:
        there = lines[link.location.line - 1][link.location.column - 1 :]
        assert there.startswith(link.href.strip().split("\n")[0]), (link, there)
    return links


def field_of(link: Link) -> str:
    return link.location.field


def in_field(text: str, kind: str = "") -> list[Link]:
    """The links of a field of one type that holds `text`."""
    body = "\n".join("  " + line for line in text.split("\n"))
    return links_of(f"a: |-\n{body}\n", blueprint=f"- {{handle: a, field: {{{kind}}}}}" if kind else "")
