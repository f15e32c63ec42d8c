"""Links by http of which nobody knows whether https works."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.verdict import Verdict
from audit.rules.contract import Case, Context
from audit.rules.making import LINK_PARAMS, link_finding

_NEVER_ASKED = frozenset({"excluded", "probing-off"})
"""Reasons for which no night to come will know more; an outage, ours or theirs, is over tomorrow."""


@dataclass(frozen=True, slots=True)
class LinkHttp:
    """Finds links that begin with `http:` while nobody could try whether the same page answers by `https:`.

    On the way anyone can read and change a page that comes by http, and browsers mark it. Once the website has answered, either it
    offers https, which is another rule's to tell, or it offers nothing else and the link stays silent. So does one whose website is
    failing, or was not reached tonight: the next nights will tell. A dead link is only dead.
    """

    name: ClassVar[str] = "link-http"
    family: ClassVar[str] = "link-http"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = LINK_PARAMS
    before: ClassVar[str] = "href: http://river.example/wells\n"
    after: ClassVar[str] = "href: https://river.example/wells\n"

    def check(self, case: Case, context: Context) -> Iterator[Finding]:
        """See `LinkRule.check`."""
        del context
        address = case.target.url if case.target else case.mentions[0].address.strip()
        judgement = case.judgement
        unknown = judgement.verdict is Verdict.BLOCKED or (judgement.verdict is Verdict.NOT_CHECKED and judgement.reason in _NEVER_ASKED)
        if unknown and address.lower().startswith("http:"):
            yield link_finding(self, case)
