"""Parts of a page that are no longer there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar
from urllib.parse import unquote, urldefrag

from audit.model.finding import Certainty, Finding, Severity
from audit.model.verdict import WORKS, FragmentState
from audit.rules.contract import Case, Context
from audit.rules.making import LINK_PARAMS, link_finding, params


@dataclass(frozen=True, slots=True)
class AnchorMissing:
    """Finds links to a part of a page, by `#name`, where the page works and has no such part.

    Visitors land at the top and have to search. Every missing part is a finding of its own. Parts that only a script
    makes, and links to a passage of text, cannot be told and stay silent.
    """

    name: ClassVar[str] = "anchor-missing"
    family: ClassVar[str] = "anchor"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = (*LINK_PARAMS, "fragment")
    before: ClassVar[str] = "href: https://river.example/reports#year-2019\n"
    after: ClassVar[str] = "href: https://river.example/reports#archive\n"

    def check(self, case: Case, context: Context) -> Iterator[Finding]:
        """See `LinkRule.check`."""
        del context
        if case.judgement.verdict not in WORKS or case.target is None:
            return
        for fragment, state in case.judgement.fragments:
            mentions = tuple(link for link in case.mentions if unquote(urldefrag(link.address.strip()).fragment) == unquote(fragment))
            if state is FragmentState.MISSING and mentions:
                key = f"{case.target.key}#{fragment}"
                yield link_finding(self, replace(case, mentions=mentions), target_key=key, values=params(fragment=fragment))
