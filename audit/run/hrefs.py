"""Checking addresses that stand in no content: a few by hand, or a file of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from audit.clock import Clock
from audit.model.finding import fingerprint
from audit.model.link import Link, LinkKind
from audit.model.location import Location
from audit.model.verdict import FragmentState, Judgement
from audit.ports import Engine, Prober, Progress
from audit.run.ask import judged
from audit.run.targets import NOT_REACHED, Mentions
from audit.urls import Url, read
from audit.urls.addresses import Allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """What it takes to ask the web."""

    prober: Prober
    engine: Engine
    clock: Clock
    known_hosts: frozenset[str] = frozenset()
    allowed: tuple[Allowed, ...] = ()
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One address as typed, and what became of it."""

    href: str
    url: str | None
    """As browsers read it; None when they cannot."""
    judgement: Judgement
    fragment: FragmentState


async def check_hrefs(hrefs: Sequence[str], *, asker: Asker, progress: Progress) -> tuple[Answered, ...]:
    """Ask every distinct target once and answer for every address, in the order given."""
    mentions = Mentions(known_hosts=asker.known_hosts, allowed=asker.allowed, excluded=asker.excluded)
    mentions.add(_link(href) for href in dict.fromkeys(hrefs))
    judgements: dict[str, Judgement] = {check.target_id: check.judgement for check in mentions.decided(at=asker.clock.now())}
    progress.stage("probe", total=mentions.to_ask)
    done = 0
    async for probe in asker.engine.probe_all(mentions.targets()):
        judgements[probe.target.id] = judged(probe, clock=asker.clock)
        done += 1
        progress.advance(done=done)
    return tuple(_answer(href, judgements, asker) for href in hrefs)


def _link(href: str) -> Link:
    return Link(entry_id="", href=href, text="", kind=LinkKind.TEXT, location=Location(path="", field="", line=1))


def _answer(href: str, judgements: dict[str, Judgement], asker: Asker) -> Answered:
    url = read(href, known_hosts=asker.known_hosts, allowed=asker.allowed)
    if not isinstance(url, Url):
        decided = judgements.get(fingerprint("t1_", href.strip()), url)
        return Answered(href=href, url=None, judgement=decided, fragment=FragmentState.NOT_APPLICABLE)
    judgement = judgements.get(url.id, NOT_REACHED)
    fragment = judgement.fragment(url.fragment) if url.fragment else FragmentState.NOT_APPLICABLE
    return Answered(href=href, url=url.href, judgement=judgement, fragment=fragment)
