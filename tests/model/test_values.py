"""Values are made by keyword, are equal by what they are made of, and keep what is worked out of them."""

from dataclasses import replace

import pytest

from audit.model.location import Location
from audit.model.values import as_roomy_value, as_value, once


@as_value
class Stone:
    weight: int
    colour: str = "grey"


@as_roomy_value
class Wall:
    stones: tuple[Stone, ...]

    @once
    def weight(self) -> int:
        """All of it."""
        asked.append(self)
        return sum(stone.weight for stone in self.stones)


asked: list[Wall] = []


def test_values_of_the_same_parts_are_equal_and_count_once():
    assert Stone(weight=2) == Stone(weight=2, colour="grey") != Stone(weight=3)
    assert len({Stone(weight=2), Stone(weight=2), replace(Stone(weight=1), weight=2)}) == 1


def test_values_have_no_room_for_anything_else_and_no_order_of_parts():
    with pytest.raises(AttributeError):
        Location(path="a.md", field="title", line=1).note = "x"
    with pytest.raises(TypeError):
        Stone(2)


def test_what_is_worked_out_once_is_kept_with_its_owner():
    wall = Wall(stones=(Stone(weight=2), Stone(weight=3)))
    assert (wall.weight, wall.weight, Wall(stones=()).weight) == (5, 5, 0)
    assert len(asked) == 2
    assert Wall.weight.__doc__ == "All of it."
