"""One YAML text, read."""

import re
from dataclasses import dataclass
from typing import Final

import yaml

from audit.model.entry import Problem, Value
from audit.sources.yaml_values.budget import Budget
from audit.sources.yaml_values.builder import Builder
from audit.sources.yaml_values.errors import YamlError
from audit.sources.yaml_values.limits import DEFAULT, Limits
from audit.sources.yaml_values.marks import SourceMarks
from audit.sources.yaml_values.mending import mend
from audit.sources.yaml_values.nodes import Node
from audit.sources.yaml_values.prepared import SPECIAL, Disguise, Prepared, prepare
from audit.sources.yaml_values.problems import lost_ending, special_characters
from audit.sources.yaml_values.wording import plain_words

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


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
    if lone := _SURROGATE.search(text):
        raise YamlError("half a character stands here", text.count("\n", 0, lone.start()) + 1)
    prepared = prepare(text)
    value, node, disguised = _read(prepared, limits)
    marks = SourceMarks(value=value, node=node, text=prepared.text, first_line=prepared.first_line)
    problems: tuple[Problem, ...] = ()
    if disguised:
        problems = special_characters(value, marks)
    if prepared.lost_ending is not None:
        problems += (lost_ending(prepared),)
    return Document(path=path, value=value, marks=marks, problems=problems)


def _read(prepared: Prepared, limits: Limits) -> tuple[Value, Node, bool]:
    """The value, its places, and whether special characters were met."""
    text = prepared.text
    special = SPECIAL.search(text) is not None
    disguise = Disguise.for_text(text) if special else None
    if disguise:
        text = disguise.hide(text)
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
            return value, node, special
