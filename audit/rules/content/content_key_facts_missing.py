"""Initiatives without key facts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.rules.contract import Context, option
from audit.rules.page import Page
from audit.rules.reading.missing import missing_finding


@dataclass(frozen=True, slots=True)
class ContentKeyFactsMissing:
    """Finds initiatives whose key facts are required and show nothing.

    Key facts tell visitors why the matter is urgent. The field is looked for under its handle and under handles that
    begin with it, such as `key_facts_that_matter`; sites that do not ask for key facts stay silent.
    """

    name: ClassVar[str] = "content-key-facts-missing"
    family: ClassVar[str] = "content.key-facts"
    severity: ClassVar[Severity] = Severity.TIDY
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "form_changed")
    before: ClassVar[str] = "key_facts: ''\n"
    after: ClassVar[str] = "key_facts: 'Half of the schools have no safe water.'\n"
    fields: tuple[str, ...] = option(("key_facts", "key_facts_*"), "The handles under which this field goes; `*` stands for anything.")

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        yield from missing_finding(self, page.entry, self.fields, context)
