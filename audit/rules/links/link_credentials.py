"""Addresses with a user name or password."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.rules.contract import Case, Context
from audit.rules.links.reasons import CREDENTIALS
from audit.rules.making import LINK_PARAMS, link_finding


@dataclass(frozen=True, slots=True)
class LinkCredentials:
    """Finds links that carry a user name or a password before the name of the website.

    Everyone who reads the page can read and use them; browsers ignore or warn of them. They are never sent by us. An `@` later in
    an address stays silent.
    """

    name: ClassVar[str] = "link-credentials"
    family: ClassVar[str] = "link-credentials"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = LINK_PARAMS
    before: ClassVar[str] = "href: https://intern:sommer26@river.example/wells\n"
    after: ClassVar[str] = "href: https://river.example/wells\n"

    def check(self, case: Case, context: Context) -> Iterator[Finding]:
        """See `LinkRule.check`."""
        del context
        marked = not CREDENTIALS.isdisjoint({case.judgement.reason, *case.judgement.notes})
        if marked or (case.target is not None and case.target.credentials):
            yield link_finding(self, case)
