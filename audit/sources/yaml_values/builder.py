"""From the parser's events to values and their places, in one pass."""

import re
from collections.abc import Callable
from typing import Any, Final

import yaml

from audit.model.entry import Value
from audit.sources.yaml_values.budget import Budget
from audit.sources.yaml_values.errors import YamlError
from audit.sources.yaml_values.frames import DuplicateKey, Frame, ListFrame, MapFrame
from audit.sources.yaml_values.lines import check_above, check_tag, line_of
from audit.sources.yaml_values.nodes import Node, Place
from audit.sources.yaml_values.scalars import as_key, key_in_flow, one_line, resolve, resolve_word, word_as_key
from audit.sources.yaml_values.several import read_lines
from audit.sources.yaml_values.tags import name_of, tagged

Event = Any
"""An event of the C parser: which attributes it has depends on its type."""

_QUESTION: Final = re.compile(r"\?[ \t\n]")
_BEFORE_EXPLICIT_KEY: Final = re.compile(r"[ \t]*(?:-[ \t]+)*\?[ \t]+")
_GAP: Final = re.compile(r":[ \t]*\n *\n")
"""A value that does not stand right below its key."""
_COLON: Final = re.compile(r"[ \t\n]*:")
_BLANKS: Final = " \t\n\r\0\v"
_WORD: Final = 40
"""Texts up to this length are looked up rather than parsed again: most are a handful of words that every entry repeats."""


class Builder:
    """Builds the value of one text; a new one for each."""

    def __init__(self, text: str, budget: Budget, *, first_line: int, show: Callable[[str], str] | None = None) -> None:
        self._text = text
        self._budget = budget
        self._first_line = first_line
        self._show = show
        self._frames: list[Frame] = []
        self._frame: Frame | None = None
        self._root: tuple[Value, Node] = (None, 0)
        self._documents = 0
        self._has_questions = any(_begins_key(text, found.start()) for found in _QUESTION.finditer(text))
        self._always_careful = self._has_questions or show is not None or _GAP.search(text) is not None
        self._careful = self._always_careful
        """Whether scalars need more than the usual glance."""
        self._steps: dict[type[Event], Callable[[Event], None]] = {
            yaml.MappingStartEvent: self._map,
            yaml.SequenceStartEvent: self._list,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
            yaml.DocumentEndEvent: self._document_end,
        }

    def build(self) -> tuple[Value, Node]:
        """The document's value and places; nothing at all is ``None``.

        Raises:
            YamlError: Symfony would refuse the text, or it exceeds the limits.
            yaml.MarkedYAMLError: the parser cannot go on.
        """
        next_event: Callable[[], Event] = yaml.CSafeLoader(self._text).get_event
        event = next_event()  # the start of the stream says nothing
        budget = self._budget
        try:
            while True:
                event = next_event()
                kind = type(event)
                if kind is not yaml.ScalarEvent:
                    if kind is yaml.StreamEndEvent:
                        return self._root
                    self._steps[kind](event)
                    continue
                # Nine events in ten go on here, so what is rare is sorted out first and done elsewhere.
                budget.nodes += 1
                frame, text, style = self._frame, event.value, event.style
                is_odd = event.tag is not None or event.anchor is not None or event.start_mark.line != event.end_mark.line
                if frame is None or self._careful or is_odd or budget.nodes > budget.most_nodes:
                    self._scalar(event)
                elif frame.key is None:
                    frame.key = text if style else word_as_key(text)
                    frame.key_place = event.start_mark.index
                elif style:
                    frame.put(text, event.start_mark.index)
                else:
                    frame.put(resolve_word(text) if len(text) < _WORD else resolve(one_line(text)), event.start_mark.index)
        except DuplicateKey as error:
            raise self._duplicate(error) from None
        except ValueError as error:
            mark = event.start_mark
            raise YamlError(str(error), mark.line + self._first_line, mark.column + 1) from None

    def _duplicate(self, error: DuplicateKey) -> YamlError:
        """The second key's place, with the first one's line in the message."""
        first, second = self._line(error.first), self._line(error.second)
        column = error.second - self._text.rfind("\n", 0, error.second)
        message = f"the key “{error.key}” stands here a second time; the first is in line {first}"
        return YamlError(message, second, column, rule="content-duplicate-key")

    def _line(self, place: Place) -> int:
        return self._first_line + self._text.count("\n", 0, place)

    def _document(self, event: Event) -> None:
        self._documents += 1
        if event.explicit or self._documents > 1:
            raise ValueError("a second document begins here; only one is allowed")

    def _document_end(self, event: Event) -> None:
        if event.explicit:
            raise ValueError("a line of three dots ends the text too early")

    def _scalar(self, event: Event) -> None:
        """A scalar with a tag, an anchor, or characters in disguise, or one that is the whole document."""
        self._budget.check()
        text: str = event.value
        place: Place = event.start_mark.index
        frame = self._frame
        if frame is None:
            self._check_beginning(event)
        elif frame.key is None:
            self._key(frame, event)
            return
        if event.start_mark.line != event.end_mark.line or event.style in {"|", ">"}:
            text = read_lines(self._text, event, in_flow=self._in_flow, depth=self._depth(place))
        if not event.style and text and not self._in_flow:
            check_above(self._text, place)
        value: Value = text
        if event.tag is not None:
            check_tag(self._text, place)
            value = tagged(event.tag, text, quoted=bool(event.style))
        elif not event.style:
            value = resolve(text)
        if self._show is not None and isinstance(value, str):
            value = self._show(value)
            if not event.style and ": " in value and isinstance(frame, MapFrame) and not self._in_flow:
                raise ValueError("a colon followed by a blank stands inside a text without quotes")
        if event.anchor is not None:
            self._budget.remember(event.anchor, value, place)
        self._add(value, place)

    @property
    def _in_flow(self) -> bool:
        """Whether brackets are open."""
        frame = self._frame
        return frame is not None and (frame.flow or self._text.startswith("[", frame.place))

    def _check_beginning(self, event: Event) -> None:
        """What stands at the very top may not be indented.

        Raises:
            ValueError: it is.
        """
        if event.start_mark.column:
            raise ValueError("the first line is indented")

    def _depth(self, start: int) -> int:
        """How far the key or the dash of the value at `start` is indented."""
        at = self._frame.key_place if isinstance(self._frame, MapFrame) else max(self._text.rfind("-", 0, start), 0)
        return at - line_of(self._text, at)[0]

    def _key(self, frame: Frame, event: Event) -> None:
        """A key with such properties."""
        key: str = event.value
        place: Place = event.start_mark.index
        if self._has_questions and _BEFORE_EXPLICIT_KEY.fullmatch(self._text, self._text.rfind("\n", 0, place) + 1, place):
            raise ValueError("a key with a question mark is not supported")
        if event.tag is not None:
            key = as_key(tagged(event.tag, key, quoted=bool(event.style)))
        elif not event.style:
            key = key_in_flow(key) if frame.flow else word_as_key(key)
        if frame.flow and not _COLON.match(self._text, event.end_mark.index):
            raise ValueError("a key in curly brackets needs a colon and a value")
        if frame.flow and event.style and not self._text.startswith("{", frame.place):
            raise ValueError("a key in quotes needs curly brackets around it")
        if self._show is not None:
            key = self._show(key)
        if event.anchor is not None:
            self._budget.remember(event.anchor, key, place)
        frame.key = key
        frame.key_place = place

    def _map(self, event: Event) -> None:
        self._open(event, MapFrame(event.start_mark.index, flow=bool(event.flow_style)))

    def _list(self, event: Event) -> None:
        self._open(event, ListFrame(event.start_mark.index))

    def _open(self, event: Event, opened: Frame) -> None:
        if event.tag is not None and not (event.tag == "!" and event.flow_style):
            raise ValueError(f"the tag {name_of(event.tag)} is not supported")
        if self._frame is None:
            self._check_beginning(event)
        elif self._frame.key is None:
            raise ValueError("a list or map cannot be a key")
        if event.anchor is not None:
            opened.anchor = event.anchor
            self._budget.open(event.anchor, opened.place)
        self._careful = self._always_careful or opened.flow
        self._frames.append(opened)
        self._frame = opened
        self._budget.nodes += 1
        self._budget.check(depth=len(self._frames))

    def _end(self, event: Event) -> None:
        """A list or map is complete."""
        frame = self._frames.pop()
        node = frame.node()
        if frame.anchor is not None:
            self._budget.close(frame.value, node, end=event.end_mark.index)
        outer = self._frame = self._frames[-1] if self._frames else None
        if outer is None:
            self._root = (frame.value, node)
        else:
            self._careful = self._always_careful or outer.flow
            outer.put(frame.value, node)

    def _alias(self, event: Event) -> None:
        if self._frame is not None and self._frame.key is None:
            raise ValueError("a repeated value cannot be a key")
        if self._frame is not None and self._frame.key == "<<":
            end = event.end_mark.index
            if self._text[end : line_of(self._text, end)[1]].strip(_BLANKS) and not self._frame.flow:
                raise ValueError("nothing may follow the name of what is merged, not even a comment")
        value, node = self._budget.repeat(event.anchor)
        self._add(value, node)

    def _add(self, value: Value, node: Node) -> None:
        """Put a finished value where it belongs."""
        if self._frame is None:
            self._root = (value, node)
        else:
            self._frame.put(value, node)


def _begins_key(text: str, at: int) -> bool:
    """Whether nothing but indentation and dashes stands before a question mark in its line."""
    return not text[text.rfind("\n", 0, at) + 1 : at].strip(" \t-")
