"""Addresses with a port that browsers refuse."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.verdict import Verdict
from audit.rules.contract import Case, Context
from audit.rules.making import LINK_PARAMS, link_finding


@dataclass(frozen=True, slots=True)
class LinkPort:
    """Finds links to a port that browsers never open, because mail servers and the like listen there.

    Visitors see a warning of their browser, whatever the server says. Unusual ports that browsers do open stay silent.
    """

    name: ClassVar[str] = "link-port"
    family: ClassVar[str] = "link"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = LINK_PARAMS
    before: ClassVar[str] = "href: https://river.example:25/wells\n"
    after: ClassVar[str] = "href: https://river.example/wells\n"

    def check(self, case: Case, context: Context) -> Iterator[Finding]:
        """See `LinkRule.check`."""
        del context
        if case.judgement.verdict is Verdict.UNSAFE and "port" in case.judgement.reason.split("-"):
            yield link_finding(self, case)
