"""How a long list of actions is spread over pages that stay small."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import TypeVar

from audit.renderers import names
from audit.renderers.html.actions import SHOWN_PLACES, Action

Thing = TypeVar("Thing")

ACTIONS_ON_A_PAGE = 40

PLACES_ON_A_PAGE = 300
"""Places of links that a page shows in full, all its actions together."""


PLACES_IN_FULL = 100
"""Places of one finding that are quoted on its initiative's page; of the others the lines are told."""

ROOM = 200_000
"""Bytes that the cards of a page may come to, or the rows of its table: the page stays below 300 KB."""

ROOM_BESIDE_MORE = 60_000
"""The same for the first of several pages, which also lists what stands on the others."""


def filled(things: Iterable[Thing], weight: Callable[[Thing], int], *, first: int = ROOM, most: int | None = None) -> list[list[Thing]]:
    """The things on pages with so much room each, `most` on one; the first page may have another. A page holds one in any case."""
    pages: list[list[Thing]] = [[]]
    left = first
    for thing in things:
        taken = weight(thing)
        if pages[-1] and (taken > left or len(pages[-1]) == most):
            pages.append([])
            left = ROOM
        pages[-1].append(thing)
        left -= taken
    return pages


def weight_of_card(action: Action, *, most: int = PLACES_IN_FULL) -> int:
    """About how many bytes a card with so many places comes to, at least that: addresses stand on it several times."""
    line = action.first
    texts = 3 * len(line.message.title) + len(line.message.why) + len(line.message.do) + len(line.evidence)
    addresses = 3 * len(line.target_url) + 2 * len(line.suggestion) + len(line.final_url) + len(line.curl)
    quoted = action.places[:most]
    around = 2 * len(line.initiative) + len(line.field_label) + len(line.edit_url) + 600
    sentences = sum(len(spot.occurrence.location.sentence) + len(spot.occurrence.location.path) for spot in quoted)
    return 3_000 + texts + addresses + around * len(quoted) + sentences + 8 * (len(action.places) - len(quoted))


def places_each(own: Sequence[Action]) -> int:
    """How many places of each of these actions a page has room for."""
    return max(SHOWN_PLACES, PLACES_ON_A_PAGE // max(len(own), 1))


def list_pages(listed: Sequence[Action]) -> Iterator[tuple[int, Sequence[Action]]]:
    """The pages of the whole list, counted from 1."""
    pages = filled(listed, partial(weight_of_card, most=SHOWN_PLACES), most=ACTIONS_ON_A_PAGE)
    yield from enumerate(pages if listed else (), start=1)


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
