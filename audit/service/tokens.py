"""Who may change something: bearer tokens, known by their hashes alone."""

import hashlib
import hmac
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from audit.clock import Clock
from audit.errors import SurroundingsError
from audit.service.holders import OPERATOR, Holder, Scope, read_line

WEAK = 16
"""Tokens with fewer characters can be guessed where the whole world may try."""

_MOST = 512
"""Characters of an Authorization header that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The tokens that open the door, several at a time so that they can be exchanged without a gap."""

    digests: tuple[bytes, ...] = field(default=(), repr=False)
    holders: tuple[Holder, ...] = ()
    """Who stands behind each of them, in the same order."""
    weak: bool = False
    """At least one of them is shorter than `WEAK`."""

    @classmethod
    def of(cls, tokens: Iterable[str]) -> "Tokens":
        """These tokens, each as a line of a token file has it; blank ones do not count.

        Raises:
            SurroundingsError: a line cannot be understood.
        """
        written = [token for token in (token.strip() for token in tokens) if token]
        return cls._held(read_line(line, number=number) for number, line in enumerate(written, 1))

    @classmethod
    def read(cls, *, file: Path | None, variable: str) -> "Tokens":
        """The lines of a file, without those that begin with ``#``, and the value of an environment variable.

        Raises:
            SurroundingsError: the file cannot be read, or understood.
        """
        lines: list[str] = []
        if file is not None:
            try:
                text = file.read_text(encoding="utf-8", errors="surrogateescape")
            except OSError as error:
                raise SurroundingsError(
                    f"The token file cannot be read: {error.strerror or error}.", remedy="Check service.token_file and its rights."
                ) from error
            lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
        held = [read_line(line, number=number) for number, line in enumerate(lines, 1)]
        return cls._held([*held, *([(variable.strip(), OPERATOR)] if variable.strip() else [])])

    @classmethod
    def _held(cls, held: Iterable[tuple[str, Holder]]) -> "Tokens":
        kept = tuple(held)
        return cls(
            digests=tuple(_digest(token.encode("utf-8", "surrogateescape")) for token, _ in kept),
            holders=tuple(holder for _, holder in kept),
            weak=any(len(token) < WEAK for token, _ in kept),
        )

    def allow(self, scope: Scope) -> bool:
        """Whether anybody may do this kind of thing."""
        return any(holder.may(scope) for holder in self.holders)

    def open_to(self, authorization: str) -> Holder | None:
        """Whose the token of an Authorization header is; None when it does not fit.

        Every digest is compared, so that the time does not tell which one was close.
        """
        scheme, _, token = authorization[:_MOST].partition(" ")
        given = _digest(token.strip().encode("utf-8", "surrogateescape"))
        fits = [hmac.compare_digest(given, digest) for digest in self.digests]
        if scheme.lower() != "bearer" or not any(fits):
            return None
        return self.holders[fits.index(True)]

    def __bool__(self) -> bool:
        return bool(self.digests)


def _digest(token: bytes) -> bytes:
    return hashlib.sha256(token).digest()


@dataclass(slots=True, kw_only=True)
class Throttle:
    """So many events a window for each caller; the memory of callers is bounded."""

    clock: Clock
    most: int
    window: float
    """Seconds."""
    _seen: "OrderedDict[str, list[float]]" = field(default_factory=OrderedDict)

    def wait(self, caller: str) -> int:
        """Whole seconds until the caller may try again; 0 when he may now."""
        recent = self._recent(caller)
        if len(recent) < self.most:
            return 0
        return max(1, round(recent[-self.most] + self.window - self.clock.monotonic() + 0.5))

    def note(self, caller: str) -> None:
        """One more event of this caller."""
        self._seen[caller] = [*self._recent(caller), self.clock.monotonic()][-self.most :]
        self._seen.move_to_end(caller)
        while len(self._seen) > 10_000:
            self._seen.popitem(last=False)

    def _recent(self, caller: str) -> list[float]:
        since = self.clock.monotonic() - self.window
        return [at for at in self._seen.get(caller, []) if at > since]
