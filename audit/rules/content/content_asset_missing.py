"""Files that are not there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.model.finding import Certainty, Finding, Severity
from audit.model.site import Presence, Site
from audit.rules.contract import Context
from audit.rules.making import content_finding, params
from audit.rules.page import Page
from audit.rules.reading.references import Reference, by_value, option_values, references

_TYPES = frozenset({"assets", "asset"})


@dataclass(frozen=True, slots=True)
class ContentAssetMissing:
    """Finds fields that show a file which their container does not hold.

    Visitors see a broken picture or a download that fails. Containers that are not part of the content, and addresses of other
    websites, stay silent.
    """

    name: ClassVar[str] = "content-asset-missing"
    family: ClassVar[str] = "content.asset"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "name")
    before: ClassVar[str] = "image: pump-in-the-yard.jpeg  # renamed\n"
    after: ClassVar[str] = "image: pump-in-the-school-yard.jpeg\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        site = context.site
        if site is None:
            return
        gone = [found for found in references(page.fields, _TYPES) if is_missing(found, site)]
        for (_, name), occurrences in by_value(page.entry, gone).items():
            yield content_finding(self, page.entry, occurrences, values=params(name=name), tell_apart=name)


def is_missing(found: Reference, site: Site) -> bool:
    """Whether none of the containers that the field may mean holds the file, and at least one of them is known."""
    if "://" in found.value or found.value.startswith("/"):
        return False
    named, separator, path = found.value.removeprefix("asset::").partition("::")
    containers = (named,) if separator else option_values(found.field, "container") or site.containers[:1]
    known = [site.asset(container, path if separator else found.value) for container in containers]
    return bool(known) and all(presence is Presence.MISSING for presence in known)
