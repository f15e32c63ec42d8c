"""Pages that were removed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.verdict import Verdict
from audit.rules.contract import Case, Context
from audit.rules.links.reasons import is_refusal
from audit.rules.making import LINK_PARAMS, link_finding


@dataclass(frozen=True, slots=True)
class LinkNotFound:
    """Finds links whose website answers that there is no such page.

    Visitors who click get an error page and may give up. It counts after two looks at least six hours apart, the second one as a
    browser would ask. Pages that are refused to robots, and websites that fail as a whole, are other rules'.
    """

    name: ClassVar[str] = "link-not-found"
    family: ClassVar[str] = "link"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = LINK_PARAMS
    before: ClassVar[str] = "href: https://river.example/annual/2019\n"
    after: ClassVar[str] = "href: https://river.example/annual/archive\n"

    def check(self, case: Case, context: Context) -> Iterator[Finding]:
        """See `LinkRule.check`."""
        del context
        if case.judgement.verdict is Verdict.BROKEN and is_refusal(case.judgement.reason):
            yield link_finding(self, case)
