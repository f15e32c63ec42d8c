"""Evidence made by hand."""

from typing import Any

from audit.judging import judge
from audit.model.probe import Exchange, Failure, Hop, HopKind, Page, Probe, Reason, Target
from audit.model.sketch import words_of
from audit.model.verdict import Judgement

NOW = 1_800_000_000.0
PROSE = " ".join(f"word{number}" for number in range(300))


def target(url: str = "https://partner.org/deeds/report", **more: Any) -> Target:
    return Target(id="t1_x", key=url, url=url, host=url.split("/")[2], **more)


def answer(status: int = 200, url: str = "https://partner.org/deeds/report", **more: Any) -> Exchange:
    return Exchange(**{"method": "GET", "url": url, "at": NOW, "status": status, "body_complete": True, **more})


def failed(reason: Reason, code: str = "", detail: str = "told", url: str = "https://partner.org/deeds/report", **more: Any) -> Exchange:
    return Exchange(method="GET", url=url, at=NOW, failure=Failure(reason=reason, code=code, detail=detail), **more)


def page(text: str = PROSE, *signals: str, **more: Any) -> Page:
    words = words_of(text)
    told = {
        "content_type": "text/html",
        "text": text,
        "words": len(words),
        "all_words": len(words),
        "length": 5_000,
    }
    return Page(signals=tuple(sorted({*signals, *(["thin"] if len(words) < 160 else [])})), **{**told, **more})


def hop(url: str, location: str, status: int = 301, **more: Any) -> Hop:
    return Hop(url=url, location=location, status=status, **{"kind": HopKind.STATUS, "permanent": status in {301, 308}, **more})


def redirected(
    end: str, *, status: int = 301, start: str = "https://partner.org/deeds/report", shown: Page | None = None, **more: Any
) -> Probe:
    """A probe of `start` that one redirect led to `end`."""
    shown = shown if shown is not None else page()
    first = answer(status, start)
    return Probe(
        target=target(start),
        hops=(hop(start, end, status),),
        final=answer(url=end),
        exchanges=(first, answer(url=end, purpose="hop")),
        page=shown,
        **more,
    )


def shown(one: Page | None, url: str = "https://partner.org/deeds/report", status: int = 200, **more: Any) -> Probe:
    """A probe whose address answered at once with a page."""
    final = answer(status, url)
    return Probe(**{"target": target(url), "final": final, "exchanges": (final,), "page": one, **more})


def verdict(probe: Probe) -> Judgement:
    return judge(probe, now=NOW)
