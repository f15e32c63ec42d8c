"""Checking addresses that stand in no content: a few by hand, or a file of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from audit.model.finding import fingerprint
from audit.model.link import Link, LinkKind
from audit.model.location import Location
from audit.model.verdict import FragmentState, Judgement, Verdict
from audit.ports import Progress
from audit.run.ask import judged
from audit.run.asker import Asker
from audit.run.targets import NOT_REACHED, Mentions
from audit.run.watch import Watch, is_unanswered
from audit.urls import Url, read

OWN_NETWORK = Judgement(verdict=Verdict.UNSTABLE, reason="network", detail="our own connection did not work")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One address as typed, and what became of it."""

    href: str
    url: str | None
    """As browsers read it; None when they cannot."""
    judgement: Judgement
    fragment: FragmentState


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What became of every address."""

    answered: tuple[Answered, ...]
    """In the order in which the addresses were given."""
    network_down: bool
    """Our own connection did not work: no failure may be believed."""


async def check_hrefs(hrefs: Sequence[str], *, asker: Asker, progress: Progress, canaries: Sequence[str] = ()) -> Answers:
    """Ask every distinct target once and answer for every address, in the order given."""
    mentions = Mentions(known_hosts=asker.known_hosts, allowed=asker.allowed, excluded=asker.excluded)
    mentions.add(_link(href) for href in dict.fromkeys(hrefs))
    judgements: dict[str, Judgement] = {check.target_id: check.judgement for check in mentions.decided(at=asker.clock.now())}
    watch, unanswered = Watch(asker=asker, urls=canaries), set[str]()
    if mentions.to_ask:
        progress.stage("canaries", total=len(canaries))
        await watch.look("first")
    if mentions.to_ask and not watch.down:
        progress.stage("probe", total=mentions.to_ask)
        done = 0
        async for probe in watch.probes(mentions.targets()):
            judgements[probe.target.id] = judged(probe, clock=asker.clock)
            if is_unanswered(probe):
                unanswered.add(probe.target.id)
            done += 1
            progress.advance(done=done)
        if not watch.down and unanswered:
            await watch.look("last")
    if watch.down:
        asked = {target.id for target in mentions.targets()}
        judgements.update(dict.fromkeys(unanswered | (asked - judgements.keys()), OWN_NETWORK))
    return Answers(answered=tuple(_answer(href, judgements, asker) for href in hrefs), network_down=watch.down)


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
