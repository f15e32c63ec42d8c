"""One attempt at an exchange: in which phase it is, and what its sockets were."""

import ssl
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from audit.model.probe import Failure
from audit.net.deadlines import Deadline
from audit.net.settings import Timeouts


@dataclass(slots=True, kw_only=True)
class Attempt:
    """What the layers below the HTTP client tell about the exchange under way."""

    host: str
    """As in the address, without brackets or a trailing dot."""
    port: int
    budgets: Timeouts
    deadline: Deadline
    """Of the phase under way."""
    time: Callable[[], float]
    """The loop's clock."""
    ends_at: float
    """The loop's second at which the whole attempt must be over."""
    started: float = 0.0
    """The loop's second at which it began."""
    patience: float = 1.0
    """A factor on the budget for the answer."""
    phase: str = "answer"
    """``name``, ``connect``, ``tls``, ``answer`` or ``body``; a kept connection starts at ``answer``."""
    reused: bool = True
    refusal: Failure | None = None
    tls: ssl.SSLObject | None = None
    certificate_wanted: bool = False
    """The server asked for a certificate of ours; seen by the look that verifies nothing."""
    address: str = ""
    """The IP address of the connection made in this attempt."""

    def enter(self, phase: str) -> None:
        """A phase begins, and with it its budget."""
        self.phase = phase
        self.deadline.move(min(self.time() + self.budget, self.ends_at))

    def elapsed(self) -> int:
        """Milliseconds since it began."""
        return round((self.time() - self.started) * 1000)

    @property
    def budget(self) -> float:
        """Seconds for the phase."""
        return self.budgets.of(self.phase) * (self.patience if self.phase == "answer" else 1.0)

    def connected(self, peer: tuple[str, int] | tuple[str, int, int, int] | None) -> None:
        """The connection stands; what follows is the request and its answer."""
        self.address = peer[0] if peer else ""
        self.enter("answer")


current: ContextVar[Attempt | None] = ContextVar("current", default=None)
"""The attempt on whose behalf this task acts: resolver, guard and TLS have no other way to know."""
