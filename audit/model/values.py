"""How the values are made that a run makes by the hundred thousand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Self, TypeVar, dataclass_transform, overload

_Made = TypeVar("_Made")
_Owner = TypeVar("_Owner")
_Worked = TypeVar("_Worked")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def as_value(kind: type[_Made]) -> type[_Made]:
    """A value: a dataclass with slots, made by keyword and never changed; what it is made of decides what it equals.

    The type checker is who sees to it that nobody changes one. Python's own guard makes each value anew in four times the time, and
    of links, findings and their places a night of thousands of entries makes a million.
    """
    return dataclass(slots=True, kw_only=True, unsafe_hash=True)(kind)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def as_roomy_value(kind: type[_Made]) -> type[_Made]:
    """The same without slots, for values that keep what was worked out of them (`once`)."""
    return dataclass(kw_only=True, unsafe_hash=True)(kind)


class once(Generic[_Owner, _Worked]):  # noqa: N801 - it stands where `property` would
    """What is worked out when it is first asked for, and kept in the owner's ``__dict__``.

    As `functools.cached_property`, which up to Python 3.11 takes a lock for every one.
    """

    def __init__(self, work_out: Callable[[_Owner], _Worked]) -> None:
        self._work_out = work_out
        self._name = work_out.__name__
        self.__doc__ = work_out.__doc__

    @overload
    def __get__(self, owner: None, kind: type[_Owner]) -> Self: ...
    @overload
    def __get__(self, owner: _Owner, kind: type[_Owner]) -> _Worked: ...
    def __get__(self, owner: _Owner | None, kind: type[_Owner]) -> Self | _Worked:
        """The result; from the second time on it hides this descriptor."""
        if owner is None:
            return self
        worked = vars(owner)[self._name] = self._work_out(owner)
        return worked
