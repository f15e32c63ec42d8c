"""A made-up web of a night: which hosts there are, what each address answers, and the truth about it. The same for the same numbers."""

import math
import random
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from typing import Self

STEEP = 0.85
"""The tail of the hosts: the one at place n has 1/n**0.85 as many links as the first, which then has seven percent of all."""
TOGETHER, PARTNERS = 8, 0.6
"""Links that stand together in an initiative, and the part of them that leads to its partner's host. A list of links comes in this order."""
HEAVY, QUICK = 40, 3
"""So many of the largest hosts are well, and so many of them quick besides: else their own pace would be the floor, and not ours."""
HOSTS = (("absent", 0.015), ("silent", 0.01), ("expired", 0.01), ("limited", 0.01), ("barred", 0.01), ("headless", 0.03))
"""Kinds of hosts and their parts: without a name, swallowing every packet, with an old certificate, limiting the rate, closed to
programs, refusing HEAD."""
PAGES = (("gone", 0.05), ("moved", 0.05), ("flaky", 0.01), ("slow", 0.01))
"""Kinds of addresses and their parts."""
DEAD = frozenset({"absent", "silent", "expired"})
SLOW = (8.0, 12.0)
"""Seconds."""
SECURE = 0.9
WORDS = (
    "peace",
    "election",
    "people",
    "rights",
    "water",
    "health",
    "access",
    "justice",
    "youth",
    "community",
    "program",
    "farmers",
    "schools",
    "clinics",
    "forest",
    "ocean",
)
_ENDS = ("org", "com", "net", "int", "edu", "co.uk", "io")
_HERE, _NOWHERE = "23.1", "23.3"
"""Where hosts are, and where packets vanish."""


@dataclass(frozen=True, slots=True)
class Host:
    """One host."""

    name: str
    kind: str
    address: str
    """Empty for a name that does not exist."""
    secure: bool


@dataclass(frozen=True, slots=True)
class Spec:
    """What an address does."""

    delay: float
    kind: str


@dataclass(frozen=True, slots=True)
class Night:
    """Hosts, addresses, what they do, and the truth about them."""

    hosts: dict[str, Host]
    specs: dict[str, Spec]
    """Under the host and the path."""
    truth: dict[str, bool]
    """Every address, and whether it is alive."""
    longest: int
    """Addresses of the busiest host."""

    @classmethod
    def made(cls, *, links: int, hosts: int, seed: int = 7, healthy: bool = False, boxed: bool = True) -> Self:
        """A night.

        Args:
            links: how many addresses there are.
            hosts: how many hosts.
            seed: nights differ by it.
            healthy: everything is well.
            boxed: there are name servers, and places where packets vanish.
        """
        chance = random.Random(seed)
        kinds = [] if healthy else [(kind, part) for kind, part in HOSTS if boxed or kind not in {"absent", "silent"}]
        made = [_host(chance, place, kinds) for place in range(hosts)]
        spread = [0.4 if place < QUICK else 0.9 for place in range(hosts)]
        latency = {host.name: min(6.0, math.exp(chance.gauss(math.log(0.18), wide))) for host, wide in zip(made, spread, strict=True)}
        weights = list(accumulate(1 / (place + 1) ** STEEP for place in range(hosts)))
        specs, truth, count = dict[str, Spec](), dict[str, bool](), Counter[str]()
        partner, quick = made[0], made[:QUICK]
        for number in range(links):
            host = chance.choices(made, cum_weights=weights)[0]
            if number % TOGETHER == 0:
                partner = host
            elif chance.random() < PARTNERS:
                host = partner
            kind = "page" if healthy else _drawn(chance, PAGES, "page")
            path = f"/{chance.choice(WORDS)}/{chance.choice(WORDS)}-{chance.choice(WORDS)}-{number}.html"
            delay = chance.uniform(*SLOW) if kind == "slow" and host not in quick else latency[host.name] * math.exp(chance.gauss(0, 0.25))
            specs[host.name + path] = Spec(delay=delay, kind=kind)
            truth[f"{'https' if host.secure else 'http'}://{host.name}{path}"] = host.kind == "barred" or (
                kind != "gone" and host.kind not in DEAD
            )
            count[host.name] += 1
        return cls(hosts={host.name: host for host in made}, specs=specs, truth=truth, longest=max(count.values()))


def _drawn(chance: random.Random, kinds: list[tuple[str, float]] | tuple[tuple[str, float], ...], otherwise: str) -> str:
    drawn = chance.random()
    for kind, part in kinds:
        drawn -= part
        if drawn < 0:
            return kind
    return otherwise


def _host(chance: random.Random, place: int, kinds: list[tuple[str, float]]) -> Host:
    name = f"{'www.' if chance.random() < 0.5 else ''}{chance.choice(WORDS)}{chance.choice(WORDS)}{place}.{chance.choice(_ENDS)}"
    kind = _drawn(chance, kinds, "well") if place >= HEAVY else "well"
    net = _NOWHERE if kind == "silent" else _HERE
    address = "" if kind == "absent" else f"{net}.{place // 250}.{place % 250 + 1}"
    return Host(name=name, kind=kind, address=address, secure=kind == "expired" or chance.random() < SECURE)
