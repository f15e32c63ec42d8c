"""Links by http of which nobody knows whether https works."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.verdict import Verdict
from audit.rules.contract import Case, Context
from audit.rules.making import LINK_PARAMS, link_finding

_UNKNOWN = frozenset({Verdict.NOT_CHECKED, Verdict.BLOCKED, Verdict.UNSTABLE})


@dataclass(frozen=True, slots=True)
class LinkHttp:
    """Finds links that begin with `http:` while nobody could try whether the same page answers by `https:`.

    On the way anyone can read and change a page that comes by http, and browsers mark it. Once the website has answered, either it
    offers https, which is another rule's to tell, or it offers nothing else and the link stays silent. A dead link is only dead.
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
        if case.judgement.verdict in _UNKNOWN and address.lower().startswith("http:"):
            yield link_finding(self, case)
