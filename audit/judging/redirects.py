"""A page that works: where it lives now, and whether that is worth a change."""

import re
from urllib.parse import urlsplit

from audit.judging.paths import is_front, is_search, returns_to
from audit.judging.platforms import is_persistent
from audit.model.probe import Probe
from audit.model.verdict import Judgement, Verdict

_SESSION = re.compile(
    r"(?:jsessionid|phpsessid|aspsession\w*|sessionid|session_id|\bsid|token|signature|sig|expires|x-amz-\w+)=", re.IGNORECASE
)
_LONGEST_ADVICE = 500


def final_url(probe: Probe) -> str | None:
    """Where the redirects ended, the fragment of the last one included; None when that is the address asked."""
    if not probe.hops:
        return None
    end = probe.hops[-1].location
    return None if _same(end, probe.target.url) else end


def _same(one: str, other: str) -> bool:
    return one.partition("#")[0] == other.partition("#")[0]


def is_permanent(probe: Probe) -> bool:
    """Whether every hop was permanent, and the address is not one that is meant to stay."""
    return all(hop.permanent for hop in probe.hops) and not is_persistent(probe.target.url)


def advice(probe: Probe) -> str | None:
    """The address to link to instead, where the redirect offers one that will keep."""
    end = final_url(probe)
    if end is None or not is_permanent(probe) or len(end) > _LONGEST_ADVICE:
        return None
    if _SESSION.search(end) or returns_to(end, probe.target.url) or (is_search(end) and not is_search(probe.target.url)):
        return None
    down = urlsplit(end).scheme == "http" and urlsplit(probe.target.url).scheme == "https"
    front = is_front(end) and not is_front(probe.target.url)
    return None if down or front else end


def judge_works(probe: Probe) -> Judgement:
    """`ok` or a redirect: the last stage, when nothing spoke against the page."""
    end, status = final_url(probe), probe.final.status if probe.final else None
    if end is None:
        return Judgement(
            verdict=Verdict.OK, reason=f"status-{status}", detail=f"{status} after {probe.final.method if probe.final else 'GET'}"
        )
    first = probe.hops[0]
    permanent = is_permanent(probe)
    verdict = Verdict.REDIRECTED_PERMANENT if permanent else Verdict.REDIRECTED_TEMPORARY
    how = (
        f"{first.status} by {first.kind.value}, {len(probe.hops)} in all"
        if len(probe.hops) > 1
        else f"{first.status} by {first.kind.value}"
    )
    return Judgement(verdict=verdict, reason="moved" if permanent else "moved-for-now", detail=how, suggest=advice(probe))
