"""Transport security as browsers see it: one verifying context, one for the look behind a bad certificate, and their words."""

import contextlib
import ssl
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography import x509

from audit.model.probe import Certificate, Failure, Reason
from audit.net.attempt import current

_CIPHERS = "DEFAULT:!kDHE:!aNULL:!eNULL"
"""Browsers have dropped finite-field Diffie-Hellman: a server that offers better to them must not fail with us."""


class Context(ssl.SSLContext):
    """A TLS context that tells the attempt when its handshake begins."""

    def wrap_bio(self, *args: Any, **kwargs: Any) -> ssl.SSLObject:
        """See `ssl.SSLContext.wrap_bio`, which every event loop calls right before the handshake."""
        wrapped = super().wrap_bio(*args, **kwargs)
        attempt = current.get()
        if attempt is not None:
            attempt.tls = wrapped
            attempt.enter("tls")
        return wrapped


def verifying(ca_file: str = "") -> Context:
    """The context for every ordinary request: the system's authorities, ``SSL_CERT_FILE``, and `ca_file`."""
    context = _plain()
    context.check_hostname = True
    context.verify_mode = ssl.CERT_REQUIRED
    # The same verdict on every Python: 3.13 turned strict checks on that browsers do not make, and partial chains as well.
    context.verify_flags = (context.verify_flags & ~ssl.VERIFY_X509_STRICT) | ssl.VERIFY_X509_PARTIAL_CHAIN
    context.hostname_checks_common_name = False
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(_CIPHERS)
    context.load_default_certs()
    if ca_file:
        context.load_verify_locations(cadata=Path(ca_file).read_text(encoding="ascii", errors="replace"))
    return context


def unverified() -> Context:
    """The context for the credential-free look behind a bad certificate: nothing is verified, and old versions will do."""
    context = _plain()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("ALL:@SECLEVEL=0")
    with contextlib.suppress(ValueError):  # a build of OpenSSL may know no older version
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    # Up to TLS 1.2 a server that misses our certificate says no more than "handshake failure": its own question tells why.
    # The attribute is Python's hook for debugging; without it we would know less, and nothing would break.
    context._msg_callback = _listen  # type: ignore[attr-defined]  # noqa: SLF001 - no public name leads there
    return context


_HANDSHAKE, _CERTIFICATE_REQUEST = 22, 13
"""RFC 8446, B.1 and B.3."""


def _listen(_tls: object, direction: str, _version: int, content: int, kind: int, _message: bytes) -> None:
    attempt = current.get()
    if attempt is not None and direction == "read" and (content, kind) == (_HANDSHAKE, _CERTIFICATE_REQUEST):
        attempt.certificate_wanted = True


def _plain() -> Context:
    context = Context(ssl.PROTOCOL_TLS_CLIENT)
    context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)  # browsers still talk to servers without RFC 5746
    context.set_alpn_protocols(["http/1.1"])
    return context


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """Who is at the other end of a connection."""

    address: str = ""
    """An IP address."""
    certificate: Certificate | None = None
    version: str = ""
    """Of TLS; empty without it."""


def peer(address: str, tls: ssl.SSLObject | None) -> Peer:
    """The peer at `address`, as the handshake showed it."""
    return Peer(address=address, certificate=certificate(tls), version=(tls.version() if tls is not None else None) or "")


def certificate(tls: ssl.SSLObject | None) -> Certificate | None:
    """What the peer's certificate says; None without one, or when it cannot be read."""
    try:
        der = tls.getpeercert(binary_form=True) if tls is not None else None
        return _facts(der) if der else None
    except ValueError:  # the handshake did not end, or the certificate is not one
        return None


@lru_cache(maxsize=1024)  # the connections to one host, and many hosts of one provider, show the same certificate
def _facts(der: bytes) -> Certificate:
    read = x509.load_der_x509_certificate(der)
    return Certificate(not_before=read.not_valid_before_utc.timestamp(), not_after=read.not_valid_after_utc.timestamp())


_VERIFY_CODES = {
    9: "cert-not-yet-valid",
    10: "cert-expired",
    18: "cert-self-signed",
    19: "cert-untrusted",
    20: "cert-untrusted",
    21: "cert-untrusted",
    62: "cert-wrong-host",
    64: "cert-wrong-host",
    66: "cert-weak",
    67: "cert-weak",
    68: "cert-weak",
}
"""X509_V_ERR_* of OpenSSL."""

_REASON_CODES = {
    "UNSUPPORTED_PROTOCOL": "tls-legacy",
    "TLSV1_ALERT_PROTOCOL_VERSION": "tls-legacy",
    "LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED": "tls-legacy",
    "UNSAFE_LEGACY_RENEGOTIATION_DISABLED": "tls-legacy",
    "DH_KEY_TOO_SMALL": "tls-weak",
    "BAD_ECPOINT": "tls-weak",
    "SSLV3_ALERT_HANDSHAKE_FAILURE": "tls-no-common-cipher",
    "NO_CIPHERS_AVAILABLE": "tls-no-common-cipher",
    "TLSV1_ALERT_INSUFFICIENT_SECURITY": "tls-no-common-cipher",
    "TLSV1_UNRECOGNIZED_NAME": "tls-unrecognized-name",
    "TLSV1_ALERT_UNRECOGNIZED_NAME": "tls-unrecognized-name",
    "TLSV1_ALERT_NO_APPLICATION_PROTOCOL": "http2-only",
    "TLSV13_ALERT_CERTIFICATE_REQUIRED": "client-certificate",
    "WRONG_VERSION_NUMBER": "not-tls",
    "HTTP_REQUEST": "not-tls",
    "RECORD_LAYER_FAILURE": "not-tls",
}
"""Reasons of OpenSSL's SSL library."""


def failure(error: ssl.SSLError) -> Failure:
    """A handshake that failed, as evidence."""
    if isinstance(error, ssl.SSLCertVerificationError):
        code = _VERIFY_CODES.get(error.verify_code, "cert-invalid")
        return Failure(reason=Reason.TLS_CERTIFICATE, code=code, detail=error.verify_message or "the certificate did not verify")
    # Event loops raise some of these themselves, without a reason.
    why = (getattr(error, "reason", None) or "").upper().replace(" ", "_")
    code = next((code for name, code in _REASON_CODES.items() if name in why), "tls-handshake")
    if "KEY_TOO_SMALL" in why and "EE" in why:
        return Failure(reason=Reason.TLS_CERTIFICATE, code="cert-weak", detail=why.lower().replace("_", " "))
    return Failure(reason=Reason.TLS_HANDSHAKE, code=code, detail=why.lower().replace("_", " ") or "the handshake failed")
