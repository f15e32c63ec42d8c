"""Certificates that run out soon."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.verdict import WORKS
from audit.rules.contract import Case, Context
from audit.rules.links.reasons import EXPIRING
from audit.rules.making import LINK_PARAMS, link_finding


@dataclass(frozen=True, slots=True)
class LinkCertificateExpiring:
    """Finds links to websites whose security certificate runs out within days and was not renewed in time.

    From that day on visitors see a warning that fills the page. Most websites renew long before and stay silent.
    """

    name: ClassVar[str] = "link-certificate-expiring"
    family: ClassVar[str] = "link-certificate"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = LINK_PARAMS
    before: ClassVar[str] = "href: https://river.example/  # its certificate ends on Sunday\n"
    after: ClassVar[str] = "(renewed by the partner)\n"

    def check(self, case: Case, context: Context) -> Iterator[Finding]:
        """See `LinkRule.check`."""
        del context
        if not EXPIRING.isdisjoint({case.judgement.reason, *case.judgement.notes}) and case.judgement.verdict in WORKS:
            yield link_finding(self, case)
