"""Worlds in which something has been broken for long."""

from tests.history.nights import World, world


def broken_world(*words: str) -> World:
    """Three nights on: the targets are confirmed broken, and readers know."""
    there = world(*words, **dict.fromkeys(words or ("river",), "404"))
    for _ in range(3):
        there.night()
    return there
