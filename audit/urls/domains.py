"""Names of hosts: which site they belong to, and which can never be on the public web."""

from functools import cache

from publicsuffixlist import PublicSuffixList

from audit.urls.addresses import read_address

LOCAL_SUFFIXES = (
    *(".localhost", ".localdomain", ".local", ".internal", ".intranet", ".private", ".corp", ".home", ".lan", ".home.arpa"),
    ".in-addr.arpa",
    ".ip6.arpa",
)
"""Names of private networks: RFC 6761, 6762, 8375, ICANN's ``.internal``, and RFC 6762 appendix G."""

RESERVED_SUFFIXES = (".example", ".invalid", ".test")
"""Names that RFC 2606 reserves so that they never exist: whoever links there left a placeholder."""

OTHER_NETWORKS = (".onion", ".alt", ".i2p", ".bit", ".eth")
"""Names that live outside the DNS (RFC 7686, RFC 9476, and common practice)."""


@cache
def _list() -> PublicSuffixList:
    # Every rule in Punycode too would take three times as long to read; names that are written so are rare, and read as what they mean.
    return PublicSuffixList(accept_encoded_idn=False)


def _private(host: str, *, accept_unknown: bool) -> str:
    """`host` from the label on that somebody registered; empty when there is none."""
    meant = ".".join(map(_in_letters, host.split("."))) if "xn--" in host else host
    found = _list().privatesuffix(meant, accept_unknown=accept_unknown)
    return ".".join(host.split(".")[-found.count(".") - 1 :]) if found else ""


def _in_letters(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label.removeprefix("xn--").encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def registrable(host: str) -> str:
    """The part of `host` that somebody registered, such as ``example.co.uk``; an IP address or a public suffix as it is."""
    host = host.rstrip(".").lower()
    if read_address(host) is not None:
        return host
    return _private(host, accept_unknown=True) or host


def has_known_suffix(host: str) -> bool:
    """Whether `host` is a name below a public suffix that really exists."""
    host = host.rstrip(".").lower()
    return "." in host and read_address(host) is None and bool(_private(host, accept_unknown=False))


def is_local(host: str) -> bool:
    """Whether the name can only mean something inside a private network."""
    host = host.rstrip(".")
    return "." not in host or _below(host, LOCAL_SUFFIXES)


def is_reserved(host: str) -> bool:
    """Whether the name is reserved as one that never exists."""
    return _below(host.rstrip("."), RESERVED_SUFFIXES)


def is_elsewhere(host: str) -> bool:
    """Whether the name belongs to a network that the DNS does not know."""
    return _below(host.rstrip("."), OTHER_NETWORKS)


def _below(host: str, suffixes: tuple[str, ...]) -> bool:
    return f".{host}".endswith(suffixes)
