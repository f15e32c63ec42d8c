"""Follows an address hop by hop to where it ends, as a browser would, with a fresh jar of cookies."""

from dataclasses import dataclass, field, replace

from audit.clock import Clock
from audit.judging.walls import is_wall
from audit.model.probe import Exchange, Failure, Headers, Hop, HopKind, Page, Reason
from audit.model.values import as_value
from audit.model.verdict import Judgement
from audit.ports import Exchanger, Request
from audit.probing.jar import Jar
from audit.probing.onward import read_refresh
from audit.probing.reading import Known, Reader, page_of, read_aside
from audit.probing.rounds import Rounds
from audit.probing.settings import ProbeSettings
from audit.urls import Url, join
from audit.urls.whatwg import Parsed, must_parse

REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""The statuses on which browsers follow ``Location`` (Fetch Standard, 2.2.6); 300 and 304 are none of them."""
PERMANENT = frozenset({301, 308})
LONGEST_WAIT = 15.0
"""Seconds; a page that sends its reader on later than this is a page to read."""
_FEW_WORDS = 60
"""A page with more words than this is read, whatever its scripts may do next."""
_ROUND, _CROWD = 0.1, 24
"""Seconds that a page waits for others on a busy night, and how many wait for no more: reading them must not take too long."""
_TLS = frozenset({Reason.TLS_CERTIFICATE, Reason.TLS_HANDSHAKE})


@as_value
class Trail:
    """Where an address led."""

    exchanges: tuple[Exchange, ...]
    hops: tuple[Hop, ...]
    final: Exchange
    page: Page | None
    loop: bool = False
    refused: Judgement | None = None
    unverified: Exchange | None = None
    """The first look behind a certificate or handshake that failed."""

    @property
    def arrives(self) -> bool:
        """Whether it ended in an answer of success."""
        return self.final.status is not None and 200 <= self.final.status < 300 and not self.loop and self.refused is None


@dataclass(slots=True, kw_only=True)
class _Walk:
    jar: Jar = field(default_factory=Jar)
    exchanges: list[Exchange] = field(default_factory=list)
    hops: list[Hop] = field(default_factory=list)
    seen: set[object] = field(default_factory=set)
    unverified: Exchange | None = None

    def end(self, final: Exchange, page: Page | None = None, *, loop: bool = False, refused: Judgement | None = None) -> Trail:
        return Trail(
            exchanges=tuple(self.exchanges),
            hops=tuple(self.hops),
            final=final,
            page=page,
            loop=loop,
            refused=refused,
            unverified=self.unverified,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Follower:
    """Follows addresses."""

    exchanger: Exchanger
    clock: Clock
    settings: ProbeSettings
    aside: Reader
    """Reads suspicious pages in a process of its own."""
    rounds: Rounds = field(default_factory=lambda: Rounds(seconds=_ROUND, crowd=_CROWD))
    """In which pages are read."""
    known: Known = field(default_factory=Known)

    async def follow(
        self, url: str, *, purpose: str = "page", fragments: tuple[str, ...] = (), conditions: Headers = (), max_hops: int | None = None
    ) -> Trail:
        """Ask for `url` and for whatever it leads to, until there is an answer to judge.

        Args:
            url: absolute and serialised.
            purpose: what the exchanges are for; later ones of a page are noted as hops.
            fragments: those to look for on the page at the end.
            conditions: header fields for the first request alone, which ask whether the page has changed.
            max_hops: redirects at the most.
        """
        walk, limit = _Walk(), self.settings.max_redirects if max_hops is None else max_hops
        while True:
            state = (url, walk.jar.state())
            if state in walk.seen or len(walk.hops) > limit:
                return walk.end(walk.exchanges[-1], loop=True)
            walk.seen.add(state)
            exchange = await self._ask(
                walk, url, purpose if not walk.hops or purpose != "page" else "hop", conditions if not walk.exchanges else ()
            )
            if exchange.failure or exchange.status is None:
                return walk.end(exchange)
            self._take_cookies(walk, exchange, url)
            hop = _by_server(exchange, url)
            page = None if hop else await self._page(exchange, fragments)
            exchange = walk.exchanges[-1]  # the same without its body
            hop = hop or (_by_page(exchange, page, url) if page else None)
            if hop is None:
                return walk.end(exchange, page)
            target = join(url, hop.location, known_hosts=self.settings.known_hosts, allowed=self.settings.allowed)
            walk.hops.append(replace(hop, location=target.href if isinstance(target, Url) else hop.location))
            if not isinstance(target, Url):
                return walk.end(exchange, page, refused=target)
            if self._spent(walk) > self.settings.seconds:
                return walk.end(replace(exchange, status=None, failure=Failure(reason=Reason.BUDGET, detail="the redirects took too long")))
            url = target.request

    async def _page(self, exchange: Exchange, fragments: tuple[str, ...]) -> Page:
        page = await self.rounds.share(lambda: page_of(exchange, fragments=fragments, known=self.known))
        return page if isinstance(page, Page) else await read_aside(page, self.aside)

    async def _ask(self, walk: _Walk, url: str, purpose: str, conditions: Headers = ()) -> Exchange:
        parsed = must_parse(url)
        cookies = walk.jar.header(host=parsed.host, path=parsed.path, secure=parsed.scheme == "https")
        headers = ((("Cookie", cookies),) if cookies else ()) + conditions
        onward = bool(walk.exchanges) and _same_host(parsed, must_parse(walk.exchanges[-1].url))
        request = Request(url=url, headers=headers, max_bytes=self.settings.max_body, purpose=purpose, onward=onward)
        exchange = await self.exchanger.exchange(request)
        walk.exchanges.append(exchange.bare())
        if exchange.failure is None or exchange.failure.reason not in _TLS or exchange.failure.code == "client-certificate":
            return exchange
        # What stands behind a bad certificate is looked at once, with nothing of ours: no cookies, no credentials.
        look = await self.exchanger.exchange(
            Request(url=url, max_bytes=self.settings.max_body, verify=False, fresh=True, purpose="unverified")
        )
        walk.exchanges.append(look.bare())
        if look.failure or look.status is None:
            return look if look.failure and look.failure.code == "client-certificate" else exchange
        walk.unverified = walk.unverified or look.bare()
        return look

    def _take_cookies(self, walk: _Walk, exchange: Exchange, url: str) -> None:
        if not exchange.verified or not exchange.header("set-cookie"):
            return
        parsed = must_parse(url)
        lines = (value for name, value in exchange.headers if name.lower() == "set-cookie")
        walk.jar.take(lines, host=parsed.host, path=parsed.path)

    def _spent(self, walk: _Walk) -> float:
        return sum(exchange.ms for exchange in walk.exchanges) / 1000


def _same_host(one: Parsed, other: Parsed) -> bool:
    return (one.host, one.port) == (other.host, other.port)


def _by_server(exchange: Exchange, url: str) -> Hop | None:
    """The hop that the status line sends on, if it does."""
    status, location = exchange.status or 0, exchange.header("location").strip()
    if status not in REDIRECTS or not location:
        return None
    return Hop(url=url, status=status, location=location, kind=HopKind.STATUS, permanent=status in PERMANENT)


def _by_page(exchange: Exchange, page: Page, url: str) -> Hop | None:
    """The hop that a header or the page itself sends on, unless the page is a robot wall's."""
    status = exchange.status or 0
    if not 200 <= status < 300 or is_wall(exchange, page):
        return None
    written = exchange.header("refresh")
    header = read_refresh(written) if written else None
    if header and header[1] and header[0] <= LONGEST_WAIT:
        return Hop(url=url, status=status, location=header[1], kind=HopKind.HEADER)
    if page.refresh and page.refresh_seconds is not None and page.refresh_seconds <= LONGEST_WAIT:
        return Hop(url=url, status=status, location=page.refresh, kind=HopKind.META, permanent=page.refresh_seconds == 0)
    if page.script_target and page.words <= _FEW_WORDS and page.script_target.partition("#")[0] != url:
        return Hop(url=url, status=status, location=page.script_target, kind=HopKind.SCRIPT)
    return None
