"""Evidence from the web. Collecting it never judges."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from audit.model.sketch import sketch_of
from audit.model.standing import PageSeen
from audit.model.values import as_value
from audit.model.verdict import Judgement

Headers = tuple[tuple[str, str], ...]
"""Header fields as received, in order; names as sent by the server."""


@lru_cache(maxsize=1024)  # judging asks for two dozen fields of each answer, most of which are not there
def first_values(headers: Headers) -> Mapping[str, str]:
    """The first value of each header field, by its name in lower case."""
    return {name.lower(): value for name, value in reversed(headers)}


class Reason(StrEnum):
    """Why an exchange brought no answer."""

    NAME_NOT_FOUND = "name-not-found"
    """The name does not exist (NXDOMAIN)."""
    NAME_NO_ADDRESS = "name-no-address"
    """The name exists and has no address (NODATA)."""
    NAME_SERVER_FAILED = "name-server-failed"
    """The name servers failed or refused (SERVFAIL, REFUSED)."""
    NAME_TIMEOUT = "name-timeout"
    FORBIDDEN_ADDRESS = "forbidden-address"
    """Our guard refused the address; nothing was sent."""
    FORBIDDEN_PORT = "forbidden-port"
    CONNECT_TIMEOUT = "connect-timeout"
    CONNECT_REFUSED = "connect-refused"
    UNREACHABLE = "unreachable"
    TLS_CERTIFICATE = "tls-certificate"
    """The certificate did not verify; `Failure.code` says why."""
    TLS_HANDSHAKE = "tls-handshake"
    """No common protocol, or an alert."""
    TLS_TIMEOUT = "tls-timeout"
    CONNECTION_LOST = "connection-lost"
    """Closed or reset before the answer was complete enough to judge."""
    ANSWER_TIMEOUT = "answer-timeout"
    PROTOCOL = "protocol"
    """Not HTTP, or not parsable."""
    BUDGET = "budget"
    """The time for the whole link was used up."""
    ROBOTS = "robots"
    """robots.txt asks us not to look."""
    INTERNAL = "internal"
    """A fault of ours: the subject is not judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An exchange without an answer."""

    reason: Reason
    detail: str = ""
    """The transport's own words, shortened, without secrets."""
    code: str = ""
    """A finer kebab-case word, such as ``cert-expired`` or ``cert-wrong-host``."""
    alias: str = ""
    """For ``dangling-cname``: the name that the aliases of the one asked for end at, and that does not exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """For how long the server's certificate holds."""

    not_before: float = 0.0
    """Unix seconds."""
    not_after: float = 0.0


@as_value
class Exchange:
    """One request and what came back."""

    method: str
    url: str
    at: float
    """When it was sent, Unix seconds by the run's clock."""
    ms: int = 0
    status: int | None = None
    http_version: str = ""
    reason_phrase: str = ""
    headers: Headers = ()
    failure: Failure | None = None
    address: str = ""
    """The IP address that was connected."""
    certificate: Certificate | None = None
    tls_version: str = ""
    """Such as ``TLSv1.3``; empty without TLS."""
    verified: bool = True
    """False for a look that did not verify the certificate."""
    body: bytes = b""
    """Decoded content up to the cap; dropped once the page's facts are taken."""
    body_complete: bool = False
    bytes_received: int = 0
    purpose: str = "page"
    """``page``, ``hop``, ``sibling``, ``upgrade``, ``unverified``, ``home``, ``robots``, ``canary``."""

    def header(self, name: str) -> str:
        """The first value of a header field, compared without case; empty when absent."""
        return first_values(self.headers).get(name.lower(), "")

    def bare(self) -> "Exchange":
        """The same without its body."""
        if not self.body:
            return self
        return Exchange(  # a night drops a body for every answer, and `replace` takes three times as long
            method=self.method,
            url=self.url,
            at=self.at,
            ms=self.ms,
            status=self.status,
            http_version=self.http_version,
            reason_phrase=self.reason_phrase,
            headers=self.headers,
            failure=self.failure,
            address=self.address,
            certificate=self.certificate,
            tls_version=self.tls_version,
            verified=self.verified,
            body_complete=self.body_complete,
            bytes_received=self.bytes_received,
            purpose=self.purpose,
        )


class HopKind(StrEnum):
    """What sent us on."""

    STATUS = "status"
    META = "meta"
    HEADER = "header"
    """A ``Refresh`` header."""
    SCRIPT = "script"


@as_value
class Hop:
    """One redirect."""

    url: str
    status: int
    location: str
    """The absolute address it leads to."""
    kind: HopKind = HopKind.STATUS
    permanent: bool = False


@as_value
class Page:
    """The facts of a page that judging needs, without its body."""

    content_type: str = ""
    title: str = ""
    text: str = ""
    """The visible text, shortened."""
    words: int = 0
    """Words of the text."""
    all_words: int = 0
    """Words of the whole page, navigation, header and footer included; counted only where the text is short."""
    language: str = ""
    canonical: str = ""
    generator: str = ""
    description: str = ""
    headings: tuple[str, ...] = ()
    links: int = 0
    own_links: int = 0
    """Links to the same site."""
    password_fields: int = 0
    forms: int = 0
    scripts: int = 0
    frames: int = 0
    """Embedded documents, players and drawings: what a reader sees besides text."""
    images: int = 0
    refresh: str = ""
    """The absolute address that a meta refresh leads to; empty when it reloads the page itself."""
    refresh_seconds: float | None = None
    """How long that refresh waits; None when there is none."""
    script_target: str = ""
    """The absolute address that a plain script sends the reader to at once."""
    robots: str = ""
    anchors: tuple[str, ...] = ()
    """Those of the fragments asked for, as written in the links, whose place the page has."""
    length: int = 0
    """Bytes of decoded body seen."""
    analysed: bool = True
    """False when parsing exceeded its budget and was stopped."""
    signals: tuple[str, ...] = ()
    """Kebab-case marks found in the markup, such as ``challenge-cloudflare`` or ``parking-sedo``."""

    @property
    def sketch(self) -> tuple[int, ...]:
        """A bottom-k sketch of the text's word shingles, to compare pages."""
        return sketch_of(self.text)


@as_value
class Target:
    """One URL to ask the web for, however often it is mentioned."""

    id: str
    """``t1_`` and a digest of the target key."""
    key: str
    """The canonical spelling by which mentions are joined."""
    url: str
    """What is sent: WHATWG-serialised, without a fragment."""
    host: str
    """Host, and port where it is not the scheme's own, by which politeness is kept."""
    fragments: tuple[str, ...] = ()
    """The fragments asked for, without ``#``."""
    texts: tuple[str, ...] = ()
    """Some of the words that link here, as a hint at what the page should be about."""
    credentials: bool = False
    """The link carries a user name or password, which are never sent."""
    unconfirmed: bool = False
    """It failed when it was last looked at, and what it says tonight decides whether that is told."""
    https_known: bool = False
    """An earlier night found the same page by https."""
    conditions: Headers = ()
    """Header fields that ask whether the page has changed since it was last read; none to read it as a whole."""


@as_value
class Probe:
    """All evidence gathered for one target."""

    target: Target
    exchanges: tuple[Exchange, ...] = ()
    """Every request in order, second looks included, without bodies."""
    hops: tuple[Hop, ...] = ()
    final: Exchange | None = None
    """The exchange at the end of the redirects: an answer or a failure."""
    loop: bool = False
    """The redirects went in circles, or on and on."""
    refused: Judgement | None = None
    """Why the address that the last hop leads to was not asked: it is no address, of another kind, or forbidden."""
    page: Page | None = None
    sibling: Page | None = None
    """What the same folder says to an address that cannot exist."""
    sibling_status: int | None = None
    sibling_url: str = ""
    """Where that address ended, redirects followed."""
    home: Page | None = None
    elsewhere: Page | None = None
    """What the site says at its root to an address that cannot exist; asked where the page's own folder shows the page itself to one."""
    elsewhere_status: int | None = None
    unverified: Exchange | None = None
    """The look behind a bad certificate."""
    https_works: bool | None = None
    """For an http address: whether the same page answers by https, tonight or when it was last tried. None when it never was."""
    service_status: int | None = None
    """The status with which the service's own directory answered for the address, for services whose pages all look alike."""
    alternative: str = ""
    """A neighbouring address that answers with a page, where the one asked does not: without a stray full stop, say."""
    before: PageSeen | None = None
    """What the page looked like when it was last good, on an earlier night."""
    unchanged: bool = False
    """The server says that the page is still what it was when it was last read (304 to a conditional request)."""
    robots_disallowed: bool = False

    @property
    def requests(self) -> int:
        """How many requests it took."""
        return len(self.exchanges)
