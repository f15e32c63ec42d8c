"""What it takes to ask the web."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from audit.clock import Clock
from audit.ports import Engine, Prober
from audit.urls.addresses import Allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Someone who can ask the web, for as long as its connections are open."""

    engine: Engine
    scouting: Callable[[], AbstractAsyncContextManager[Prober]]
    """Opens a prober for one look at the canaries: it knows no name and has no connection yet."""
    clock: Clock
    known_hosts: frozenset[str] = frozenset()
    """Names to ask about although they are reserved or local."""
    allowed: tuple[Allowed, ...] = ()
    """The exact exceptions of the address guard."""
    excluded: tuple[str, ...] = ()
    """Hosts, or address beginnings, that are not asked."""
