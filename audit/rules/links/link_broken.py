"""Links that do not work for another reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.verdict import Verdict
from audit.rules.contract import Case, Context
from audit.rules.making import LINK_PARAMS, link_finding


@dataclass(frozen=True, slots=True)
class LinkBroken:
    """Finds links that lead visitors nowhere and that no other rule describes better, such as a video that was taken down.

    The technical details say what was seen. Links that work, however slowly, stay silent.
    """

    name: ClassVar[str] = "link-broken"
    family: ClassVar[str] = "link"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = LINK_PARAMS
    before: ClassVar[str] = "href: https://videos.example/watch/removed\n"
    after: ClassVar[str] = "href: https://videos.example/watch/wells-2026\n"

    def check(self, case: Case, context: Context) -> Iterator[Finding]:
        """See `LinkRule.check`."""
        del context
        if case.judgement.verdict is Verdict.BROKEN:
            yield link_finding(self, case)
