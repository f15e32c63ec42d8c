"""Scalars of several lines: as the parser reads them, but for what Symfony refuses or reads otherwise."""

from typing import Any, Final

import yaml

from audit.sources.yaml_values.lines import check_depth, check_empty_lines, check_header, has_odd_folds, is_followed, refolded, unfolded

_BLOCKS: Final = frozenset({"|", ">"})


def read_lines(text: str, event: Any, *, in_flow: bool, depth: int) -> str:
    """What a scalar says that the parser found in `text`.

    Args:
        text: the whole text.
        event: the scalar's event.
        in_flow: whether brackets are open around it.
        depth: how far its key or its dash is indented.

    Raises:
        ValueError: Symfony refuses it.
        yaml.MarkedYAMLError: an escape in it means nothing.
    """
    value: str = event.value
    start, end, style = event.start_mark.index, event.end_mark.index, event.style
    if style in _BLOCKS:
        check_header(text, start)
        if not value and is_followed(text, start, depth=depth):
            return "\n"
        return (refolded(text, start) if "\n\t" in value else None) or value
    if not in_flow:
        check_depth(text, start, end)
    if not style and "\n" in value:
        check_empty_lines(text, start, end, depth=depth)
    if style and event.tag is None and event.anchor is None and has_odd_folds(text, start, end):
        return _unquoted(unfolded(text[start:end]))
    return value


def _unquoted(written: str) -> str:
    """What a text in quotes says that stands in one line, but for line breaks in single quotes.

    Raises:
        yaml.MarkedYAMLError: an escape in it means nothing.
    """
    if written.startswith("'"):
        return written[1:-1].replace("''", "'")
    loader = yaml.CSafeLoader(written)
    while not isinstance(event := loader.get_event(), yaml.ScalarEvent):
        pass
    return str(event.value)
