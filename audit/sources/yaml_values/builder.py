"""From the parser's events to values and their places, in one pass."""

import re
from collections.abc import Callable
from typing import Any, Final

import yaml

from audit.model.entry import Value
from audit.sources.yaml_values.budget import Budget
from audit.sources.yaml_values.errors import YamlError
from audit.sources.yaml_values.frames import DuplicateKey, Frame, ListFrame, MapFrame
from audit.sources.yaml_values.nodes import Node, Place, pack, unpack
from audit.sources.yaml_values.scalars import php_key, resolve
from audit.sources.yaml_values.tags import name_of, tagged

Event = Any
"""An event of the C parser: which attributes it has depends on its type."""

_QUESTION: Final = re.compile(r"^[ \t]*(?:-[ \t]+)*\?(?:[ \t]|$)", re.MULTILINE)
_BEFORE_EXPLICIT_KEY: Final = re.compile(r"[ \t]*(?:-[ \t]+)*\?[ \t]+")


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
        self._lines: list[str] = text.split("\n") if _QUESTION.search(text) else []

    def build(self) -> tuple[Value, Node]:
        """The document's value and places; nothing at all is ``None``.

        Raises:
            YamlError: Symfony would refuse the text, or it exceeds the limits.
            yaml.MarkedYAMLError: the parser cannot go on.
        """
        steps: dict[type[Event], Callable[[Event], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._map,
            yaml.SequenceStartEvent: self._list,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
            yaml.DocumentEndEvent: self._document_end,
        }
        next_event: Callable[[], Event] = yaml.CSafeLoader(self._text).get_event
        next_event()  # the start of the stream says nothing
        while type(event := next_event()) is not yaml.StreamEndEvent:
            try:
                steps[type(event)](event)
            except DuplicateKey as error:
                raise self._duplicate(error) from None
            except ValueError as error:
                mark = event.start_mark
                raise YamlError(str(error), mark.line + self._first_line, mark.column + 1) from None
        return self._root

    def _duplicate(self, error: DuplicateKey) -> YamlError:
        """The second key's place, with the first one's line in the message."""
        frame = self._frame
        line, column = unpack(frame.key_place if isinstance(frame, MapFrame) else 0)
        first = unpack(error.first)[0] + self._first_line
        message = f"the key “{error.key}” stands here a second time; the first is in line {first}"
        return YamlError(message, line + self._first_line, column + 1, rule="content-duplicate-key")

    def _document(self, event: Event) -> None:
        self._documents += 1
        if event.explicit or self._documents > 1:
            raise ValueError("a second document begins here; only one is allowed")

    def _document_end(self, event: Event) -> None:
        if event.explicit:
            raise ValueError("a line of three dots ends the text too early")

    def _scalar(self, event: Event) -> None:
        text: str = event.value
        self._budget.spend(1, len(text))
        mark = event.start_mark
        place = pack(mark.line, mark.column)
        frame = self._frame
        if isinstance(frame, MapFrame) and frame.awaits_key:
            self._key(frame, event, place)
            return
        value: Value = text
        if event.tag is not None:
            value = tagged(event.tag, text, quoted=bool(event.style))
        elif not event.style:
            if "\n" in text:
                raise ValueError("an empty line stands inside a text without quotes")
            value = resolve(text)
        if self._show is not None and isinstance(value, str):
            value = self._show(value)
        if event.anchor is not None:
            self._budget.remember(event.anchor, value, place)
        self._add(value, place)

    def _key(self, frame: MapFrame, event: Event, place: Place) -> None:
        """A key, with what Symfony forbids of keys."""
        key: str = event.value
        if self._lines and not frame.flow and self._has_question_mark(place):
            raise ValueError("a key with a question mark is not supported")
        merging = False
        if event.tag is not None:
            key = php_key(tagged(event.tag, key, quoted=bool(event.style)))
        elif not event.style:
            merging = key == "<<"
            plain = php_key(resolve(key))
            if not frame.flow:
                key = plain
            elif ":" in key:
                raise ValueError("a colon must be followed by a blank")
        if self._show is not None:
            key = self._show(key)
        if event.anchor is not None:
            self._budget.remember(event.anchor, key, place)
        frame.open_key(key, place, merging=merging)

    def _has_question_mark(self, place: Place) -> bool:
        line, column = unpack(place)
        return _BEFORE_EXPLICIT_KEY.fullmatch(self._lines[line][:column]) is not None

    def _map(self, event: Event) -> None:
        mark = event.start_mark
        self._open(event, MapFrame(pack(mark.line, mark.column), flow=bool(event.flow_style)))

    def _list(self, event: Event) -> None:
        mark = event.start_mark
        self._open(event, ListFrame(pack(mark.line, mark.column)))

    def _open(self, event: Event, opened: Frame) -> None:
        self._budget.spend(1)
        if event.tag is not None:
            raise ValueError(f"the tag {name_of(event.tag)} is not supported")
        if self._frame is None:
            if not event.flow_style and event.start_mark.column:
                raise ValueError("the first line is indented")
        elif self._frame.awaits_key:
            raise ValueError("a list or map cannot be a key")
        self._frames.append(opened)
        self._budget.deeper(len(self._frames))
        self._budget.open(event.anchor)
        self._frame = opened

    def _end(self, _event: Event) -> None:
        """A list or map is complete."""
        frame = self._frames.pop()
        self._frame = self._frames[-1] if self._frames else None
        node = frame.node()
        self._budget.close(frame.value, node)
        self._add(frame.value, node)

    def _alias(self, event: Event) -> None:
        if self._frame is not None and self._frame.awaits_key:
            raise ValueError("a repeated value cannot be a key")
        value, node = self._budget.repeat(event.anchor)
        self._add(value, node)

    def _add(self, value: Value, node: Node) -> None:
        """Put a finished value where it belongs."""
        if self._frame is None:
            self._root = (value, node)
        else:
            self._frame.put(value, node)
