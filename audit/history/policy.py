"""How much must be seen before we say that something is wrong, or right again."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from audit.model.verdict import WORKS, Judgement, Verdict


class Kind(StrEnum):
    """What one look at a target is evidence of."""

    GOOD = "good"
    """A visitor gets through."""
    GONE = "gone"
    """The page, or its whole site, does not exist: rarely wrong, so soon believed."""
    FAILING = "failing"
    """It fails in a way that may pass: 5xx, time-outs, refused connections, certificates."""
    AT_ONCE = "at_once"
    """Wrong as it stands; no further look could change that."""
    SILENT = "silent"
    """Evidence of nothing: blocked, not asked, or in doubt. It neither accuses nor clears."""


FAILS = frozenset({Kind.GONE, Kind.FAILING, Kind.AT_ONCE})

GONE_REASONS = (
    "status-404",
    "status-410",
    "name-not-found",
    "redirect-loop",
    "redirect-to-itself",
    "too-many-redirects",
)
"""Reasons of ``broken`` that two looks settle; others take as long as failures that may pass."""

CERTIFICATE_REASONS = ("cert-", "tls-")
"""How the reasons begin that make browsers turn visitors away from an ``insecure`` target."""

HARMLESS_CERTIFICATE_REASONS = ("cert-expires-soon", "cert-expiring")
"""Notices about certificates that still hold."""


def kind_of(verdict: Verdict, reason: str) -> Kind:
    """What a verdict with its reason is evidence of."""
    match verdict:
        case Verdict.INVALID | Verdict.UNSAFE:
            return Kind.AT_ONCE
        case Verdict.PARKED:
            return Kind.GONE
        case Verdict.BROKEN:
            return Kind.GONE if reason in GONE_REASONS else Kind.FAILING
        case Verdict.UNSTABLE:
            return Kind.FAILING
        case Verdict.INSECURE if reason.startswith(CERTIFICATE_REASONS) and reason not in HARMLESS_CERTIFICATE_REASONS:
            return Kind.FAILING
        case _ if verdict in WORKS:
            return Kind.GOOD
        case _:
            return Kind.SILENT


def kind_of_judgement(judgement: Judgement) -> Kind:
    """What a judgement is evidence of."""
    return kind_of(judgement.verdict, judgement.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The thresholds of confirmation, all of them times between looks and numbers of looks."""

    gone_checks: int = 2
    """Looks that must find nothing there."""
    gone_gap: timedelta = timedelta(hours=6)
    """The least time between two of them."""
    failing_checks: int = 3
    """Looks that must see a failure that may pass."""
    failing_gap: timedelta = timedelta(hours=20)
    """The least time between two of them: nights count, not presses of a button."""
    failing_span: timedelta = timedelta(hours=48)
    """The least time from the first of them to the last."""
    good_checks: int = 2
    """Looks that must see a confirmed failure work again."""
    good_gap: timedelta = timedelta(hours=12)
    """The least time between two of them."""
    slack: timedelta = timedelta(minutes=10)
    """How much earlier than due a look still counts, because no two nights begin at the same second."""
    event_targets: int = 3
    """Targets of one host that must begin to fail together to make a host event."""
    event_share: float = 0.5
    """The share of the host's targets that they must be."""
    event_hold: timedelta = timedelta(hours=48)
    """How long the single findings of a host event are held back."""
    outage_targets: int = 20
    """Targets that must begin to fail in one run before their share says anything about our own network."""
    outage_hosts: int = 5
    """Hosts over which they must be spread."""
    outage_share: float = 0.05
    """The share of the targets that worked last time above which the trouble is probably ours."""
    silence_share: float = 0.3
    """The share of the targets that worked last time which, turning us away all at once, says that we are being kept out."""
    verdict_age: timedelta = timedelta(days=14)
    """How old a verdict may be and still count as knowing."""
    unknown_share: float = 0.2
    """The share of an initiative's links without a verdict above which we do not know it."""
    unknown_links: int = 2
    """The least number of such links."""
    grace: timedelta = timedelta(days=7)
    """How long a new initiative is left out of the health figure."""
    min_coverage: float = 95.0
    """Percent of links with a verdict below which health is not compared."""

    def far_enough(self, elapsed: timedelta, needed: timedelta) -> bool:
        """Whether `elapsed` comes up to `needed`, give or take the slack."""
        return elapsed >= needed - self.slack
