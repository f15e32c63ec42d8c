"""Lengths as the CMS counts and shows them."""

from audit.model.entry import Value
from audit.rules.reading.bard import blocks, is_bard


def utf16_length(text: str) -> int:
    """How long a text is to JavaScript, whose count the CMS shows beside a field: an emoji counts two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def counted_length(value: Value) -> int | None:
    """How many characters the CMS shows for a value; None for values that it does not count.

    In a rich text the words of all blocks count, breaks and objects as one each, and nothing between the blocks.
    """
    if isinstance(value, str):
        return utf16_length(value.replace("\r\n", "\n"))
    if is_bard(value):
        runs = (run for block in blocks(value, ()) for run in block.runs)
        return sum(1 if run.is_break or run.is_object else utf16_length(run.text) for run in runs)
    return None
