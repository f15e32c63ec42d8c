"""Redirects that never end."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.verdict import Verdict
from audit.rules.contract import Case, Context
from audit.rules.links.reasons import is_loop
from audit.rules.making import LINK_PARAMS, link_finding


@dataclass(frozen=True, slots=True)
class LinkRedirectLoop:
    """Finds links that are sent in circles, or on and on, until browsers give up.

    Visitors never arrive. Circles that a cookie ends stay silent, as browsers keep cookies too.
    """

    name: ClassVar[str] = "link-redirect-loop"
    family: ClassVar[str] = "link"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = LINK_PARAMS
    before: ClassVar[str] = "href: https://river.example/round-and-round\n"
    after: ClassVar[str] = "href: https://river.example/wells\n"

    def check(self, case: Case, context: Context) -> Iterator[Finding]:
        """See `LinkRule.check`."""
        del context
        if case.judgement.verdict is Verdict.BROKEN and is_loop(case.judgement.reason):
            yield link_finding(self, case)
