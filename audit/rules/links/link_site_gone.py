"""Websites that no longer exist."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.verdict import Verdict
from audit.rules.contract import Case, Context
from audit.rules.links.reasons import is_name
from audit.rules.making import LINK_PARAMS, link_finding


@dataclass(frozen=True, slots=True)
class LinkSiteGone:
    """Finds links to names that the whole internet does not know, or that lead to no machine.

    Every link to such a website is dead, and anyone can register the name. It counts after two looks at least six hours apart;
    trouble of the name servers is something else and stays silent.
    """

    name: ClassVar[str] = "link-site-gone"
    family: ClassVar[str] = "link"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = LINK_PARAMS
    before: ClassVar[str] = "href: https://no-longer-here.example/wells\n"
    after: ClassVar[str] = "href: https://partner.example/wells\n"

    def check(self, case: Case, context: Context) -> Iterator[Finding]:
        """See `LinkRule.check`."""
        del context
        if case.judgement.verdict is Verdict.BROKEN and is_name(case.judgement.reason):
            yield link_finding(self, case)
