"""The texts of an entry that visitors read."""

import html
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from audit.model.entry import Value
from audit.model.location import FieldPath
from audit.model.values import as_value
from audit.rules.reading.bard import Block, blocks, is_bard
from audit.rules.reading.code import without_code
from audit.rules.reading.walk import Filled

_PROSE = frozenset({"text", "textarea", "markdown", "bard", "redactor", "list", "table"})
_INPUTS_OF_WORDS = (None, "", "text", "search")  # no set: a blueprint may say anything
_MACHINE_HANDLES = frozenset(
    {"updated_at", "updated_by", "created_at", "created_by", "template", "layout", "redirect", "slug", "author", "date", "uuid", "icon"}
)
_INLINE = re.compile(r"</?(?:a|abbr|b|cite|code|em|i|mark|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)


class Form(StrEnum):
    """How a text is written."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"
    BLOCK = "block"
    """A block of a rich text."""


@as_value
class Text:
    """One text at one place."""

    path: FieldPath
    """To the string, or to the block of a rich text."""
    raw: str
    """As it is kept; for a block, its words."""
    form: Form
    field: Filled
    """The field that holds it."""
    block: Block | None = None

    @property
    def shown(self) -> str:
        """About what a reader sees: markup of HTML and samples of code left out."""
        if self.form is Form.MARKDOWN and ("`" in self.raw or "~~~" in self.raw):
            return without_code(self.raw)
        return html.unescape(_TAG.sub(" ", _INLINE.sub("", self.raw))) if self.form is Form.HTML else self.raw


def texts(fields: Iterable[Filled]) -> Iterator[Text]:
    """Every text of an entry's fields, in the file's order; of a rich text, block by block. Program text is left out.

    Where the blueprint knows a field, only fields for words count. Other fields count by what they hold.
    """
    for field in fields:
        if field.spec is None and len(field.path) == 1:
            if field.handle not in _MACHINE_HANDLES:
                yield from _anything(field, field.value, field.path)
        elif field.type in _PROSE and field.spec and field.spec.option("input_type") in _INPUTS_OF_WORDS:
            yield from _known(field)


def _known(field: Filled) -> Iterator[Text]:
    if isinstance(field.value, str):
        yield _string(field, field.value, field.path)
    elif is_bard(field.value):
        yield from _rich(field, field.value, field.path)
    elif field.type in {"list", "table"}:
        yield from _anything(field, field.value, field.path)


def _anything(field: Filled, value: Value, path: FieldPath) -> Iterator[Text]:
    if isinstance(value, str):
        yield _string(field, value, path)
    elif is_bard(value):
        yield from _rich(field, value, path)
    elif isinstance(value, list):
        for position, part in enumerate(value):
            yield from _anything(field, part, (*path, position))
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in _MACHINE_HANDLES:
                yield from _anything(field, part, (*path, key))


def _rich(field: Filled, value: list[Value], path: FieldPath) -> Iterator[Text]:
    for block in blocks(value, path):
        if not block.is_code:
            yield Text(path=block.path, raw=block.text, form=Form.BLOCK, field=field, block=block)


def _string(field: Filled, value: str, path: FieldPath) -> Text:
    form = Form.PLAIN
    if field.type == "markdown" or (not field.type and path == ("content",)):
        form = Form.MARKDOWN
    elif _TAG.search(value):
        form = Form.HTML
    return Text(path=path, raw=value, form=form, field=field)
