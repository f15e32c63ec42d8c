"""What an unquoted word means to Symfony (``Inline::evaluateScalar``, version 7).

There are no yes/no truth values, no base-60 numbers and no octal by leading zero; dates become Unix seconds.
"""

import re
from functools import lru_cache
from typing import Final

from audit.model.entry import Value

_WORDS: Final[dict[str, Value]] = {"null": None, "~": None, "": None, "true": True, "false": False}
_MAYBE: Final = frozenset("0123456789+-.~nNtTfF")
_OCTAL: Final = re.compile(r"[+-]?0o([0-7_]+)", re.ASCII)
_GROUPED: Final = re.compile(r"[+-]?[0-9][0-9_]*", re.ASCII)
_INTEGER: Final = re.compile(r"-?[0-9]+", re.ASCII)
_NUMERIC: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", re.ASCII)
_HEX: Final = re.compile(r"0[xX][0-9a-fA-F_]+", re.ASCII)
_GROUPED_FLOAT: Final = re.compile(r"[+-]?[0-9][0-9_]*(?:\.[0-9_]+)?", re.ASCII)
_LONGEST_INT: Final = 20
_INT64: Final = range(-(2**63), 2**63)
_TIMESTAMP: Final = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(?:(Z)|([-+])(\d\d?)(?::(\d\d))?))?)?",
    re.ASCII,
)


def resolve(word: str) -> Value:
    """The value of a plain scalar.

    Raises:
        ValueError: it looks like a date and names no time that PHP knows; the CMS stops there.
    """
    if not word:
        return None
    if word[0] not in _MAYBE:
        return word
    lower = word.lower()
    if lower in _WORDS:
        return _WORDS[lower]
    if word[0] in "nNtTfF~":
        return word
    return _number(word, lower)


@lru_cache(maxsize=4096)
def resolve_word(word: str) -> Value:
    """`resolve`, remembered, for a short text without quotes.

    Raises:
        ValueError: as `resolve` and `one_line` do.
    """
    return resolve(one_line(word))


@lru_cache(maxsize=4096)
def word_as_key(word: str) -> str:
    """A key without quotes.

    Raises:
        ValueError: as `resolve` and `as_key` do.
    """
    return as_key(resolve(word))


def key_in_flow(word: str) -> str:
    """A key without quotes in curly brackets, where Symfony takes its first word, does not evaluate it and wants a blank after the colon.

    Raises:
        ValueError: as `word_as_key`, or there is no blank.
    """
    word = word.split(" ", 1)[0].split("\n", 1)[0]
    word_as_key(word)
    if ":" in word:
        raise ValueError("a colon must be followed by a blank")
    return word


def one_line(text: str) -> str:
    """A text without quotes, which may run over several lines but not over an empty one.

    Raises:
        ValueError: there is an empty line in it.
    """
    if "\n" in text:
        raise ValueError("an empty line stands inside a text without quotes")
    return text


def _number(word: str, lower: str) -> Value:
    """A word that begins like a number."""
    if octal := _OCTAL.fullmatch(word):
        return _octal(word, octal[1].replace("_", ""))
    if _GROUPED.fullmatch(word):
        word = word.replace("_", "")
    if _INTEGER.fullmatch(word):
        return _integer(word)
    if _NUMERIC.fullmatch(word):
        return float(word)
    if _HEX.fullmatch(word):
        # PHP casts the capital form as a decimal text, which ends at the X.
        return _within(int(word.replace("_", "")[2:] or "0", 16)) if word[1] == "x" else 0.0
    if lower in {".inf", ".nan"}:
        return float("inf")
    if lower == "-.inf":
        return float("-inf")
    if _GROUPED_FLOAT.fullmatch(word):
        return float(word.replace("_", ""))
    if stamp := _TIMESTAMP.fullmatch(word):
        return _timestamp(stamp, word)
    return word


def _integer(word: str) -> int | str:
    """Digits count as a number only when writing the number down gives the same digits."""
    if len(word) > _LONGEST_INT:
        return word
    number = int(word)
    return number if str(number) == word and number in _INT64 else word


def _octal(word: str, digits: str) -> int | float:
    number = int(digits or "0", 8)
    return _within(-number if word[0] == "-" else number)


def _within(number: int) -> int | float:
    """PHP turns what does not fit 64 bits into a float, however large."""
    if number in _INT64:
        return number
    try:
        return float(number)
    except OverflowError:
        return float("inf")


def _timestamp(stamp: re.Match[str], word: str) -> int | float:
    """Seconds since 1970, rolling over as PHP does: 31 February is 2 or 3 March, month 0 the December before."""
    year, month, day = int(stamp[1]), int(stamp[2]), int(stamp[3])
    hour, minute, second = int(stamp[4] or 0), int(stamp[5] or 0), int(stamp[6] or 0)
    if month > 12 or day > 31 or hour > 24 or minute > 59 or second > 60:
        raise ValueError(f"“{word}” looks like a date and is none")
    seconds = _days(year, month) * 86_400 + (day - 1) * 86_400 + hour * 3_600 + minute * 60 + second
    if stamp[9]:
        offset = int(stamp[10]) * 3_600 + int(stamp[11] or 0) * 60
        seconds += offset if stamp[9] == "-" else -offset
    fraction = (stamp[7] or "")[:6].rstrip("0")
    return float(f"{seconds}.{fraction}") if fraction else seconds


def _days(year: int, month: int) -> int:
    """Days from 1970-01-01 to the first of a month, in the proleptic Gregorian calendar; any year, month 0 allowed."""
    months = year * 12 + month - 1
    year, month = divmod(months, 12)
    # Years are counted from March here, so that the leap day comes last.
    shifted = year - (month < 2)
    era = shifted // 400
    year_of_era = shifted - era * 400
    day_of_year = (153 * ((month - 2) % 12) + 2) // 5
    return era * 146_097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 719_468


def php_float(text: str) -> float:
    """PHP's cast of a text to a float: the number that it begins with, or 0."""
    number = _NUMERIC.match(text.strip())
    return float(number[0]) if number else 0.0


def as_key(value: Value) -> str:
    """A map's key as PHP's arrays hold it.

    Raises:
        ValueError: Symfony allows only texts and whole numbers as keys.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    kind = "number with a fraction" if isinstance(value, float) else "word that stands for true, false or nothing"
    raise ValueError(f"a {kind} cannot be a key; quote it")
