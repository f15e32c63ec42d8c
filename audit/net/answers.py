"""What is gathered of an answer while it comes in, so that nothing is lost when it stops halfway."""

from dataclasses import dataclass, field, replace

from audit.model.probe import Certificate, Exchange, Failure, Headers
from audit.net import content
from audit.ports import Request

_PAGES = ("text/", "application/xhtml", "application/xml", "application/json", "application/ld+json", "application/javascript")


@dataclass(slots=True, kw_only=True)
class Answer:
    """An answer that is coming in."""

    status: int | None = None
    http_version: str = ""
    reason_phrase: str = ""
    headers: Headers = ()
    address: str = ""
    certificate: Certificate | None = None
    tls_version: str = ""
    ms: int = 0
    body: bytearray = field(default_factory=bytearray)
    """As received, content codings not undone."""
    complete: bool = False

    def header(self, name: str) -> str:
        """The first value of a header field; empty when absent."""
        return next((value for key, value in self.headers if key.lower() == name), "")

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

    def exchange(self, blank: Exchange, request: Request, *, failure: Failure | None) -> Exchange:
        """The evidence. An answer whose headers were complete is one, even if its body broke off."""
        if self.status is None:
            return replace(blank, ms=self.ms, failure=failure, address=self.address, certificate=self.certificate)
        # Built anew, field by field: `replace` would look at all of them first, and this is done for every answer of a night.
        body, whole = b"", False
        if request.max_bytes and request.method != "HEAD":
            encodings = ", ".join(value for key, value in self.headers if key.lower() == "content-encoding")
            body, whole = content.decoded(bytes(self.body), encodings, cap=request.max_bytes)
        return Exchange(
            method=blank.method,
            url=blank.url,
            at=blank.at,
            verified=blank.verified,
            purpose=blank.purpose,
            ms=self.ms,
            status=self.status,
            http_version=self.http_version,
            reason_phrase=self.reason_phrase[:200],
            headers=self.headers,
            address=self.address,
            certificate=self.certificate,
            tls_version=self.tls_version,
            body=body,
            body_complete=self.complete and whole,
            bytes_received=len(self.body),
        )
