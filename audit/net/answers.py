"""What is gathered of an answer while it comes in, so that nothing is lost when it stops halfway."""

from dataclasses import dataclass, field

from audit.model.probe import Exchange, Failure, Headers, first_values
from audit.net import content
from audit.net.tls import Peer
from audit.ports import Request

_PAGES = ("text/", "application/xhtml", "application/xml", "application/json", "application/ld+json", "application/javascript")

_NOBODY = Peer()


@dataclass(slots=True, kw_only=True)
class Answer:
    """An answer that is coming in."""

    status: int | None = None
    http_version: str = ""
    reason_phrase: str = ""
    headers: Headers = ()
    at: float = 0.0
    """When it was asked for, Unix seconds."""
    ms: int = 0
    """Until its head was complete, or until there was none."""
    peer: Peer | None = None
    """Who was asked; None when it did not come to a connection."""
    body: bytearray = field(default_factory=bytearray)
    """As received, content codings not undone."""
    complete: bool = False
    content: bytes = b""
    """What is in the body, content codings undone."""
    content_whole: bool = False

    def unpack(self, *, cap: int) -> None:
        """Undo the content codings, as far as so many bytes."""
        encodings = ", ".join(value for key, value in self.headers if key.lower() == "content-encoding")
        self.content, self.content_whole = content.decoded(bytes(self.body), encodings, cap=cap)

    def header(self, name: str) -> str:
        """The first value of a header field; empty when absent."""
        return first_values(self.headers).get(name, "")

    def cap(self, request: Request, *, small: int) -> int:
        """How many bytes of body to receive: what the caller wants, or a small rest that frees the connection."""
        if request.method == "HEAD":
            return 0
        length = self.header("content-length")
        whole = int(length) if length.isascii() and length.isdigit() and len(length) < 16 else None
        if not request.max_bytes:
            return small if whole is not None and whole <= small else 0
        kind = self.header("content-type").strip().lower()
        return request.max_bytes if not kind or kind.startswith(_PAGES) else min(request.max_bytes, request.max_other_bytes)

    def exchange(self, request: Request, *, failure: Failure | None) -> Exchange:
        """The evidence. An answer whose headers were complete is one, even if its body broke off."""
        if self.status is not None:
            failure = None
        peer = self.peer or _NOBODY
        return Exchange(
            method=request.method,
            url=request.url,
            at=self.at,
            verified=request.verify,
            purpose=request.purpose,
            ms=self.ms,
            failure=failure,
            status=self.status,
            http_version=self.http_version,
            reason_phrase=self.reason_phrase[:200],
            headers=self.headers,
            address=peer.address,
            certificate=peer.certificate,
            tls_version=peer.version,
            body=self.content,
            body_complete=self.complete and self.content_whole,
            bytes_received=len(self.body),
        )
