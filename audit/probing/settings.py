"""How far a probe goes."""

from dataclasses import dataclass

from audit.urls.addresses import Allowed

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeSettings:
    """Options of probing one target."""

    max_redirects: int = 20
    """Browsers follow no more either (Fetch Standard, 4.4)."""
    max_body: int = 2 * MEGABYTE
    """Bytes of decoded page read at the most."""
    second_looks: bool = True
    """Whether doubtful pages are compared with what the server says to an address that cannot exist."""
    https_upgrade: bool = True
    """Whether a working http address is tried by https."""
    fragments: bool = True
    """Whether the parts that fragments name are looked for."""
    seconds: float = 60.0
    """For everything about one target, waiting for its turn included only where nothing else is under way."""
    parse_seconds: float = 1.0
    """For reading a page that looks built to be slow, in a process that can be stopped."""
    known_hosts: frozenset[str] = frozenset()
    """Names that are vouched for although they are local or reserved."""
    allowed: tuple[Allowed, ...] = ()
    """The exact exceptions of the address guard."""
