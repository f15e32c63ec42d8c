"""Initiatives that were saved and not changed: that makes none of them younger."""

from datetime import date
from typing import Final

from audit.history.night import Night
from audit.history.reasons import content_is_the_same
from audit.model.finding import Finding
from audit.ports import Memory

_STALE: Final = "content-stale"


def saved_without_change(finding: Finding, memory: Memory, night: Night) -> bool:
    """Whether an initiative that was due for a review still says what it said, and only its date is new.

    A script that saves everything, or a press on the button, refreshes dates and no words. Whoever read it through and found it right
    says so with an acknowledgement, which ends one day.
    """
    if finding.rule != _STALE or not night.stale_after_months or not content_is_the_same(finding.entry_id, memory, night):
        return False
    try:
        since = date.fromisoformat(dict(finding.params).get("since", ""))
    except ValueError:
        return False
    today = night.at.date()
    months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
    return months >= night.stale_after_months
