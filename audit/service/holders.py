"""Who stands behind a token, and what he may do with it: one line of a token file."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from audit.errors import SurroundingsError
from audit.model.acknowledgement import Role

Word = TypeVar("Word", bound=StrEnum)


class Scope(StrEnum):
    """Something that a token may be good for."""

    RUNS = "runs"
    """Starting and stopping audits."""
    ACKNOWLEDGE = "acknowledge"
    """Saying of findings why they may stay for now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Somebody who may change something."""

    name: str
    """As it stands beside what he said; ``token-1`` for one without a name."""
    role: Role = Role.EDITOR
    scopes: frozenset[Scope] = frozenset({Scope.RUNS})

    def may(self, scope: Scope) -> bool:
        """Whether he may do this kind of thing."""
        return scope in self.scopes


OPERATOR = Holder(name="AUDIT_TOKEN", role=Role.OPS, scopes=frozenset(Scope))
"""Whoever can set the environment of the service may do everything that the service can."""


def read_line(line: str, *, number: int) -> tuple[str, Holder]:
    """The token of a line and its holder: ``TOKEN name=amina role=editor scopes=runs,acknowledge``.

    A token alone may start audits and nothing else.

    Raises:
        SurroundingsError: the line says something else. Nothing of it is repeated: it holds a secret.
    """
    token, *words = line.split()
    given: dict[str, str] = {}
    for word in words:
        key, _, value = word.partition("=")
        if key not in ("name", "role", "scopes") or not value or key in given:
            raise _mistake(number, "a token is followed by name=…, role=… and scopes=…, and by nothing else")
        given[key] = value
    return token, Holder(
        name=given.get("name", f"token-{number}")[:100],
        role=_one(Role, given.get("role", Role.EDITOR.value), number),
        scopes=frozenset(_one(Scope, word, number) for word in given.get("scopes", Scope.RUNS.value).split(",")),
    )


def _one(kind: type[Word], word: str, number: int) -> Word:
    try:
        return kind(word)
    except ValueError:
        raise _mistake(number, f"there is {_list(each.value for each in kind)}, and not what stands there") from None


def _list(words: Iterable[str]) -> str:
    return ", ".join(words)


def _mistake(number: int, what: str) -> SurroundingsError:
    return SurroundingsError(f"Token number {number} of the token file: {what}.", remedy="See docs/api.md, Tokens.")
