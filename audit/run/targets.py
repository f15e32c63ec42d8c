"""From mentions of addresses to the targets that the web is asked about, each once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from audit.model.finding import fingerprint
from audit.model.link import OUTBOUND, LinkKind
from audit.model.probe import Target
from audit.model.standing import Check
from audit.model.verdict import Judgement, Verdict
from audit.run.held.links import Links, Mention
from audit.urls import Url, read
from audit.urls.addresses import Allowed

_TEXTS_KEPT = 5
"""So many link texts are handed to judging as a hint at what the page should be about."""
_MANY = 8
"""From so many mentions on, a target is kept once made: those of a page that everybody links would be gone through for each of them."""

EXCLUDED = Judgement(verdict=Verdict.NOT_CHECKED, reason="excluded", detail="left out by the configuration")
NOT_REACHED = Judgement(verdict=Verdict.NOT_CHECKED, reason="deadline", detail="the run ended before its turn")
HOST_BUDGET = Judgement(
    verdict=Verdict.NOT_CHECKED, reason="host-budget", detail="its website was asked as often as one night allows; it comes first next time"
)
NOT_ASKED = Judgement(verdict=Verdict.NOT_CHECKED, reason="probing-off", detail="links were not checked in this run")


@dataclass(slots=True, kw_only=True)
class Mentions:
    """The outbound mentions of a run, joined by target."""

    known_hosts: frozenset[str] = frozenset()
    allowed: tuple[Allowed, ...] = ()
    """The exact exceptions of the address guard."""
    excluded: tuple[str, ...] = ()
    by_target: dict[str, list[Mention]] = field(default_factory=dict)
    """Every outbound link under its target's id."""
    internal: int = 0
    """How many references there are that the web is not asked about."""
    _urls: dict[str, Url] = field(default_factory=dict)
    """The first spelling of each target that can be asked."""
    _fragments: dict[str, dict[str, None]] = field(default_factory=dict)
    _with_credentials: set[str] = field(default_factory=set)
    _decided: dict[str, tuple[str, Judgement]] = field(default_factory=dict)
    """Targets judged without the network: the address as typed, and the judgement."""
    _made: dict[str, Target] = field(default_factory=dict)
    """Targets with many mentions, once made: each initiative that has one of them asks for its target."""

    _known: dict[tuple[str, bool], str] = field(default_factory=dict)
    """The targets of the addresses met so far, apart for links that the web is asked about and others; see `take`."""

    def add(self, links: Links) -> None:
        """Sort the links of a file into their targets."""
        for row in links.rows:
            mention, spelling = Mention(links, row), (row.address, row.kind in OUTBOUND)
            target_id = self._known.get(spelling)
            if target_id is None:
                # What looks internal or strange is read too: `www.partner.org` and `htps://partner.org` are slips, not references.
                url = read(row.address, known_hosts=self.known_hosts, allowed=self.allowed)
                self._known[spelling] = self.take(mention, url)
            else:
                self._note(mention, target_id)

    def take(self, mention: Mention, url: Url | Judgement) -> str:
        """Sort one link, whose address has been read, into its target; its target's id, or nothing for an internal reference."""
        if not isinstance(url, Url):
            target_id = self._decide(mention.row.address, url)
        else:
            target_id = self._ask(url) if mention.row.kind in OUTBOUND else ""
        self._note(mention, target_id)
        return target_id

    def _note(self, mention: Mention, target_id: str) -> None:
        if target_id:
            self.by_target.setdefault(target_id, []).append(mention)
            self._made.pop(target_id, None)
        else:
            self.internal += 1

    def _ask(self, url: Url) -> str:
        target_id = url.id
        if self._is_excluded(url):
            self._decided.setdefault(target_id, (url.request, EXCLUDED))
        else:
            self._urls.setdefault(target_id, url)
            if url.fragment:
                self._fragments.setdefault(target_id, {}).setdefault(url.fragment)
            if url.credentials:
                self._with_credentials.add(target_id)
        return target_id

    def _decide(self, address: str, judgement: Judgement) -> str:
        if judgement.verdict is Verdict.UNSUPPORTED:
            return ""
        if judgement.reason == "reserved-name" and self._is_excluded_name(address):
            judgement = EXCLUDED
        written = address.strip()
        target_id = fingerprint("t1_", written)
        self._decided.setdefault(target_id, (written, judgement))
        return target_id

    def _is_excluded(self, url: Url) -> bool:
        return bool(self.excluded) and any(
            url.host == rule or url.host.endswith("." + rule) or url.request.startswith(rule) for rule in self.excluded
        )

    def _is_excluded_name(self, href: str) -> bool:
        """Whether the name of an address that is never asked for anyway is left out all the same."""
        host = urlsplit(href.strip()).hostname or ""
        url = read(href, known_hosts=frozenset({host}))
        return isinstance(url, Url) and self._is_excluded(url)

    @property
    def links(self) -> int:
        """How many outbound mentions there are."""
        return sum(map(len, self.by_target.values()))

    def key_of(self, target_id: str) -> str:
        """The target's key: its canonical spelling, or the address as typed when it has none."""
        url = self._urls.get(target_id)
        return url.key if url else self._decided[target_id][0]

    def targets(self) -> Iterator[Target]:
        """Every target that the web is asked about, made one at a time."""
        for target_id in self._urls:
            yield self.target(target_id)

    @property
    def hosts(self) -> Mapping[str, str]:
        """The host of every target that the web can be asked about, by target id."""
        return {target_id: url.authority for target_id, url in self._urls.items()}

    def fragments(self, target_id: str) -> frozenset[str]:
        """The fragments that are asked for on a target's page."""
        return frozenset(self._fragments.get(target_id, ()))

    def target(self, target_id: str) -> Target:
        """One target of `targets`, to be read as a whole."""
        if target_id in self._made:
            return self._made[target_id]
        url, mentions = self._urls[target_id], self.by_target[target_id]
        texts = dict.fromkeys(row.text for _, row in mentions if row.text and row.kind is not LinkKind.TEXT)
        made = Target(
            id=target_id,
            key=url.key,
            url=url.request,
            host=url.authority,
            fragments=tuple(self._fragments.get(target_id, ())),
            texts=tuple(texts)[:_TEXTS_KEPT],
            credentials=target_id in self._with_credentials,
        )
        if len(mentions) >= _MANY:
            self._made[target_id] = made
        return made

    @property
    def to_ask(self) -> int:
        """How many targets the web is asked about."""
        return len(self._urls)

    def is_asked(self, target_id: str) -> bool:
        """Whether the web is asked about the target."""
        return target_id in self._urls

    def decided(self, *, at: datetime) -> tuple[Check, ...]:
        """The checks that needed no network."""
        return tuple(
            Check(target_id=target_id, url=written, host="", at=at, judgement=judgement)
            for target_id, (written, judgement) in self._decided.items()
        )

    def unasked(self, seen: Sequence[str] | set[str] | dict[str, Check], *, why: Judgement, at: datetime) -> tuple[Check, ...]:
        """Checks for the targets whose turn never came."""
        return tuple(
            Check(target_id=target_id, url=url.request, host=url.authority, at=at, judgement=why)
            for target_id, url in self._urls.items()
            if target_id not in seen
        )
