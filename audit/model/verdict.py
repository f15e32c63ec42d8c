"""What became of an address, in one word and a reason."""

from enum import StrEnum

from audit.model.values import as_value


class Verdict(StrEnum):
    """The words that every surface uses for the state of a target."""

    OK = "ok"
    REDIRECTED_PERMANENT = "redirected_permanent"
    REDIRECTED_TEMPORARY = "redirected_temporary"
    BROKEN = "broken"
    BLOCKED = "blocked"
    UNSTABLE = "unstable"
    SOFT_404 = "soft_404"
    PARKED = "parked"
    INSECURE = "insecure"
    UNSUPPORTED = "unsupported"
    INVALID = "invalid"
    UNSAFE = "unsafe"
    NOT_CHECKED = "not_checked"


WORKS = frozenset({Verdict.OK, Verdict.REDIRECTED_PERMANENT, Verdict.REDIRECTED_TEMPORARY, Verdict.INSECURE})
"""Verdicts under which a visitor reaches the page."""


class FragmentState(StrEnum):
    """Whether the part of a page that a ``#fragment`` names is there."""

    FOUND = "found"
    MISSING = "missing"
    UNVERIFIABLE = "unverifiable"
    NOT_APPLICABLE = "not_applicable"


@as_value
class Judgement:
    """The verdict on one target, with what it rests on."""

    verdict: Verdict
    reason: str
    """A kebab-case word, such as ``status-404``, ``name-not-found`` or ``cert-expired``."""
    detail: str = ""
    """One clause of evidence for the technical details, such as ``404 after GET``."""
    final_url: str | None = None
    """Where the redirects ended, when that is another address than the one asked."""
    suggest: str | None = None
    """An address to use instead, when the evidence offers one."""
    fragments: tuple[tuple[str, FragmentState], ...] = ()
    """The state of each fragment that was asked for."""
    notes: tuple[str, ...] = ()
    """Further kebab-case observations, such as ``https-available`` or ``cert-expires-soon``."""

    def fragment(self, name: str) -> FragmentState:
        """The state of the fragment `name`; not applicable when it was not asked for."""
        return dict(self.fragments).get(name, FragmentState.NOT_APPLICABLE)
