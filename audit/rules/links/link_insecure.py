"""Links by http where https works."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.verdict import WORKS, Verdict
from audit.rules.contract import Case, Context
from audit.rules.links.reasons import EXPIRING, IN_THE_ADDRESS
from audit.rules.making import LINK_PARAMS, link_finding

_BY_HTTPS = frozenset({"https-available", "http-to-https"})
"""The same page answers by https, on its own or where the link is sent on to."""


@dataclass(frozen=True, slots=True)
class LinkInsecure:
    """Finds links that begin with `http:` although the same page answers by `https:`. That is tried, not guessed.

    On the way anyone can read and change a page that comes by http, and browsers mark it. Websites that offer nothing else stay
    silent.
    """

    name: ClassVar[str] = "link-insecure"
    family: ClassVar[str] = "link"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = LINK_PARAMS
    before: ClassVar[str] = "href: http://river.example/wells\n"
    after: ClassVar[str] = "href: https://river.example/wells\n"

    def check(self, case: Case, context: Context) -> Iterator[Finding]:
        """See `LinkRule.check`."""
        del context
        judgement = case.judgement
        insecure = judgement.verdict is Verdict.INSECURE and judgement.reason not in {*EXPIRING, *IN_THE_ADDRESS}
        arrives = judgement.verdict in WORKS and case.target is not None and case.target.url.startswith("http:")
        if insecure or (arrives and not _BY_HTTPS.isdisjoint(judgement.notes)):
            yield link_finding(self, case)
