"""Rich texts as Statamic's Bard keeps them: a tree of nodes, of which readers see blocks made of runs."""

from collections.abc import Iterator, Mapping, Sequence

from audit.model.entry import Value
from audit.model.location import FieldPath
from audit.model.values import as_roomy_value, as_value, once

_BLOCKS = frozenset(
    {
        "paragraph",
        "heading",
        "bulletList",
        "bullet_list",
        "orderedList",
        "ordered_list",
        "blockquote",
        "codeBlock",
        "code_block",
        "table",
        "set",
    }
)
_BREAKS = ("hardBreak", "hard_break")  # no set: what a file has for a type may be a list, which no set can be asked for


@as_value
class Run:
    """Words of one style inside a block, a line break, or a thing among the words."""

    path: FieldPath
    """To the node."""
    text: str
    """The words; a line feed for a break; empty for a thing such as a picture."""
    href: str | None = None
    """The address, for words that can be clicked."""
    is_break: bool = False
    is_object: bool = False


@as_roomy_value
class Block:
    """A paragraph, a heading, or another piece of text that stands on its own."""

    path: FieldPath
    type: str
    within: tuple[str, ...]
    """The types of the nodes around it, outermost first."""
    text: str
    """What a reader sees, with a line feed for every break."""
    nodes: Sequence[Value]
    """What it is made of."""
    inside: FieldPath
    """To the list of its nodes."""

    @once
    def runs(self) -> tuple[Run, ...]:
        """Its words by their styles. Most blocks are never asked."""
        return tuple(_runs(self.nodes, self.inside))

    @property
    def may_show_things(self) -> bool:
        """Whether there may be something besides words in it, such as a picture."""
        return not all(isinstance(node, dict) and isinstance(node.get("text"), str) for node in self.nodes)

    def at(self, offset: int) -> tuple[FieldPath, int]:
        """Where a character of `text` is kept: the path of its string, and its place in there."""
        for position, node in enumerate(self.nodes):
            length = len(_words(node))
            if offset < length:
                return (*self.inside, position, "text"), offset
            offset -= length
        return self.path, 0

    @property
    def is_code(self) -> bool:
        """Whether it shows program text."""
        return self.type in {"codeBlock", "code_block"}


def is_bard(value: Value) -> bool:
    """Whether a value is a list of rich-text nodes, whatever its blueprint calls it."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(node, dict) and isinstance(node.get("type"), str) for node in value)
        and (
            any(node["type"] in _BLOCKS and ("content" in node or "attrs" in node or len(node) == 1) for node in value)
            or all(map(_is_picture, value))
        )
    )


def _is_picture(node: Value) -> bool:
    attrs = node.get("attrs") if isinstance(node, dict) and node["type"] == "image" else None
    return isinstance(attrs, dict) and isinstance(attrs.get("src"), str)


def blocks(value: Sequence[Value], path: FieldPath) -> Iterator[Block]:
    """Every block of a rich text in reading order. The fields of sets are not part of it."""
    if _holds_inline(value):
        yield _block("paragraph", value, path, path, ())
        return
    for position, node in enumerate(value):
        yield from _blocks(node, (*path, position), ())


def _blocks(node: Value, path: FieldPath, within: tuple[str, ...]) -> Iterator[Block]:
    if not isinstance(node, dict) or (found := node.get("type")) == "set":
        return
    kind = str(found)
    content = node.get("content")
    inner = content if isinstance(content, list) else []
    inside = (*path, "content")
    if not inner or _holds_inline(inner):
        yield _block(kind, inner, path, inside, within)
        return
    for position, child in enumerate(inner):
        yield from _blocks(child, (*inside, position), (*within, kind))


def _block(kind: str, nodes: Sequence[Value], path: FieldPath, inside: FieldPath, within: tuple[str, ...]) -> Block:
    return Block(path=path, type=kind, within=within, text="".join(map(_words, nodes)), nodes=nodes, inside=inside)


def _words(node: Value) -> str:
    """What a reader sees of a node inside a block."""
    if not isinstance(node, dict):
        return ""
    if node.get("type") in _BREAKS:
        return "\n"
    text = node.get("text")
    return text if isinstance(text, str) else ""


def _holds_inline(nodes: Sequence[Value]) -> bool:
    """Whether there are words or breaks among some nodes."""
    return any(isinstance(node, dict) and ("text" in node or node.get("type") in _BREAKS) for node in nodes)


def _runs(nodes: Sequence[Value], path: FieldPath) -> Iterator[Run]:
    for position, node in enumerate(nodes):
        if not isinstance(node, dict):
            continue
        here = (*path, position)
        if node.get("type") in _BREAKS:
            yield Run(path=here, text="\n", is_break=True)
        elif isinstance(node.get("text"), str):
            yield Run(path=here, text=node["text"], href=_href(node))
        else:
            yield Run(path=here, text="", href=_href(node), is_object=True)


def _href(node: Mapping[str, Value]) -> str | None:
    marks = node.get("marks")
    for mark in marks if isinstance(marks, list) else []:
        if isinstance(mark, dict) and mark.get("type") == "link":
            attrs = mark.get("attrs")
            href = attrs.get("href") if isinstance(attrs, dict) else None
            return href if isinstance(href, str) else ""
    return None
