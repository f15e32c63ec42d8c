"""Entries, links and judgements for rules to look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from audit.model.entry import Blueprint, Entry, FieldSpec, Problem
from audit.model.finding import Finding
from audit.model.link import Link, LinkKind
from audit.model.location import FieldPath, Location
from audit.model.probe import Target
from audit.model.verdict import Judgement, Verdict
from audit.rules import CONTENT_RULES, LINK_RULES, Context, check_entry, check_links

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
CONTEXT = Context(now=NOW)


@dataclass(frozen=True, slots=True)
class CountedMarks:
    """Every value on a line of its own, in the order of the fields."""

    lines: Mapping[FieldPath, int] = field(default_factory=dict)

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> "CountedMarks":
        return cls({path: line for line, path in enumerate(paths(fields), start=2)})

    def place(self, path: FieldPath) -> tuple[int, int]:
        while path and path not in self.lines:
            path = path[:-1]
        return (self.lines.get(path, 1), 1)

    key_place = place

    def items(self) -> list[tuple[FieldPath, int]]:
        return list(self.lines.items())

    def offset_place(self, path: FieldPath, offset: int) -> tuple[int, int]:
        return (self.place(path)[0], 1 + offset)


def paths(value: Any, path: FieldPath = ()) -> Iterator[FieldPath]:
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in members:
        yield (*path, key)
        yield from paths(inner, (*path, key))


def entry(
    *specs: FieldSpec,
    name: str = "e-1",
    title: str = "Water for every school",
    problems: tuple[Problem, ...] = (),
    edited_at: float | None = None,
    complete: bool = True,
    path: str = "content/collections/initiatives/water.md",
    slug: str = "water",
    collection: str = "initiatives",
    site: str = "default",
    origin: str | None = None,
    **fields: Any,
) -> Entry:
    fields = {"title": title, **fields}
    return Entry(
        id=name,
        path=path,
        collection=collection,
        title=title,
        slug=slug,
        site=site,
        blueprint=Blueprint(handle="initiative", path="resources/b.yaml", fields=specs, complete=complete) if specs else None,
        fields=fields,
        marks=CountedMarks.of(fields),
        content_sha256="0" * 64,
        problems=problems,
        edited_at=edited_at,
        origin=origin,
    )


def spec(handle: str, kind: str = "text", **more: Any) -> FieldSpec:
    options = tuple(more.pop("options", {}).items())
    return FieldSpec(handle=handle, type=kind, options=options, **more)


def found(rule: str, subject: Entry, links: tuple[Link, ...] = (), *, context: Context = CONTEXT, rules=CONTENT_RULES) -> list[Finding]:
    """What one content rule says of an entry."""
    return list(check_entry(subject, links, rules=[each for each in rules if each.name == rule], context=context))


def says(rule: str, subject: Entry, links: tuple[Link, ...] = (), **more: Any) -> bool:
    return bool(found(rule, subject, links, **more))


def link(href: str = "https://river.example/wells", text: str = "wells", *, field: str = "description.3.content.1", **more: Any) -> Link:
    return Link(
        entry_id="e-1",
        href=href,
        text=text,
        kind=more.pop("kind", LinkKind.INLINE),
        location=Location(
            path="content/collections/initiatives/water.md", field=field, line=more.pop("line", 9), sentence=more.pop("sentence", "")
        ),
        **more,
    )


def target(url: str = "https://river.example/wells", **more: Any) -> Target:
    return Target(id="t1_x", key=url, url=url, host=url.split("/")[2], **more)


def judged(verdict: Verdict, reason: str = "any", **more: Any) -> Judgement:
    return Judgement(verdict=verdict, reason=reason, **more)


def link_findings(judgement: Judgement, *mentions: Link, to: Target | None = None, rules=LINK_RULES) -> list[Finding]:
    """What the link rules say of one target."""
    mentions = mentions or (link(),)
    return list(check_links(entry(), mentions, to or target(), judgement, rules=rules, context=CONTEXT))


def link_rules(judgement: Judgement, *mentions: Link, to: Target | None = None) -> list[str]:
    return [each.rule for each in link_findings(judgement, *mentions, to=to)]


def paragraph(*content: Any) -> dict[str, Any]:
    """A paragraph of a rich text; a tuple is words with an address."""
    return {"type": "paragraph", "content": [_node(part) for part in content]} if content else {"type": "paragraph"}


BREAK = {"type": "hardBreak"}


def _node(part: Any) -> dict[str, Any]:
    if isinstance(part, dict):
        return part
    if isinstance(part, str):
        return {"type": "text", "text": part}
    text, href, *attrs = part
    return {"type": "text", "marks": [{"type": "link", "attrs": {"href": href, **(attrs[0] if attrs else {})}}], "text": text}
