"""How the network is used: budgets, manners, trust."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from audit.urls.addresses import Allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeouts:
    """Seconds for each phase of one exchange. Waiting for a turn is not counted in any."""

    name: float = 5.0
    connect: float = 8.0
    tls: float = 8.0
    answer: float = 15.0
    """From the request until the headers of the answer are complete."""
    body: float = 10.0
    total: float = 45.0
    """For one exchange with its further tries."""

    def of(self, phase: str) -> float:
        """The budget of the phase called `phase`."""
        return {"name": self.name, "connect": self.connect, "tls": self.tls, "answer": self.answer, "body": self.body}[phase]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetSettings:
    """Everything that the exchanges with the web depend on."""

    user_agent: str = "initiative-audit/0.1"
    max_at_once: int = 128
    """Requests under way over all hosts."""
    per_host_max: int = 2
    """Requests under way to one host."""
    per_host_interval: float = 0.5
    """Seconds between the starts of two requests to one host, at the least; a redirect within the host is followed at once."""
    per_host_per_run: int = 5_000
    """Requests to one host at the most; further ones come back unasked."""
    timeouts: Timeouts = field(default_factory=Timeouts)
    retries: int = 2
    retry_wait: float = 2.0
    """Seconds before the first further try; doubled each time."""
    max_retry_after: float = 30.0
    """The longest wait that a server may ask for."""
    robots: bool = True
    robots_name: str = "initiative-audit"
    """The product token that robots.txt files may address."""
    max_crawl_delay: float = 10.0
    """The longest ``Crawl-delay`` that is kept, in seconds."""
    down_after: int = 2
    """After so many failures to connect in a row, and no success, a host counts as down and is left alone for a while."""
    down_for: float = 300.0
    ca_file: str = ""
    allow_private: tuple[Allowed, ...] = ()
    """Exact exceptions of the address guard."""
    hosts: Mapping[tuple[str, int], tuple[str, int]] = field(default_factory=dict)
    """Names with a port that are found at a given address and port, as exact exceptions of the guard."""
    hosts_only: bool = False
    """No name outside `hosts` exists: a rehearsal asks no name server."""
    nameservers: tuple[str, ...] = ()
    """Name servers as ``address`` or ``address:port``; the system's own when empty."""
    keep_alive: float = 10.0
    """Seconds for which an idle connection is kept."""
