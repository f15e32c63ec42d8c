"""A text that a pattern matches, the plainest one: what somebody would write who says just this."""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

_PARSER: Any = import_module("re._parser")
_OF_A_CLASS = {"CATEGORY_DIGIT": "5", "CATEGORY_SPACE": " "}


def plainest(pattern: str) -> str:
    """The first branch of each choice, and as few of everything as may be."""
    return _said(_PARSER.parse(pattern))


def _said(parts: Iterable[tuple[Any, Any]]) -> str:
    return "".join(_one(str(name), value) for name, value in parts)


def _one(name: str, value: Any) -> str:
    if name == "LITERAL":
        return chr(value)
    if name == "IN":
        return _of_set(*value[0])
    if name == "BRANCH":
        return _said(value[1][0])
    if name == "SUBPATTERN":
        return _said(value[-1])
    if name == "MAX_REPEAT":
        return _said(value[2]) * value[0]
    return ""


def _of_set(name: Any, value: Any) -> str:
    if str(name) == "LITERAL":
        return chr(value)
    return chr(value[0]) if str(name) == "RANGE" else _OF_A_CLASS.get(str(value), "a")
