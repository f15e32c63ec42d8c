"""Pages that have moved."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.verdict import Verdict
from audit.rules.contract import Case, Context
from audit.rules.making import LINK_PARAMS, link_finding


@dataclass(frozen=True, slots=True)
class LinkMoved:
    """Finds links whose website sends visitors to a new address for good.

    They arrive today, but old addresses are switched off one day. A passing redirect stays silent, because its own address is the
    one to keep.
    """

    name: ClassVar[str] = "link-moved"
    family: ClassVar[str] = "link"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = LINK_PARAMS
    before: ClassVar[str] = "href: http://river.example/wells.html\n"
    after: ClassVar[str] = "href: https://www.river.example/wells/\n"

    def check(self, case: Case, context: Context) -> Iterator[Finding]:
        """See `LinkRule.check`."""
        del context
        if case.judgement.verdict is Verdict.REDIRECTED_PERMANENT:
            yield link_finding(self, case)
