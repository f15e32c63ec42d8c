"""One YAML text, read."""

from dataclasses import dataclass

import yaml

from audit.model.entry import Problem, Value
from audit.sources.yaml_values.budget import Budget
from audit.sources.yaml_values.builder import Builder
from audit.sources.yaml_values.errors import YamlError
from audit.sources.yaml_values.limits import DEFAULT, Limits
from audit.sources.yaml_values.marks import SourceMarks
from audit.sources.yaml_values.mending import has_leading_comma, hide_commas, mend
from audit.sources.yaml_values.nodes import Lines, Node
from audit.sources.yaml_values.prepared import Disguise, Prepared, has_escaped, has_special, prepare
from audit.sources.yaml_values.problems import lost_ending, special_characters
from audit.sources.yaml_values.regular import read_regular
from audit.sources.yaml_values.wording import plain_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a YAML text says, and where."""

    path: str = ""
    """The file's name, for messages."""
    value: Value
    marks: SourceMarks
    problems: tuple[Problem, ...] = ()


def load(text: str, *, path: str = "", limits: Limits = DEFAULT) -> Document:
    """Read one YAML text as Symfony 7 does.

    Args:
        text: the text, with or without an opening ``---`` line.
        path: the file's name, for messages.
        limits: how much the text may hold.

    Raises:
        YamlError: the CMS could not read it either, or it exceeds the limits.
    """
    if text.startswith("\ufeff"):
        raise YamlError("the file begins with an invisible byte order mark")
    try:
        special = has_special(text)
    except UnicodeEncodeError as error:
        column = error.start - text.rfind("\n", 0, error.start)
        raise YamlError("half a character stands here", text.count("\n", 0, error.start) + 1, column) from None
    prepared = prepare(text)
    lines = Lines.of(prepared.text)
    value, node = _read(prepared, lines, limits, special=special)
    marks = SourceMarks(value=value, node=node, text=prepared.text, line_starts=lines.starts, first_line=prepared.first_line)
    problems: tuple[Problem, ...] = ()
    if special or has_escaped(prepared.text):
        problems = special_characters(value, marks)
    if prepared.lost_ending is not None:
        problems += (lost_ending(prepared, marks),)
    return Document(path=path, value=value, marks=marks, problems=problems)


def _read(prepared: Prepared, lines: Lines, limits: Limits, *, special: bool) -> tuple[Value, Node]:
    """The value and its places, after as many mends as it takes."""
    text = prepared.text
    if not special and (regular := read_regular(text, lines, limits)) is not None:
        return regular
    commas = (" ," in text or "\t," in text) and has_leading_comma(text)
    disguise = Disguise.for_text(text) if special or commas else None
    if disguise:
        text = disguise.hide(text)
    if disguise and commas:
        text = hide_commas(text, disguise)
    tries = min(limits.mends, limits.mending_characters // (len(text) + 1))
    first: YamlError | None = None
    while True:
        show = disguise.show if disguise else None
        try:
            value, node = Builder(text, Budget(limits), first_line=prepared.first_line, show=show).build()
        except yaml.YAMLError as error:
            first = first or plain_words(error, first_line=prepared.first_line)
            disguise = disguise or Disguise.for_text(text)
            mended = mend(text, error, disguise) if tries and isinstance(error, yaml.MarkedYAMLError) else None
            if mended is None:
                raise first from None
            text = mended
            tries -= 1
        else:
            return value, node
