"""What a readable text still has wrong with it."""

from typing import Final

from audit.model.entry import Problem, Value
from audit.model.location import FieldPath, dotted
from audit.sources.yaml_values.marks import SourceMarks
from audit.sources.yaml_values.prepared import SPECIAL, Prepared

CONTROL_CHARACTER: Final = "content-control-character"
LOST_TEXT: Final = "content-lost-text"


def special_characters(value: Value, marks: SourceMarks) -> tuple[Problem, ...]:
    """One problem for each text with characters that no keyboard types, at the first of them."""
    problems = []
    waiting: list[tuple[FieldPath, Value]] = [((), value)]
    while waiting:
        path, here = waiting.pop()
        if isinstance(here, dict):
            waiting.extend(((*path, key), child) for key, child in reversed(here.items()))
        elif isinstance(here, list):
            waiting.extend(reversed([((*path, position), child) for position, child in enumerate(here)]))
        elif isinstance(here, str) and (found := SPECIAL.search(here)):
            line, column = marks.offset_place(path, found.start())
            count = len(SPECIAL.findall(here))
            more = f" and {count - 1} more" if count > 1 else ""
            detail = f"an invisible control character (U+{ord(found[0]):04X}){more}"
            problems.append(Problem(rule=CONTROL_CHARACTER, detail=detail, line=line, column=column, field=dotted(path)))
    return tuple(problems)


def lost_ending(prepared: Prepared, marks: SourceMarks) -> Problem:
    """Dots at the very end, which the CMS takes for the end of the document."""
    index = prepared.lost_ending or 0
    start = prepared.text.rfind("\n", 0, index) + 1
    known = marks.items()
    return Problem(
        rule=LOST_TEXT,
        field=dotted(known[-1][0]) if known else "",
        detail="three dots at the very end of the fields are cut off by the CMS, and lost when the entry is saved next",
        line=prepared.first_line + prepared.text.count("\n", 0, index),
        column=index - start + 1,
    )
