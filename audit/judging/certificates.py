"""Certificates and plain http: the page works, but not safely."""

from audit.model.probe import Exchange, Probe, Reason
from audit.model.verdict import WORKS, Judgement, Verdict

HTTPS_AVAILABLE = "https-available"
"""The note on an http link whose page answers by https too, and the reason where only that one does."""

_UNREACHED = frozenset(
    {Reason.CONNECT_REFUSED, Reason.CONNECT_TIMEOUT, Reason.UNREACHABLE, Reason.CONNECTION_LOST, Reason.ANSWER_TIMEOUT, Reason.PROTOCOL}
)
"""Failures of plain http after which the same page by https is the better address."""


def bad_certificate(probe: Probe) -> Exchange | None:
    """The first exchange of the chain whose certificate or handshake failed."""
    for exchange in probe.exchanges:
        if (
            exchange.purpose in {"page", "hop"}
            and exchange.failure
            and exchange.failure.reason in {Reason.TLS_CERTIFICATE, Reason.TLS_HANDSHAKE}
        ):
            return exchange
    return None


def judge_insecure(probe: Probe, found: Judgement) -> Judgement | None:
    """`insecure` for a page that works behind a bad certificate, only by https, or with credentials in its link."""
    failed = bad_certificate(probe)
    if found.verdict in WORKS and failed and failed.failure:
        legacy = failed.failure.reason is Reason.TLS_HANDSHAKE
        reason = "tls-legacy" if legacy else failed.failure.code or "cert-untrusted"
        return Judgement(verdict=Verdict.INSECURE, reason=reason, detail=failed.failure.detail[:200] or reason)
    if found.verdict in WORKS and probe.target.credentials:
        return Judgement(verdict=Verdict.INSECURE, reason="credentials-in-link", detail="the address shows a user name or password")
    https = "https" + probe.target.url.removeprefix("http") if probe.target.url.startswith("http:") and probe.https_works else None
    if https is None:
        return None
    if found.verdict in WORKS:
        return Judgement(verdict=found.verdict, reason=found.reason, detail=found.detail, suggest=found.suggest or https)
    failure = probe.final.failure if probe.final else None
    if failure and failure.reason in _UNREACHED and not probe.hops:
        return Judgement(verdict=Verdict.INSECURE, reason=HTTPS_AVAILABLE, detail="only https answers", suggest=https)
    return None
