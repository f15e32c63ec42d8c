"""Pages that may ask visitors to sign in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.verdict import Verdict
from audit.rules.contract import Case, Context
from audit.rules.links.reasons import is_login
from audit.rules.making import LINK_PARAMS, link_finding


@dataclass(frozen=True, slots=True)
class LinkLogin:
    """Finds links that end at a sign-in or a payment.

    People outside the partner may not get through. Whether they do, only a person can tell, so it never counts as broken. Pages
    that merely offer a sign-in stay silent.
    """

    name: ClassVar[str] = "link-login"
    family: ClassVar[str] = "link"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CANNOT_TELL
    params: ClassVar[tuple[str, ...]] = LINK_PARAMS
    before: ClassVar[str] = "href: https://intranet.partner.example/wells\n"
    after: ClassVar[str] = "href: https://partner.example/wells\n"

    def check(self, case: Case, context: Context) -> Iterator[Finding]:
        """See `LinkRule.check`."""
        del context
        if case.judgement.verdict is Verdict.BLOCKED and is_login(case.judgement.reason):
            yield link_finding(self, case)
