"""How alike two pages are, by what they say."""

from audit.model.sketch import SKETCH_SIZE


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """An estimate between 0 and 1 of how much of two texts is the same; 1 for two empty ones."""
    if not one or not other:
        return 1.0 if one == other else 0.0
    union = sorted({*one, *other})[:SKETCH_SIZE]
    both = set(one) & set(other)
    return sum(1 for value in union if value in both) / len(union)
