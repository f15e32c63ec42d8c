"""What is asked of a server."""

from audit.model.values import as_value


@as_value
class Request:
    """One thing to ask a server."""

    url: str
    """Absolute, WHATWG-serialised: sent as it is."""
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    """In addition to, or instead of, the client's own."""
    max_bytes: int = 0
    """How much decoded body to keep; 0 for none."""
    max_other_bytes: int = 65_536
    """The same for content that is no page, such as a video or an archive: enough to see that it is there."""
    verify: bool = True
    """False only for the credential-free look behind a bad certificate."""
    fresh: bool = False
    """Ask on a new connection."""
    lenient: bool = False
    """Read the answer as forgivingly as browsers do, on a new connection: a second opinion on a protocol error."""
    purpose: str = "page"
    onward: bool = False
    """The host itself has just sent us here: the same visit goes on, as it does in a browser."""
    timeout: float | None = None
    """Seconds for this exchange as a whole; the client's own budgets when None."""
    patience: float = 1.0
    """How many times the usual budget the server has for its answer."""
