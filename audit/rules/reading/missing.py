"""Findings about fields that are demanded and show nothing."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from functools import lru_cache

from audit.model.entry import Entry
from audit.model.finding import Finding, Occurrence, Params
from audit.rules.contract import Context, Rule
from audit.rules.making import content_finding, params, place
from audit.rules.reading.forms import newer_form
from audit.rules.reading.required import demanded, missing_fields


@lru_cache(maxsize=4096)
def goes_by(handle: str, names: tuple[str, ...]) -> bool:
    """Whether a field is one of `names`, in which ``*`` stands for anything."""
    return any(fnmatchcase(handle, name) for name in names)


def missing_finding(rule: Rule, entry: Entry, names: Sequence[str], context: Context) -> Iterator[Finding]:
    """A finding for each demanded field of one of the `names` that shows nothing."""
    for handle in missing_fields(entry, context, wanted=lambda handle: goes_by(handle, tuple(names))):
        yield content_finding(rule, entry, [Occurrence(location=place(entry, (handle,)))], values=asked_since(entry, handle))


def asked_since(entry: Entry, handle: str) -> Params:
    """When the form began to differ from what the entry was saved with, for fields that the form itself asks for."""
    spec = entry.spec(handle)
    return newer_form(entry) if spec and demanded(spec) else params(form_changed="")
