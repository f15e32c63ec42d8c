"""What it takes to ask the web."""

from dataclasses import dataclass

from audit.clock import Clock
from audit.ports import Engine, Prober
from audit.urls.addresses import Allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Someone who can ask the web, for as long as its connections are open."""

    prober: Prober
    engine: Engine
    clock: Clock
    known_hosts: frozenset[str] = frozenset()
    """Names to ask about although they are reserved or local."""
    allowed: tuple[Allowed, ...] = ()
    """The exact exceptions of the address guard."""
    excluded: tuple[str, ...] = ()
    """Hosts, or address beginnings, that are not asked."""
