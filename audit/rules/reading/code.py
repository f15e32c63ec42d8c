"""Program text and comments inside a Markdown text: nobody reads them as prose."""

import re
from bisect import bisect_right
from collections.abc import Iterator

_OPENING = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})|(?P<ticks>`+)|(?P<comment><!--)", re.MULTILINE)
_TICKS = re.compile(r"`+")
_SHOWN = re.compile(r"[^\n]")


def without_code(text: str) -> str:
    """The text with blanks where it shows program text, and where comments stand; every other character keeps its place."""
    parts: list[str] = []
    done = 0
    for start, end in _hidden(text):
        parts += text[done:start], _SHOWN.sub(" ", text[start:end])
        done = end
    return "".join([*parts, text[done:]]) if parts else text


def _hidden(text: str) -> Iterator[tuple[int, int]]:
    """Where fenced code, code among words, and comments begin and end, in one pass whatever is left open."""
    runs: dict[int, list[int]] = {}
    for run in _TICKS.finditer(text):
        runs.setdefault(run.end() - run.start(), []).append(run.start())
    may_close = True
    position = 0
    while found := _OPENING.search(text, position):
        if found["fence"]:
            end = _end_of_fence(text, found["fence"], found.end())
        elif found["ticks"]:
            end = _end_of_ticks(runs, len(found["ticks"]), found.start())
        else:
            end = text.find("-->", found.end()) + 3 if may_close else 2
            may_close = end > 2
        is_closed = end > found.start()
        if is_closed:
            yield found.start(), end
        position = end if is_closed else found.end()


def _end_of_fence(text: str, fence: str, position: int) -> int:
    """Where the line ends that closes fenced code; the end of the text when none does."""
    closing = re.compile(rf"^ {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[^\n]*", re.MULTILINE).search(text, position)
    return closing.end() if closing else len(text)


def _end_of_ticks(runs: dict[int, list[int]], length: int, start: int) -> int:
    """Where the next run of as many ticks ends; -1 when there is none."""
    places = runs.get(length, [])
    following = bisect_right(places, start)
    return places[following] + length if following < len(places) else -1
