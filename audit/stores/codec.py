"""Frozen dataclasses to plain JSON and back, guided by their annotations.

Fields at their default are left out, so that documents stay small and a field added later reads as its default.
Unknown fields are ignored, so that a document written by a newer version with more fields can still be read.
"""

import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_Turn = Callable[[Any], Any]

_PLAIN = frozenset({str, int, float, bool, type(None), Any})


def encode(value: object) -> Any:
    """A dataclass instance as maps, lists, texts and numbers."""
    kind: Any = type(value)
    return _encoder(kind)(value)


def decode(kind: type[T], plain: object) -> T:
    """An instance of `kind` from what `encode` made of one.

    Raises:
        ValueError: the document does not fit.
    """
    shape: Any = kind
    try:
        made: T = _decoder(shape)(plain)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a stored {kind.__name__}: {error}") from error
    return made


@cache
def _encoder(kind: Any) -> _Turn:
    origin, arguments = get_origin(kind), get_args(kind)
    if kind in _PLAIN:
        return _same
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass_encoder(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _value_of
    if kind in (datetime, date):
        return _iso
    if origin in (Union, types.UnionType):
        return _optional(_encoder(_only(arguments)))
    if origin is tuple:
        return _sequence(_turns(arguments, _encoder), list, several=arguments[-1] is not ...)
    raise TypeError(f"no shape in the store for {kind}")


@cache
def _decoder(kind: Any) -> _Turn:
    origin, arguments = get_origin(kind), get_args(kind)
    if kind in _PLAIN:
        return float if kind is float else _same
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass_decoder(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind in (datetime, date):
        parse: _Turn = kind.fromisoformat
        return parse
    if origin in (Union, types.UnionType):
        return _optional(_decoder(_only(arguments)))
    if origin is tuple:
        return _sequence(_turns(arguments, _decoder), tuple, several=arguments[-1] is not ...)
    raise TypeError(f"no shape in the store for {kind}")


def _dataclass_encoder(kind: Any) -> _Turn:
    hints = get_type_hints(kind)
    parts = [(one.name, one.default, _encoder(hints[one.name])) for one in fields(kind)]

    def turn(value: Any) -> dict[str, Any]:
        plain = {}
        for name, default, part in parts:
            held = getattr(value, name)
            if default is MISSING or held != default:
                plain[name] = part(held)
        return plain

    return turn


def _dataclass_decoder(kind: Any) -> _Turn:
    hints = get_type_hints(kind)
    parts = {one.name: _decoder(hints[one.name]) for one in fields(kind)}

    def turn(plain: Any) -> Any:
        return kind(**{name: parts[name](held) for name, held in plain.items() if name in parts})

    return turn


def _turns(arguments: tuple[Any, ...], make: Callable[[Any], _Turn]) -> tuple[_Turn, ...]:
    return tuple(make(argument) for argument in arguments if argument is not ...)


def _sequence(turns: tuple[_Turn, ...], container: type, *, several: bool) -> _Turn:
    if several:
        return lambda values: container(turn(value) for turn, value in zip(turns, values, strict=True))
    (turn,) = turns
    return lambda values: container(map(turn, values))


def _optional(turn: _Turn) -> _Turn:
    return lambda value: None if value is None else turn(value)


def _only(arguments: tuple[Any, ...]) -> Any:
    """The one kind besides None of a union."""
    (kind,) = (argument for argument in arguments if argument is not type(None))
    return kind


def _same(value: Any) -> Any:
    return value


def _value_of(value: Enum) -> Any:
    return value.value


def _iso(value: date) -> str:
    return value.isoformat()
