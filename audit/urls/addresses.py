"""Which addresses may be contacted: an explicit table, the same on every Python.

`ipaddress.is_global` is no help here: it changes between releases, and calls NAT64, 6to4 and multicast addresses global.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from audit.errors import UsageError
from audit.urls.ports import is_bad

Address = IPv4Address | IPv6Address

FORBIDDEN_V4 = tuple(
    IPv4Network(text)
    for text in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"),
        *("192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
        *("224.0.0.0/4", "240.0.0.0/4"),
        "168.63.129.16/32",  # a cloud's wire server behind a public-looking address
    )
)
"""Special-purpose blocks of IANA's IPv4 registry, multicast, and addresses of cloud services."""

FORBIDDEN_V6 = tuple(
    IPv6Network(text)
    for text in (
        *("::/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64", "2001::/32", "2001:2::/48"),
        *("2001:10::/28", "2001:20::/28", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10"),
        *("fec0::/10", "ff00::/8"),
    )
)
"""Special-purpose blocks of IANA's IPv6 registry, multicast, and every prefix that carries an IPv4 address inside."""

NAT64 = IPv6Network("64:ff9b::/96")
"""The well-known prefix under which a DNS64 resolver shows hosts that have only IPv4."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """One exact exception: a name, or a network, at one port."""

    port: int
    name: str = ""
    network: IPv4Network | IPv6Network | None = None

    @classmethod
    def parse(cls, text: str) -> "Allowed":
        """Read ``host:port``, ``network/prefix:port`` or ``[v6]:port``.

        Raises:
            UsageError: the text is none of these.
        """
        where, _, port = text.strip().rpartition(":")
        where = where.strip().removeprefix("[").replace("]", "")
        if not where or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
            raise UsageError(
                f"{text!r} is not host:port or network/prefix:port", remedy="write for example wiki.intern.example:443 or 10.20.0.0/16:443"
            )
        try:
            return cls(port=int(port), network=ip_network(where, strict=False))
        except ValueError:
            if "/" in where or ":" in where:
                raise UsageError(f"{text!r} does not name a network", remedy="write for example 10.20.0.0/16:443") from None
            return cls(port=int(port), name=where.lower().rstrip("."))

    def covers(self, address: Address, port: int, name: str = "") -> bool:
        """Whether the exception is for exactly this address, or this name, at exactly this port."""
        if port != self.port:
            return False
        if self.network is not None:
            return address.version == self.network.version and address in self.network
        return self.name == name.lower().rstrip(".")


def refusal(ip: str, port: int, *, allowed: Iterable[Allowed] = (), name: str = "") -> str | None:
    """Why `ip` may not be contacted at `port`: ``forbidden-address`` or ``forbidden-port``; None when it may.

    Args:
        ip: an address in any form that `ipaddress` reads; a zone is ignored. What cannot be read is forbidden.
        port: the port of the connection.
        allowed: exact exceptions, which also lift the ban on the port.
        name: the host name that was asked for, for exceptions by name.
    """
    address = read_address(ip)
    if address is None:
        return "forbidden-address"
    if any(entry.covers(address, port, name) for entry in allowed):
        return None
    if is_forbidden(address):
        return "forbidden-address"
    return "forbidden-port" if is_bad(port) else None


def is_forbidden(address: Address) -> bool:
    """Whether the table names the address, or the IPv4 address mapped into it."""
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        if mapped is None:
            return any(address in network for network in FORBIDDEN_V6)
        address = mapped
    return any(address in network for network in FORBIDDEN_V4)


def read_address(text: str) -> Address | None:
    """The address that `text` writes, with or without brackets and zone; None when it writes none."""
    if ":" not in text and not text[-1:].isdigit():
        return None  # as nearly every host is a name, and raising is slow
    try:
        return ip_address(text.removeprefix("[").removesuffix("]").partition("%")[0])
    except ValueError:
        return None
