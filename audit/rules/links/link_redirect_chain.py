"""Links that take several hops."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.verdict import Verdict
from audit.rules.contract import Case, Context
from audit.rules.making import LINK_PARAMS, link_finding


@dataclass(frozen=True, slots=True)
class LinkRedirectChain:
    """Finds links that pass through several addresses before they arrive.

    Each of them can be switched off, and each makes visitors wait. A link that has moved for good is another rule's, and one or
    two hops stay silent.
    """

    name: ClassVar[str] = "link-redirect-chain"
    family: ClassVar[str] = "link"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = LINK_PARAMS
    before: ClassVar[str] = "href: https://short.example/a1  # four hops to the page\n"
    after: ClassVar[str] = "href: https://www.river.example/wells/\n"

    def check(self, case: Case, context: Context) -> Iterator[Finding]:
        """See `LinkRule.check`."""
        del context
        judgement = case.judgement
        arrives = judgement.verdict in {Verdict.REDIRECTED_TEMPORARY, Verdict.OK}
        if arrives and "redirect-chain" in (judgement.reason, *judgement.notes):
            yield link_finding(self, case)
