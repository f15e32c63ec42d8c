"""Notices where a website was meant."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.verdict import Verdict
from audit.rules.contract import Case, Context
from audit.rules.making import LINK_PARAMS, link_finding

NOTICES = frozenset({"suspended", "coming-soon", "maintenance", "under-construction"})


@dataclass(frozen=True, slots=True)
class LinkHoldingPage:
    """Finds links whose website shows a notice for every address: the account is switched off, or a site is promised for later.

    Visitors find nothing of what the text promises. Whether the website comes back, only the partner can tell. The front page of
    a site that opens soon stays silent, and so does a single page that is being written.
    """

    name: ClassVar[str] = "link-holding-page"
    family: ClassVar[str] = "link"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CANNOT_TELL
    params: ClassVar[tuple[str, ...]] = LINK_PARAMS
    before: ClassVar[str] = 'href: https://river.example/wells  # shows "Coming soon" at every address\n'
    after: ClassVar[str] = "href: https://partner.example/wells\n"

    def check(self, case: Case, context: Context) -> Iterator[Finding]:
        """See `LinkRule.check`."""
        del context
        judgement = case.judgement
        notice = judgement.verdict is Verdict.PARKED and judgement.reason in NOTICES
        if notice or (judgement.verdict is Verdict.BROKEN and judgement.reason == "account-suspended"):
            yield link_finding(self, case)
