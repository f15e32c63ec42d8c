"""Websites that fail."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.verdict import Verdict
from audit.rules.contract import Case, Context
from audit.rules.links.reasons import is_trouble
from audit.rules.making import LINK_PARAMS, link_finding


@dataclass(frozen=True, slots=True)
class LinkServerError:
    """Finds links whose website does not answer, breaks off, or reports a fault of its own.

    Such trouble often passes, so it counts only after three looks over at least two days; until then
    nobody but the operators sees it. A slow answer stays silent.
    """

    name: ClassVar[str] = "link-server-error"
    family: ClassVar[str] = "link"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = LINK_PARAMS
    before: ClassVar[str] = "href: https://river.example/wells  # answers 503 since Thursday\n"
    after: ClassVar[str] = "(mended by the partner, or the link removed)\n"

    def check(self, case: Case, context: Context) -> Iterator[Finding]:
        """See `LinkRule.check`."""
        del context
        judgement = case.judgement
        if judgement.verdict is Verdict.UNSTABLE or (judgement.verdict is Verdict.BROKEN and is_trouble(judgement.reason)):
            yield link_finding(self, case)
