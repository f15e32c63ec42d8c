"""Pages that load and may say "not found"."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.verdict import Verdict
from audit.rules.contract import Case, Context
from audit.rules.making import LINK_PARAMS, link_finding


@dataclass(frozen=True, slots=True)
class LinkSoft404:
    """Finds links whose page loads without a fault and yet seems not to be there.

    It says so in words, or it is what the website shows for any address. The promised content may be gone, which only a reader
    can tell. A page about missing things, and a short page that is meant to be short, stay silent.
    """

    name: ClassVar[str] = "link-soft-404"
    family: ClassVar[str] = "link"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CANNOT_TELL
    params: ClassVar[tuple[str, ...]] = LINK_PARAMS
    before: ClassVar[str] = 'href: https://river.example/press/2018  # shows "Sorry, nothing here"\n'
    after: ClassVar[str] = "href: https://river.example/press\n"

    def check(self, case: Case, context: Context) -> Iterator[Finding]:
        """See `LinkRule.check`."""
        del context
        if case.judgement.verdict is Verdict.SOFT_404:
            yield link_finding(self, case)
