"""Settings of the site that cannot be read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Occurrence, Severity
from audit.model.location import Location
from audit.rules.contract import Context
from audit.rules.facts import Facts
from audit.rules.making import params


@dataclass(frozen=True, slots=True)
class ContentSettingsUnreadable:
    """Finds blueprints, fieldsets, collections, taxonomies, menus and other settings that the CMS itself would fail to read.

    Pages that need such a file show visitors an error, and editors cannot save. What the file would say is not guessed: until it is
    mended, nothing that depends on it is called missing, too long or hidden. Settings that can be read stay silent.
    """

    name: ClassVar[str] = "content-settings-unreadable"
    family: ClassVar[str] = "content.settings"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "file", "line", "detail")
    before: ClassVar[str] = "# resources/blueprints/collections/wells/well.yaml\ntitle: Well: with a pump\n"
    after: ClassVar[str] = "# resources/blueprints/collections/wells/well.yaml\ntitle: 'Well: with a pump'\n"

    def check(self, facts: Sequence[Facts], context: Context) -> Iterator[Finding]:
        """See `SiteRule.check`."""
        del facts
        for path, problem in context.site.settings.items() if context.site else ():
            if problem is None:
                continue
            location = Location(path=path, field="", line=problem.line, column=problem.column)
            yield Finding(
                rule=self.name,
                family=self.family,
                severity=self.severity,
                certainty=self.certainty,
                entry_id=f"path:{path}",
                field="",
                occurrences=(Occurrence(location=location),),
                params=params(field="", file=path, line=problem.line, detail=problem.detail),
            )
