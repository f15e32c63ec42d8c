"""Pages that are not what they were."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.verdict import WORKS
from audit.rules.contract import Case, Context
from audit.rules.making import LINK_PARAMS, link_finding


@dataclass(frozen=True, slots=True)
class LinkDrifted:
    """Finds links whose page is about something else than before, and in another language.

    The address may have a new owner, and the text around the link may no longer be true. Only a reader can tell. What was
    written anew or translated keeps names of people and places, and stays silent, and so does a front page that changes every day.
    """

    name: ClassVar[str] = "link-drifted"
    family: ClassVar[str] = "link"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CANNOT_TELL
    params: ClassVar[tuple[str, ...]] = LINK_PARAMS
    before: ClassVar[str] = "href: https://river.example/wells  # told of wells in English, and of slim kitchens in French now\n"
    after: ClassVar[str] = "href: https://river-trust.example/wells\n"

    def check(self, case: Case, context: Context) -> Iterator[Finding]:
        """See `LinkRule.check`."""
        del context
        if case.judgement.verdict in WORKS and "drifted" in case.judgement.notes:
            yield link_finding(self, case)
