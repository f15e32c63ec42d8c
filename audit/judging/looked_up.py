"""What a service's own directory says of one of its pages, which look alike whether or not the thing is there."""

from audit.judging.compare import same_as_sibling
from audit.model.probe import Probe
from audit.model.verdict import Judgement, Verdict

FOUND = 200
_GONE = frozenset({404, 410})
_CLOSED = frozenset({401, 403})


def was_looked_up(probe: Probe) -> bool:
    """Whether the directory was asked; from then on, likeness to the service's other pages says nothing."""
    return probe.service_status is not None or any(exchange.purpose == "directory" for exchange in probe.exchanges)


def judge_looked_up(probe: Probe) -> Judgement | None:
    """`soft_404` when the directory does not know it; `blocked` when it will not tell, and the page tells nothing either."""
    status, page = probe.service_status, probe.page
    if status in _GONE:
        return Judgement(verdict=Verdict.SOFT_404, reason="not-there", detail=f"the service's own directory answers {status}")
    if status in _CLOSED and page is not None and (same_as_sibling(probe) or "script-shell" in page.signals):
        return Judgement(verdict=Verdict.BLOCKED, reason="private", detail=f"the service's own directory answers {status}")
    return None
