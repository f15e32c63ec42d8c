"""The shelf as the operator wants it: rules left out, options changed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields, replace
from difflib import get_close_matches
from typing import Any, TypeVar

from audit.rules.contract import Rule

R = TypeVar("R", bound=Rule)


def configure(rules: Sequence[R], *, off: Collection[str] = (), options: Mapping[str, Mapping[str, object]] | None = None) -> tuple[R, ...]:
    """The rules that are not `off`, with their options changed. Names that no rule bears are `mistakes`' business."""
    changes = options or {}
    return tuple(_changed(rule, changes.get(rule.name, {})) for rule in rules if rule.name not in off)


def mistakes(
    rules: Sequence[Rule], *, off: Collection[str] = (), options: Mapping[str, Mapping[str, object]] | None = None
) -> tuple[str, ...]:
    """What is wrong with the names and options given, one sentence each, with a guess at what was meant."""
    known = {rule.name: rule for rule in rules}
    found = [f"there is no rule {name!r}{_meant(name, known)}" for name in [*off, *(options or {})] if name not in known]
    for name, changes in (options or {}).items():
        for option, value in changes.items() if name in known else ():
            defaults = {each.name: getattr(known[name], each.name) for each in fields(_as_any(known[name]))}
            if option not in defaults:
                found.append(f"{name} has no option {option!r}{_meant(option, defaults)}")
            elif not _fits(value, defaults[option]):
                found.append(f"{name}: {option} must be {_kind(defaults[option])}")
    return tuple(found)


def _changed(rule: R, changes: Mapping[str, object]) -> R:
    if not changes:
        return rule
    made: R = replace(_as_any(rule), **{name: tuple(value) if isinstance(value, list) else value for name, value in changes.items()})
    return made


def _as_any(rule: Rule) -> Any:
    """Every rule is a dataclass, which a protocol cannot say."""
    return rule


def _fits(value: object, default: object) -> bool:
    if isinstance(default, tuple):
        return isinstance(value, list | tuple) and all(isinstance(part, str) for part in value)
    if isinstance(default, float):
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is type(default)


def _kind(default: object) -> str:
    match default:
        case bool():
            return "true or false"
        case int():
            return "a whole number"
        case float():
            return "a number"
        case tuple():
            return "a list of texts"
        case _:
            return "a text"


def _meant(name: str, known: Collection[str]) -> str:
    close = get_close_matches(name, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
