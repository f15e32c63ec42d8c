"""Addresses that are for sale."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.verdict import Verdict
from audit.rules.contract import Case, Context
from audit.rules.making import LINK_PARAMS, link_finding


@dataclass(frozen=True, slots=True)
class LinkParked:
    """Finds links to names whose website is gone and that show a seller's or an advertiser's page instead.

    Visitors meet advertisements, and the next owner may show anything. At least two kinds of evidence are needed; a site under
    construction or a shop stays silent.
    """

    name: ClassVar[str] = "link-parked"
    family: ClassVar[str] = "link"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = LINK_PARAMS
    before: ClassVar[str] = "href: https://forgotten-partner.example/\n"
    after: ClassVar[str] = "href: https://partner.example/our-new-home\n"

    def check(self, case: Case, context: Context) -> Iterator[Finding]:
        """See `LinkRule.check`."""
        del context
        if case.judgement.verdict is Verdict.PARKED:
            yield link_finding(self, case)
