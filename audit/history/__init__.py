"""What runs have in common: confirmation over nights, comparing with the baseline, host events, health. Pure."""

from audit.history.acknowledging import (
    SOON,
    UNUSED_AFTER,
    Acknowledged,
    acknowledge,
    covers,
    dropped,
    ending_soon,
    unused,
    vouched,
    without_reviewed,
)
from audit.history.baseline import choose_baseline, major
from audit.history.comparing import closed_records, compare, open_records
from audit.history.events import HostEvent, hold, host_events, outage
from audit.history.filing import merged
from audit.history.following import follow, is_failing, speaks, standing_verdict
from audit.history.health import DEFINITION, health, like_for_like
from audit.history.night import Mention, Night, by_field
from audit.history.policy import Kind, Policy, kind_of, kind_of_judgement
from audit.history.rechecking import Rechecks, Tonight, conditions, due, still_told, tonight
from audit.history.saying import said_since
from audit.history.settling import settle
from audit.history.standing import Counted, is_problem, unjudged, words
from audit.history.vetting import LONGEST_REASON, REVIEWABLE, SHORTEST_REASON, TERMS, Terms, beyond, faults, objections, usual_end

__all__ = [
    "DEFINITION",
    "LONGEST_REASON",
    "REVIEWABLE",
    "SHORTEST_REASON",
    "SOON",
    "TERMS",
    "UNUSED_AFTER",
    "Acknowledged",
    "Counted",
    "HostEvent",
    "Kind",
    "Mention",
    "Night",
    "Policy",
    "Rechecks",
    "Terms",
    "Tonight",
    "acknowledge",
    "beyond",
    "by_field",
    "choose_baseline",
    "closed_records",
    "compare",
    "conditions",
    "covers",
    "dropped",
    "due",
    "ending_soon",
    "faults",
    "follow",
    "health",
    "hold",
    "host_events",
    "is_failing",
    "is_problem",
    "kind_of",
    "kind_of_judgement",
    "like_for_like",
    "major",
    "merged",
    "objections",
    "open_records",
    "outage",
    "said_since",
    "settle",
    "speaks",
    "standing_verdict",
    "still_told",
    "tonight",
    "unjudged",
    "unused",
    "usual_end",
    "vouched",
    "without_reviewed",
    "words",
]
