"""From a probe to a judged check, with our own faults kept apart from the web's."""

import logging
from dataclasses import replace
from datetime import UTC, datetime

from audit.clock import Clock
from audit.judging import DRIFTED, judge, judge_unchanged
from audit.model.probe import Exchange, Page, Probe, Reason
from audit.model.run import Fault
from audit.model.standing import Check, PageSeen
from audit.model.verdict import Judgement, Verdict

log = logging.getLogger(__name__)

_EXCERPT = 600
"""Characters that are remembered of a page's text."""

_OUR_FAULT = Judgement(verdict=Verdict.NOT_CHECKED, reason="internal", detail="our checker had a fault and did not judge this address")


def judged(probe: Probe, *, clock: Clock, seen: PageSeen | None = None) -> Judgement:
    """The verdict on a probe; a fault of ours in judging becomes ``not_checked``, never somebody's dead link.

    `seen` is what the page came to when it was last read: it holds when the server says that nothing has changed.
    """
    now = clock.now().timestamp()
    if probe.unchanged and seen is not None:
        return judge_unchanged(probe, seen.judgement, now=now)
    if probe.final is not None and probe.final.failure is not None and probe.final.failure.reason is Reason.INTERNAL:
        return _OUR_FAULT
    try:
        return judge(probe if seen is None else replace(probe, before=seen), now=now)
    except Exception:
        log.exception("judging failed", extra={"target": probe.target.id})
        return _OUR_FAULT


def fault_of(probe: Probe, judgement: Judgement) -> Fault | None:
    """The fault to put on the record when we could not judge."""
    if judgement.reason != _OUR_FAULT.reason:
        return None
    failure = probe.final.failure if probe.final else None
    message = failure.detail if failure and failure.reason is Reason.INTERNAL else "judging failed"
    return Fault(stage="probe" if failure else "judge", subject=probe.target.id, message=message or "unexpected fault")


def check_of(probe: Probe, judgement: Judgement, *, clock: Clock, seen: PageSeen | None = None) -> Check:
    """What the store keeps of a probe; of a page that is not what it was, what was `seen` before, to hold the next nights against."""
    last = _telling(probe)
    failure = last.failure if last else None
    page, was = probe.page, seen if seen and DRIFTED in judgement.notes else None
    return Check(
        target_id=probe.target.id,
        url=probe.target.url,
        host=probe.target.host,
        at=datetime.fromtimestamp(last.at, UTC) if last and last.at else clock.now(),
        judgement=judgement,
        method=last.method if last else "",
        status=last.status if last else None,
        ms=last.ms if last else 0,
        error=(failure.code or failure.reason.value) if failure else "",
        requests=probe.requests,
        bytes_received=sum(exchange.bytes_received for exchange in probe.exchanges),
        etag=last.header("ETag") if last else "",
        last_modified=last.header("Last-Modified") if last else "",
        excerpt=was.excerpt if was else _excerpt(page),
        title=was.title if was else page.title if page else "",
    )


def _excerpt(page: Page | None) -> str:
    """How the text of a page begins, cut at a word: enough to tell what it is about, and in which language."""
    text = page.text if page else ""
    return text if len(text) <= _EXCERPT else text[:_EXCERPT].rpartition(" ")[0]


def _telling(probe: Probe) -> Exchange | None:
    """The exchange that tells most: the end of the redirects, or else the last one made."""
    return probe.final or (probe.exchanges[-1] if probe.exchanges else None)
