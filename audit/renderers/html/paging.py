"""How a long list of actions is spread over pages that stay small."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from audit.renderers import names
from audit.renderers.html.actions import SHOWN_PLACES, Action

ACTIONS_ON_A_PAGE = 40
"""At most 5 KB each: a page stays below 300 KB."""

PLACES_ON_A_PAGE = 300
"""Places of links that a page shows in full, all its actions together."""


def places_each(own: Sequence[Action]) -> int:
    """How many places of each of these actions a page has room for."""
    return max(SHOWN_PLACES, PLACES_ON_A_PAGE // max(len(own), 1))


def list_pages(listed: Sequence[Action]) -> Iterator[tuple[int, Sequence[Action]]]:
    """The pages of the whole list, counted from 1."""
    for start in range(0, len(listed), ACTIONS_ON_A_PAGE):
        yield start // ACTIONS_ON_A_PAGE + 1, listed[start : start + ACTIONS_ON_A_PAGE]


def places_in_list(listed: Sequence[Action]) -> dict[str, str]:
    """Where in the whole list each action stands, by its anchor, and where each section begins."""
    found: dict[str, str] = {}
    for number, some in list_pages(listed):
        for action in some:
            found.setdefault(action.section, f"{names.list_page(number)}#{action.section}")
            found[action.anchor] = f"{names.list_page(number)}#{action.anchor}"
    return found


def by_section(listed: Sequence[Action]) -> tuple[tuple[str, tuple[Action, ...]], ...]:
    """The actions of a page under their sections; the order of the list is kept."""
    return tuple((section, tuple(group)) for section, group in groupby(listed, key=lambda action: action.section))
