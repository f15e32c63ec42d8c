"""What was read out of a text, kept for the next time that it comes."""

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from typing import Concatenate, Final, ParamSpec, TypeVar, cast

_Asked = ParamSpec("_Asked")
_Found = TypeVar("_Found")

_MOST: Final = 4096
"""So many texts are kept."""
_LONGEST: Final = 1000
"""Characters. Longer texts seldom come twice, and would take much room."""


def remembered(read: Callable[Concatenate[str, _Asked], _Found]) -> Callable[Concatenate[str, _Asked], _Found]:
    """A pure reading of texts that remembers the short ones.

    One text comes again and again: labels, standing phrases, calls to action, translations that nobody has made yet, copied entries.
    What `read` returns must not be changed by anybody.
    """
    known = cast("Callable[Concatenate[str, _Asked], _Found]", lru_cache(maxsize=_MOST)(read))

    def reading(text: str, /, *args: _Asked.args, **kwargs: _Asked.kwargs) -> _Found:
        return (known if len(text) <= _LONGEST else read)(text, *args, **kwargs)

    return update_wrapper(reading, read)
