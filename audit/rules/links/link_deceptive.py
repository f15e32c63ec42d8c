"""Addresses that pretend to lead elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.rules.contract import Case, Context
from audit.rules.making import LINK_PARAMS, link_finding

_ENDINGS = "com|org|net|gov|edu|int|info|eu|uk|de|fr|es|it|nl|ch|at|us|ca|au"
_PRETENDS = re.compile(rf"(?:https?:)?[/\\]{{2}}(?:[a-z0-9-]+\.)+(?:{_ENDINGS})(?::[^/?#@]*)?@", re.IGNORECASE)
"""The name of a website where a user name belongs. Few endings on purpose: `first.last` is a name of people."""


@dataclass(frozen=True, slots=True)
class LinkDeceptive:
    """Finds links in which the name of a website stands before an `@`, so that they read like one website and lead to another.

    Visitors could be tricked, and so may the editor have been. An address with an ordinary user name is another rule's.
    """

    name: ClassVar[str] = "link-deceptive"
    family: ClassVar[str] = "link"
    severity: ClassVar[Severity] = Severity.REMOVE
    certainty: ClassVar[Certainty] = Certainty.CANNOT_TELL
    params: ClassVar[tuple[str, ...]] = LINK_PARAMS
    before: ClassVar[str] = "href: https://river.example.org@203.0.113.7/login\n"
    after: ClassVar[str] = "href: https://river.example.org/login\n"

    def check(self, case: Case, context: Context) -> Iterator[Finding]:
        """See `LinkRule.check`."""
        del context
        if case.judgement.reason.startswith("deceptive") or any(_PRETENDS.match(link.address.strip()) for link in case.mentions):
            yield link_finding(self, case)
