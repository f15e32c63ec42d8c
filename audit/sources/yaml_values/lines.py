"""Values of several lines, where Symfony reads line by line and a parser of characters does not."""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

_HEADER: Final = re.compile(r"[|>](?:[-+]?\d+|\d+[-+]|[-+])?(?: +#.*)?[ \t\0\v]*")
_TAGGED: Final = re.compile(r"(?:[&!]\S*[ \t]*)+")
_DEEPER: Final = re.compile(r"\d")
_ODD_FOLD: Final = re.compile(r"[ \t]\n|\n *\t")
_PROPERTIES: Final = re.compile(r"(?:[&!][^\s]*[ \t]+)*")


def line_of(text: str, at: int) -> tuple[int, int]:
    """Where the line around a place begins and ends."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def _below(text: str, end: int) -> Iterator[str]:
    """The lines below the one that ends at a place."""
    while end < len(text):
        start = end + 1
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end]


def check_header(text: str, start: int) -> None:
    """What announces a block text must stand behind a key or a dash, and nothing but a comment behind it.

    Raises:
        ValueError: the CMS takes the sign for the beginning of a text without quotes, where it may not stand.
    """
    properties = _PROPERTIES.match(text, start)
    begin, end = line_of(text, start)
    sign = properties.end() if properties else start
    if not text[begin:start].strip(" ") or not _HEADER.fullmatch(text, sign, end):
        raise ValueError("a value without quotes cannot begin with this character")


def check_tag(text: str, start: int) -> None:
    """What bears a tag must stand in the tag's line.

    Raises:
        ValueError: it does not.
    """
    properties = _TAGGED.match(text, start)
    if properties and text.startswith("\n", properties.end()):
        raise ValueError("a tag stands alone in its line")


def is_followed(text: str, start: int, *, depth: int) -> bool:
    """Whether another key or dash of the same depth follows a block text without any lines: then Symfony makes it a line break."""
    properties = _PROPERTIES.match(text, start)
    _, end = line_of(text, start)
    below = next((line for line in _below(text, end) if line.strip(" ")), "")
    is_clipped = not {"-", "+"}.intersection(text[properties.end() if properties else start : end].partition("#")[0])
    return bool(below) and len(below) - len(below.lstrip(" ")) == depth and is_clipped


def check_depth(text: str, start: int, end: int) -> None:
    """A value that begins a line of its own may not go on in lines that are indented less.

    Raises:
        ValueError: it does.
    """
    begin, _ = line_of(text, start)
    if text[begin:start].strip(" "):
        return
    for line in text[start:end].split("\n")[1:]:
        words = line.lstrip(" ")
        if words and len(line) - len(words) < start - begin:
            raise ValueError("a line is indented less than the one with which its value begins")


def check_above(text: str, start: int) -> None:
    """A text without quotes that begins a line of its own must stand right below its key.

    Raises:
        ValueError: a line of blanks stands between them.
    """
    begin, _ = line_of(text, start)
    above = text[text.rfind("\n", 0, begin - 1) + 1 : begin - 1] if begin else "-"
    if not text[begin:start].strip(" ") and not above.strip(" "):
        raise ValueError("an empty line stands before a text without quotes")


def check_empty_lines(text: str, start: int, end: int, *, depth: int) -> None:
    """An empty line ends a text without quotes that begins in its key's line, unless blanks reach beyond the depth of that key.

    Raises:
        ValueError: such a line stands in the text, and more behind it.
    """
    begin, _ = line_of(text, start)
    lines = text[start:end].rstrip().split("\n")[1:] if text[begin:start].strip(" ") else []
    for line in lines:
        if not line.strip(" ") and len(line) <= depth:
            raise ValueError("an empty line stands inside a text without quotes")


def refolded(text: str, start: int) -> str | None:
    """A folded block text with lines that begin with a tab, which Symfony folds as others; None for any other text.

    Follows ``Parser::parseBlockScalar``. The text's last line break is as its header says.
    """
    properties = _PROPERTIES.match(text, start)
    _, end = line_of(text, start)
    header = text[properties.end() if properties else start : end]
    first = next((line for line in _below(text, end) if line.strip(" ")), "")
    depth = len(first) - len(first.lstrip(" "))
    block = list(takewhile(lambda line: not line.strip(" ") or line.startswith(" " * depth), _below(text, end)))
    lines = [line[depth:] for line in block]
    if not header.startswith(">") or _DEEPER.search(header) or not any(line.startswith("\t") for line in lines):
        return None
    while lines and not lines[-1]:
        lines.pop()
    folded, before = lines[0], lines[0]
    for line in lines[1:]:
        joint = "\n" if not line or line[0] == " " or (before and before[0] == " ") else " " if before else ""
        folded, before = folded + joint + line, line
    return folded if "-" in header else folded + "\n" if "+" not in header else None


def has_odd_folds(text: str, start: int, end: int) -> bool:
    """Whether a text in quotes has lines that end in blanks, or that begin with tabs: where a parser drops what Symfony keeps."""
    return _ODD_FOLD.search(text, start, end) is not None


def unfolded(written: str) -> str:
    """A text of several lines in quotes as one line in quotes, as Symfony's ``lexInlineQuotedString`` puts it together.

    Line breaks that remain are written as escapes in double quotes, and as they are in single ones.
    """
    return "".join(part for part, _ in unfolded_parts(written))


def unfolded_parts(written: str) -> Iterator[tuple[str, int]]:
    """The same in parts, each with where it stands, or what is put in its place."""
    quote, follows_break, begin = written[0], True, 0
    for number, line in enumerate(written.split("\n")):
        words = line.lstrip(" ") if number else line
        at, begin = begin + len(line) - len(words), begin + len(line) + 1
        if not words:
            yield ("\\n" if quote == '"' else "\n"), at
            follows_break = True
            continue
        if not follows_break:
            yield " ", at
        follows_break = quote == '"' and _ends_in_backslash(words)
        yield (words[:-1] if follows_break else words), at


def _ends_in_backslash(words: str) -> bool:
    """Whether a line's last backslash is no part of an escape."""
    return (len(words) - len(words.rstrip("\\"))) % 2 == 1
