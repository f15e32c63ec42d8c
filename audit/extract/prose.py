"""Addresses written out in plain text."""

import re
from collections.abc import Iterator
from typing import Final

from audit.extract.addresses import find_addresses
from audit.extract.flow import Flow, Mention
from audit.model.entry import Marks
from audit.model.link import LinkKind
from audit.model.location import FieldPath

_PARAGRAPH: Final = re.compile(r"\n[ \t\r]*\n")


def read_prose(text: str, path: FieldPath, marks: Marks) -> Iterator[Flow]:
    """The paragraphs of a text that hold addresses."""
    if "://" not in text:
        return
    position = 0
    for found in (*_PARAGRAPH.finditer(text), None):
        end = found.start() if found else len(text)
        paragraph = text[position:end]
        if "://" in paragraph:
            flow = Flow()
            flow.write(paragraph)
            for start, stop in find_addresses(paragraph):
                place = marks.offset_place(path, position + start)
                flow.mentions.append(Mention(href=paragraph[start:stop], kind=LinkKind.TEXT, path=path, place=place, start=start, end=stop))
            yield flow
        position = found.end() if found else end
