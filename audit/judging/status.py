"""What the status line says, once walls are ruled out."""

from dataclasses import replace

from audit.judging.platforms import lies_to_robots
from audit.judging.unclaimed import unclaimed_at
from audit.model.probe import Exchange, Page, Probe
from audit.model.verdict import Judgement, Verdict

_BROKEN = frozenset({400, 404, 405, 409, 410, 411, 413, 414, 422, 424, 494})
"""Statuses with which a reader who clicks sees an error page."""
_REASONS = {
    401: "auth-required",
    402: "payment-required",
    403: "forbidden",
    407: "auth-required",
    429: "rate-limited",
    430: "rate-limited",
    451: "legal",
    511: "auth-required",
    999: "refused",
}
_ENOUGH_WORDS = 30


def judge_status(probe: Probe) -> Judgement | None:
    """The verdict on a final status that is no success."""
    final = probe.final
    if final is None or final.status is None or 200 <= final.status < 300:
        return None
    found = _judged(final, final.status, probe.page)
    service = unclaimed_at(probe)
    return replace(found, detail=f"{found.detail}; {service} says that nobody holds the name there") if found and service else found


def _judged(final: Exchange, status: int, page: Page | None) -> Judgement | None:
    if status in {404, 410}:
        return Judgement(verdict=Verdict.BROKEN, reason=f"status-{status}", detail=_detail(final, page))
    if status < 400:
        return _redirect_status(final, page)
    if status in _REASONS:
        return Judgement(verdict=Verdict.BLOCKED, reason=_REASONS[status], detail=f"{status} after {final.method}")
    if 400 <= status < 500:
        return _client_error(final)
    return Judgement(verdict=Verdict.UNSTABLE, reason=f"status-{status}", detail=f"{status} after {final.method}")


def _client_error(final: Exchange) -> Judgement:
    status = final.status
    if status == 408:
        return Judgement(verdict=Verdict.UNSTABLE, reason="status-408", detail="408 again and again")
    if status in _BROKEN and not lies_to_robots(final.url):
        return Judgement(verdict=Verdict.BROKEN, reason=f"status-{status}", detail=f"{status} after {final.method}")
    return Judgement(verdict=Verdict.BLOCKED, reason=f"status-{status}", detail=f"{status} after {final.method}")


def _redirect_status(final: Exchange, page: Page | None) -> Judgement | None:
    """A status of the 3xx family that led nowhere: 300 shows a page, others may."""
    status = final.status
    if status == 304:
        return Judgement(verdict=Verdict.UNSTABLE, reason="status-304", detail="304 without a condition")
    if (page and page.words >= _ENOUGH_WORDS) or status == 300:
        return None
    if final.status is not None and final.status < 200:
        return Judgement(verdict=Verdict.UNSTABLE, reason=f"status-{status}", detail=f"{status} as the final answer")
    return Judgement(verdict=Verdict.BROKEN, reason="redirect-without-target", detail=f"{status} without an address to go to")


def _detail(final: Exchange, page: Page | None) -> str:
    text = f"{final.status} after {final.method}"
    if page and page.words > 200 and not any(signal.endswith("not-found") for signal in page.signals):
        text += ", though the page shows content"
    return text
