"""Bard: the CMS's rich text, a tree of nodes with marks.

The tree is walked by what every node has, `content` and `marks`, never by a closed list of types: add-ons bring their own,
and both spellings (``bulletList``, ``bullet_list``) are in use.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from audit.extract.flow import Flow
from audit.extract.html import looks_like_html
from audit.extract.run import Run
from audit.model.entry import Marks, Value
from audit.model.location import FieldPath

_NODE_KEYS: Final = frozenset({"type", "content", "attrs", "marks", "text"})
_CODE_BLOCKS: Final = ("codeBlock", "code_block")  # no set: what a file has for a type may be a list, which no set can be asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFound:
    """A set inside the text: fields of its own, to be walked like an entry's."""

    path: FieldPath
    values: dict[str, Value]


def is_bard(value: Value) -> bool:
    """Whether a list looks like Bard nodes."""
    return isinstance(value, list) and any(_is_node(node) for node in value)


def _is_node(node: Value) -> bool:
    if not isinstance(node, dict) or not isinstance(node.get("type"), str):
        return False
    return (
        isinstance(node.get("content"), list) or isinstance(node.get("text"), str) or isinstance(node.get("attrs"), dict) or len(node) == 1
    )


def read_bard(nodes: list[Value], path: FieldPath, marks: Marks, *, is_top: bool = True) -> Iterator[Flow | SetFound]:
    """The flows of a list of nodes and of everything inside them, and the sets among them.

    At the top, version 2 had rows instead of nodes: texts in HTML, and sets with their fields in the open.
    """
    run = Run(marks=marks)
    for position, node in enumerate(nodes):
        here = (*path, position)
        if not isinstance(node, dict):
            continue
        if is_top and _is_row(node):
            if node.get("enabled") is not False:
                yield SetFound(path=here, values=node)
        elif node.get("type") == "set":
            yield from _set(node.get("attrs"), here)
        elif isinstance(node.get("text"), str):
            run.text(node, here)
        elif isinstance(content := node.get("content"), list):
            if node.get("type") not in _CODE_BLOCKS:
                yield from read_bard(content, (*here, "content"), marks, is_top=False)
        else:
            run.thing(node, here)
    yield run.finish()


def _is_row(node: dict[str, Value]) -> bool:
    """Whether a node is of version 2."""
    text = node.get("text")
    return not node.keys() <= _NODE_KEYS or (isinstance(text, str) and "marks" not in node and looks_like_html(text))


def _set(attrs: Value, path: FieldPath) -> Iterator[SetFound]:
    if isinstance(attrs, dict) and attrs.get("enabled") is not False and isinstance(attrs.get("values"), dict):
        yield SetFound(path=(*path, "attrs", "values"), values=attrs["values"])
