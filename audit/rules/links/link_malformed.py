"""Addresses that lead nowhere because of how they are written."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.verdict import Verdict
from audit.rules.contract import Case, Context
from audit.rules.making import LINK_PARAMS, link_finding


@dataclass(frozen=True, slots=True)
class LinkMalformed:
    """Finds links whose address no browser can follow.

    Slips in `https://`, two addresses in one, words where an address should be, names that are reserved and can never exist:
    nothing needs to be asked, so it counts at once. Where the slip is plain, the report offers the address that was meant.
    Unusual addresses that browsers do follow stay silent: other scripts in names, blanks at the ends, `//host/path`.
    """

    name: ClassVar[str] = "link-malformed"
    family: ClassVar[str] = "link"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = LINK_PARAMS
    before: ClassVar[str] = "href: htps://river.example/wells\n"
    after: ClassVar[str] = "href: https://river.example/wells\n"

    def check(self, case: Case, context: Context) -> Iterator[Finding]:
        """See `LinkRule.check`."""
        del context
        judgement = case.judgement
        if judgement.verdict is Verdict.INVALID or (judgement.verdict is Verdict.BROKEN and judgement.reason == "reserved-name"):
            yield link_finding(self, case)
