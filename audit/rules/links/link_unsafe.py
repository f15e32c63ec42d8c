"""Websites that are unsafe or were taken over."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.verdict import Verdict
from audit.rules.contract import Case, Context
from audit.rules.making import LINK_PARAMS, link_finding

ON_A_LIST = frozenset({"threat-list", "malware", "phishing"})
"""Reasons that rest on a list of threats, not on how a page reads."""
TAKEN_OVER = ON_A_LIST | {"hijacked", "seized", "taken-over", "spam"}


@dataclass(frozen=True, slots=True)
class LinkUnsafe:
    """Finds links to websites that are unsafe, were seized, or seem to have been taken over.

    Visitors could be tricked or harmed, and it looks as if we recommended it. What the page's text suggests is for a person to
    confirm; an entry on a list of threats counts at once. A partner whose subject is gambling or medicine stays silent while its
    own earlier pages agree.
    """

    name: ClassVar[str] = "link-unsafe"
    family: ClassVar[str] = "link"
    severity: ClassVar[Severity] = Severity.REMOVE
    certainty: ClassVar[Certainty] = Certainty.CANNOT_TELL
    params: ClassVar[tuple[str, ...]] = LINK_PARAMS
    before: ClassVar[str] = "href: https://old-water-portal.example/\n"
    after: ClassVar[str] = "(the link removed, the sentence kept)\n"

    def check(self, case: Case, context: Context) -> Iterator[Finding]:
        """See `LinkRule.check`."""
        del context
        judgement = case.judgement
        if judgement.verdict is Verdict.PARKED and judgement.reason in TAKEN_OVER:
            listed = judgement.reason in ON_A_LIST
            yield link_finding(self, case, certainty=Certainty.CONFIRMED if listed else Certainty.CANNOT_TELL)
