"""Websites that browsers warn of."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.verdict import Verdict
from audit.rules.contract import Case, Context
from audit.rules.links.reasons import EXPIRING, IN_THE_ADDRESS, is_certificate
from audit.rules.making import LINK_PARAMS, link_finding


@dataclass(frozen=True, slots=True)
class LinkCertificate:
    """Finds links to websites whose security certificate has a fault.

    It has run out, belongs to another name, or is vouched for by nobody. Visitors see a warning that fills the page before
    anything else. It counts after three looks over at least two days. A certificate that will run out soon is another rule's.
    """

    name: ClassVar[str] = "link-certificate"
    family: ClassVar[str] = "link"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = LINK_PARAMS
    before: ClassVar[str] = "href: https://river.example/  # its certificate ran out on Sunday\n"
    after: ClassVar[str] = "(mended by the partner)\n"

    def check(self, case: Case, context: Context) -> Iterator[Finding]:
        """See `LinkRule.check`."""
        del context
        judgement = case.judgement
        told = judgement.verdict in {Verdict.INSECURE, Verdict.UNSTABLE, Verdict.BROKEN} and is_certificate(judgement.reason)
        if told or (judgement.verdict is Verdict.INSECURE and _is_unexplained(case)):
            yield link_finding(self, case)


def _is_unexplained(case: Case) -> bool:
    """An https address that is not secure for a reason without a name can only be the certificate's."""
    known = case.judgement.reason in {*EXPIRING, *IN_THE_ADDRESS}
    return not known and not (case.target and case.target.url.startswith("http:"))
