"""Addresses inside a private network."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.verdict import Verdict
from audit.rules.contract import Case, Context
from audit.rules.making import LINK_PARAMS, link_finding


@dataclass(frozen=True, slots=True)
class LinkPrivate:
    """Finds links to this computer, to a private network, or to a name that only such a network knows.

    They work where they were copied and nowhere else, so they are never contacted. Public addresses that look alike stay silent,
    such as `localharvest.org`, and so do hosts that the configuration allows.
    """

    name: ClassVar[str] = "link-private"
    family: ClassVar[str] = "link"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = LINK_PARAMS
    before: ClassVar[str] = "href: http://192.168.0.12/annual-report.pdf\n"
    after: ClassVar[str] = "href: https://river.example/annual-report.pdf\n"

    def check(self, case: Case, context: Context) -> Iterator[Finding]:
        """See `LinkRule.check`."""
        del context
        if case.judgement.verdict is Verdict.UNSAFE:
            yield link_finding(self, case)
