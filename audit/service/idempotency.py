"""Asking twice and getting one answer: the Idempotency-Key header, after the IETF's draft of that name (version 07, expired).

A key belongs to one request. Sent again with the same body it gets the first answer again; with another body it is refused.
"""

import hashlib
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from audit.clock import Clock
from audit.service.problems import ProblemFound

KEPT_SECONDS = 24 * 3600.0
LONGEST = 200
_MOST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The answer that a key got."""

    asked: str
    """A digest of the request's body."""
    subject_id: str
    """What came of it: a run, or a word."""
    joined: bool
    at: float


@dataclass(slots=True, kw_only=True)
class Keys:
    """The keys of the last day, by token."""

    clock: Clock
    _answers: "OrderedDict[tuple[str, str], Answered]" = field(default_factory=OrderedDict)

    def answered(self, token: str, key: str, body: Any) -> Answered | None:
        """The answer that this request got before; None when it is new, or carries no key.

        Raises:
            ProblemFound: the key was used for another request, or is too long.
        """
        if len(key) > LONGEST:
            raise ProblemFound("bad-request", f"An Idempotency-Key has at most {LONGEST} characters.")
        before = self._answers.get((token, key)) if key else None
        if before is None or self.clock.monotonic() - before.at > KEPT_SECONDS:
            return None
        if before.asked != _digest(body):
            raise ProblemFound("unprocessable", "This Idempotency-Key was used for another request. Nothing was done.")
        return before

    def keep(self, token: str, key: str, body: Any, *, subject_id: str, joined: bool = False) -> None:
        """Remember the answer to a request that carries a key."""
        if not key:
            return
        self._answers[token, key] = Answered(asked=_digest(body), subject_id=subject_id, joined=joined, at=self.clock.monotonic())
        self._answers.move_to_end((token, key))
        while len(self._answers) > _MOST:
            self._answers.popitem(last=False)


def _digest(body: Any) -> str:
    return hashlib.sha256(repr(body).encode()).hexdigest()
