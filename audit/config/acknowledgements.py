"""Reading acknowledgements.yaml: what people have said of findings, reviewed in git; every mistake at once, with its place."""

import difflib
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError, model_validator
from pydantic_core import ErrorDetails

from audit import urls
from audit.config.section import Section
from audit.errors import ConfigError
from audit.history import faults
from audit.model.acknowledgement import AckKind, Acknowledgement, AckScope
from audit.model.entry import Marks
from audit.rules import Rule, all_rules
from audit.sources.yaml_values import YamlError, load


class Filed(Section):
    """One acknowledgement as the file has it: exactly one of `target`, `finding` and `host` says what it is about."""

    target: str = ""
    """An address, or the id of a target (t1_...), wherever it is linked."""
    finding: str = ""
    """The id of one finding (f1_...)."""
    host: str = ""
    """A host: the rule anywhere on it."""
    rule: str
    kind: AckKind
    reason: str
    by: str
    since: date
    until: date

    @model_validator(mode="after")
    def _about_one_thing(self) -> Self:
        if sum(map(bool, (self.target, self.finding, self.host))) != 1:
            raise ValueError("name one of target, finding and host")
        return self


_LIST = TypeAdapter(tuple[Filed, ...])


def read_acknowledgements(path: Path) -> tuple[Acknowledgement, ...]:
    """The words that the file holds; none when there is no such file.

    Raises:
        ConfigError: every problem as ``acknowledgements.yaml:3:5: ...``.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError((f"{path.name}: cannot be read: {error}",)) from None
    return parse_acknowledgements(text, name=path.name)


def parse_acknowledgements(text: str, *, name: str = "acknowledgements.yaml") -> tuple[Acknowledgement, ...]:
    """The words that `text` holds.

    Raises:
        ConfigError: see `read_acknowledgements`.
    """
    try:
        document = load(text, path=name)
    except YamlError as error:
        raise ConfigError((f"{name}:{error.line}:{error.column}: {error.message}",)) from None
    if document.problems:
        raise ConfigError(tuple(f"{name}:{one.line}:{one.column}: {one.detail}" for one in document.problems))
    try:
        filed = _LIST.validate_python(document.value or ())
    except ValidationError as error:
        raise ConfigError(tuple(_in_words(detail, name, document.marks) for detail in error.errors())) from None
    wrong = tuple(_mistakes(filed, name, document.marks))
    if wrong:
        raise ConfigError(wrong)
    rules = {rule.name: rule for rule in all_rules()}
    return tuple(_word(one, rules[one.rule]) for one in filed)


def _in_words(detail: ErrorDetails, name: str, marks: Marks) -> str:
    unknown = detail["type"] == "extra_forbidden"
    line, column = (marks.key_place if unknown else marks.place)(detail["loc"])
    said = "there is no such key" if unknown else detail["msg"].removeprefix("Value error, ")
    key = ".".join(str(step) for step in detail["loc"] if not isinstance(step, int))
    return f"{name}:{line}:{column}: {key + ': ' if key else ''}{said}"


def _mistakes(filed: Sequence[Filed], name: str, marks: Marks) -> Iterator[str]:
    """What is wrong with words whose shape is right."""
    rules = {rule.name: rule for rule in all_rules()}
    ids: set[str] = set()
    for at, one in enumerate(filed):
        line, column = marks.place((at,))
        said: tuple[str, ...]
        if one.rule not in rules:
            line, column = marks.place((at, "rule"))
            near = difflib.get_close_matches(one.rule, rules, n=1)
            said = (f"rule: there is no such rule{f'; did you mean {near[0]}?' if near else ''}",)
        elif not _subject(one):
            line, column = marks.place((at, "target"))
            said = ("target: this is no address that can be asked",)
        else:
            word = _word(one, rules[one.rule])
            said = faults(word, since=one.since)
            if word.id in ids:
                said = (*said, "The same thing is acknowledged twice.")
            ids.add(word.id)
        yield from (f"{name}:{line}:{column}: {each}" for each in said)


def _subject(one: Filed) -> str:
    """What it is about; empty for an address that cannot be read."""
    if not one.target or one.target.startswith("t1_"):
        return one.target or one.finding or one.host
    try:
        host = urlsplit(one.target).hostname or ""
    except ValueError:
        return ""
    # A name that only a network of one's own knows may be acknowledged like any other.
    read = urls.read(one.target, known_hosts=frozenset({host}))
    return read.id if isinstance(read, urls.Url) else ""


def _word(one: Filed, rule: Rule) -> Acknowledgement:
    scope = AckScope.TARGET if one.target else AckScope.FINDING if one.finding else AckScope.HOST_RULE
    return Acknowledgement(
        kind=one.kind,
        scope=scope,
        subject=_subject(one),
        family=rule.name if scope is AckScope.HOST_RULE else rule.family,
        rule=rule.name,
        severity=rule.severity,
        certainty=rule.certainty,
        reason=one.reason,
        by=one.by,
        created_at=datetime.combine(one.since, time(), tzinfo=UTC),
        until=one.until,
        filed=True,
    )
