"""Checking addresses that stand in no content: a few by hand, or a file of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from audit.model.link import Link, LinkKind
from audit.model.location import Location
from audit.model.verdict import FragmentState, Judgement, Verdict
from audit.ports import Progress
from audit.run.ask import judged
from audit.run.asker import Asker
from audit.run.held.links import Links, Mention
from audit.run.targets import NOT_REACHED, Mentions
from audit.run.watch import Watch, is_unanswered, is_unproven
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
    urls = {href: read(href, known_hosts=asker.known_hosts, allowed=asker.allowed) for href in dict.fromkeys(hrefs)}
    ids = {href: mentions.take(_mention(href), url) for href, url in urls.items()}
    judgements: dict[str, Judgement] = {check.target_id: check.judgement for check in mentions.decided(at=asker.clock.now())}
    watch, doubtful, looks = Watch(asker=asker, urls=canaries), set[str](), 0
    if mentions.to_ask:
        progress.stage("canaries", total=len(canaries))
        await watch.look("first")
    if mentions.to_ask and not watch.down:
        progress.stage("probe", total=mentions.to_ask)
        done = 0
        async for probe in watch.probes(mentions.targets()):
            if len(watch.canaries) > looks:
                # Our own network was seen to work meanwhile, so what came before is what the web said.
                doubtful, looks = set(), len(watch.canaries)
            judgements[probe.target.id] = judged(probe, clock=asker.clock)
            if is_unanswered(probe) or is_unproven(probe):
                doubtful.add(probe.target.id)
            done += 1
            progress.advance(done=done)
        if not watch.down and doubtful:
            await watch.look("last")
    if watch.down:
        asked = {target.id for target in mentions.targets()}
        judgements.update(dict.fromkeys(doubtful | (asked - judgements.keys()), OWN_NETWORK))
    return Answers(answered=tuple(_answer(href, urls[href], judgements.get(ids[href])) for href in hrefs), network_down=watch.down)


def _mention(href: str) -> Mention:
    links = Links.of([Link(entry_id="", href=href, text="", kind=LinkKind.TEXT, location=Location(path="", field="", line=1))])
    return Mention(links, links.rows[0])


def _answer(href: str, url: Url | Judgement, judgement: Judgement | None) -> Answered:
    if not isinstance(url, Url):
        return Answered(href=href, url=None, judgement=judgement or url, fragment=FragmentState.NOT_APPLICABLE)
    judgement = judgement or NOT_REACHED
    fragment = judgement.fragment(url.fragment) if url.fragment else FragmentState.NOT_APPLICABLE
    return Answered(href=href, url=url.href, judgement=judgement, fragment=fragment)
