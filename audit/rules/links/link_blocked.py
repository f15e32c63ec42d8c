"""Websites that would not let our checker in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.verdict import Verdict
from audit.rules.contract import Case, Context
from audit.rules.making import LINK_PARAMS, link_finding


@dataclass(frozen=True, slots=True)
class LinkBlocked:
    """Finds links whose website answers robots with a refusal, a challenge or a limit, or asks them not to look.

    It may well work for visitors, so it never counts as broken; a person has to open it once.
    Websites that ask for a sign-in are another rule's.
    """

    name: ClassVar[str] = "link-blocked"
    family: ClassVar[str] = "link"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CANNOT_TELL
    params: ClassVar[tuple[str, ...]] = LINK_PARAMS
    before: ClassVar[str] = "href: https://shop.example/fair-trade-soap  # answers robots with a puzzle\n"
    after: ClassVar[str] = "(opened by hand: it works)\n"

    def check(self, case: Case, context: Context) -> Iterator[Finding]:
        """See `LinkRule.check`."""
        del context
        if case.judgement.verdict is Verdict.BLOCKED:
            yield link_finding(self, case)
