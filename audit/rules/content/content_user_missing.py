"""People who no longer have an account."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity, fingerprint
from audit.model.site import Presence
from audit.rules.contract import Context
from audit.rules.making import content_finding, params
from audit.rules.page import Page
from audit.rules.reading.references import by_value, references

_TYPES = frozenset({"users", "user"})


@dataclass(frozen=True, slots=True)
class ContentUserMissing:
    """Finds fields that name a user whom the site does not know.

    The page shows no author, and nobody is told about its problems. Sites that keep their users in a database, and the word
    `current`, stay silent.
    """

    name: ClassVar[str] = "content-user-missing"
    family: ClassVar[str] = "content.user"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "name")
    before: ClassVar[str] = "author: 7d1c0000-0000-4000-8000-000000000000  # left in spring\n"
    after: ClassVar[str] = "author: 2b9e0000-0000-4000-8000-000000000000\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        site = context.site
        if site is None:
            return
        gone = [
            found for found in references(page.fields, _TYPES) if found.value != "current" and site.user(found.value) is Presence.MISSING
        ]
        for (_, name), occurrences in by_value(page.entry, gone).items():
            shown = [replace(each, text=without_address(name)) for each in occurrences]
            told_apart = fingerprint("u1_", name) if "@" in name else name
            yield content_finding(self, page.entry, shown, values=params(name=without_address(name)), tell_apart=told_apart)


def without_address(name: str) -> str:
    """A person as a public report may name them: of a mail address the first letter and the website."""
    local, at, domain = name.partition("@")
    return f"{local[:1]}…@{domain}" if at else name
