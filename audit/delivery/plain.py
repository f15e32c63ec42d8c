"""The text part of a mail: the same facts as the HTML part, in lines of at most 78 characters."""

import textwrap
from collections.abc import Iterator

from audit.delivery.letter import Action, Group, Item, Letter, Table

WIDTH = 78
_RULE = "-" * 64


def as_text(letter: Letter) -> str:
    """The letter as plain text. Addresses to open stand on lines of their own, whole."""
    lines = [*_wrapped(letter.heading), "=" * min(len(letter.heading), WIDTH), ""]
    for paragraph in letter.paragraphs:
        lines += [*_wrapped(paragraph), ""]
    if letter.table:
        lines += [*_table(letter.table), ""]
    for group in letter.groups:
        lines += [*_group(group), ""]
    for paragraph in letter.closing:
        lines += [*_wrapped(paragraph), ""]
    for action in letter.actions:
        lines += [*_action(action), ""]
    lines.append(_RULE)
    for paragraph in letter.footer:
        lines += _wrapped(paragraph)
    for action in letter.footer_actions:
        lines += _action(action)
    return "\n".join(lines).rstrip() + "\n"


def _group(group: Group) -> Iterator[str]:
    if group.heading:
        yield from _wrapped(group.heading)
        yield "-" * min(len(group.heading), WIDTH)
    if group.lead:
        yield from _wrapped(group.lead)
    for place, item in enumerate(group.items):
        if place or group.heading or group.lead:
            yield ""
        yield from _item(item)
    if group.more:
        yield ""
        yield from _wrapped(group.more)


def _item(item: Item) -> Iterator[str]:
    place = f" ({item.place})" if item.place else ""
    state = f" · {item.state_word.upper()}" if item.state_word else ""
    yield from _wrapped(f"* {item.title}{place}{state}", hang="  ")
    if item.sentence:
        yield from _wrapped(f"{item.label_word}: {item.sentence}" if item.label_word else item.sentence, indent="  ")
    for line in (item.quote, item.target, item.also, item.do, item.since):
        if line:
            yield from _wrapped(line, indent="  ")
    for action in item.actions:
        yield from _action(action, indent="  ")


def _action(action: Action, indent: str = "") -> Iterator[str]:
    yield from _wrapped(f"{action.text}:", indent=indent)
    yield indent + action.url


def _table(table: Table) -> Iterator[str]:
    yield from _wrapped(table.caption)
    rows = (table.columns, *table.rows)
    widths = [max(len(row[column]) for row in rows) for column in range(len(table.columns))]
    for row in rows:
        yield (
            "  " + row[0].ljust(widths[0]) + "".join("  " + cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        ).rstrip()


def _wrapped(text: str, *, indent: str = "", hang: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent or hang, break_on_hyphens=False, break_long_words=True
    ) or [""]
