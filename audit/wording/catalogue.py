"""The catalogue: every sentence that a person reads, in one file per language."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from audit.model.finding import Finding
from audit.model.report import Message
from audit.wording.words import Words, left_open

STRINGS = ("title", "why", "do", "short")
"""What a finding says. A string may have variants: ``title_redirect`` is taken when a value called ``redirect`` is there.

Of several the first in the file is taken, but ``waiting`` before all."""
_UNKNOWN = "other"
"""The entry for rules that this version does not have, such as those of a finding from an older one."""
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One language's catalogue."""

    language: str
    words: Words
    rules: Mapping[str, Mapping[str, str]]
    """The strings of each rule, variants included, in the file's order."""
    texts: Mapping[str, str]
    """Further texts by dotted key, such as ``run.partial``."""

    def message(self, finding: Finding, *, extra: Mapping[str, str] = _NOTHING) -> Message:
        """A finding in plain words.

        `extra` adds values that the finding does not know, such as ``since``; ``waiting`` asks for what to do while waiting.
        """
        values = {**dict(finding.params), **{name: value for name, value in extra.items() if value}}
        return Message(**{name: self._string(finding.rule, name, values) for name in STRINGS})

    def title(self, rule: str) -> str:
        """What a rule says in general, for lists of rules: its ``general`` where the title needs values of a finding."""
        strings = self.rules.get(rule) or self.rules[_UNKNOWN]
        return strings.get("general") or left_open(strings["title"])

    def text(self, key: str, **values: str | float | dt.date) -> str:
        """A text by its key, with its values put in. A ``date`` is given as such, a count as a number.

        A key that ends in a word of ours, such as a reason, falls back on ``….other`` of the same section.
        """
        text = self.texts.get(key)
        if text is None:
            text = self.texts[key.rpartition(".")[0] + ".other"]
        return self.words.fill(
            text, {name: value.isoformat() if isinstance(value, dt.date) else str(value) for name, value in values.items()}
        )

    def count(self, value: int, noun: str) -> str:
        """``3 links``, ``1 link``."""
        return self.words.count(value, noun)

    def number(self, value: float) -> str:
        """``24,997``."""
        return self.words.number(value)

    def share(self, percent: float) -> str:
        """A share in percent, with at most one place, rounded down so that 99.99 is never called all."""
        return self.number(int(percent * 10) / 10)

    def date(self, value: dt.date) -> str:
        """``Saturday 21 November 2026``."""
        return self.words.dated(value, self.words.full)

    def _string(self, rule: str, name: str, values: Mapping[str, str]) -> str:
        strings = self.rules.get(rule) or self.rules[_UNKNOWN]
        variants = {key.removeprefix(f"{name}_"): text for key, text in strings.items() if key.startswith(f"{name}_")}
        for value in ("waiting", *variants):
            if value in variants and values.get(value):
                return self.words.fill(variants[value], values)
        return self.words.fill(strings[name], values)


@cache
def catalogue(language: str = "en") -> Wording:
    """The catalogue of a language.

    Raises:
        FileNotFoundError: there is no file for it.
    """
    read = tomllib.loads((files("audit.wording") / f"{language}.toml").read_text(encoding="utf-8"))
    calendar, numbers = read.pop("calendar"), read.pop("numbers")
    words = Words(nouns=read.pop("nouns"), **calendar, **numbers)
    rules = read.pop("rules")
    texts = {f"{section}.{key}": text for section, entries in read.items() for key, text in entries.items()}
    return Wording(language=language, words=words, rules=rules, texts=texts)
