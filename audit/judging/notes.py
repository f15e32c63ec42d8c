"""Side observations: what is worth knowing about a link that works, or about why it does not."""

from urllib.parse import urlsplit

from audit.judging.certificates import HTTPS_AVAILABLE
from audit.judging.drift import DRIFTED, is_adrift
from audit.judging.unclaimed import can_be_taken_over
from audit.model.probe import Certificate, Probe
from audit.model.verdict import WORKS, Verdict
from audit.urls import registrable

_DAY = 86_400
_LONG_LIVED = 45 * _DAY
_SOON = 14 * _DAY
SLOW_MS = 5_000
_MANY_HOPS = 3


def expires_soon(certificate: Certificate, *, now: float) -> bool:
    """Whether a certificate is near its end, measured by its own lifetime: one of six days may have three left."""
    life, left = certificate.not_after - certificate.not_before, certificate.not_after - now
    return life >= _LONG_LIVED and 0 < left < min(_SOON, life / 3)


EXPIRES_SOON = "cert-expires-soon"


def is_expiring(probe: Probe, *, now: float) -> bool:
    """Whether the certificate of the page itself is near its end."""
    final = probe.final
    return bool(final and final.certificate and final.verified and expires_soon(final.certificate, now=now))


def _of_redirects(probe: Probe) -> list[str]:
    if not probe.hops:
        return []
    notes: list[str] = []
    schemes = [urlsplit(hop.url).scheme for hop in probe.hops] + [urlsplit(probe.final.url).scheme if probe.final else ""]
    if "http" in schemes[1:] and schemes[0] == "https":
        notes.append("insecure-hop")
    start, end = urlsplit(probe.target.url), urlsplit(probe.final.url if probe.final else "")
    if start.scheme == "http" and end.scheme == "https" and (start.path or "/") == (end.path or "/"):
        notes.append("http-to-https")
    same_host = (start.hostname or "").removeprefix("www.") == (end.hostname or "").removeprefix("www.")
    if same_host and start.path.rstrip("/") == end.path.rstrip("/"):
        notes.append("trivial")
    if len(probe.hops) >= _MANY_HOPS and not probe.loop:
        notes.append("redirect-chain")
    if registrable(start.hostname or "") != registrable(end.hostname or ""):
        notes.append("other-site")
    return notes


def observations(probe: Probe, verdict: Verdict, *, now: float) -> tuple[str, ...]:
    """The notes on one probe, in a stable order."""
    page, notes = probe.page, _of_redirects(probe)
    if verdict in WORKS and is_expiring(probe, now=now):
        notes.append(EXPIRES_SOON)
    if probe.https_works:
        notes.append(HTTPS_AVAILABLE)
    if can_be_taken_over(probe):
        notes.append("takeover-risk")
    if verdict in WORKS and any(exchange.ms > SLOW_MS for exchange in probe.exchanges if exchange.purpose in {"page", "hop"}):
        notes.append("slow")
    if verdict in WORKS and is_adrift(probe):
        notes.append(DRIFTED)
    if probe.target.credentials:
        notes.append("credentials")
    if page and not page.analysed:
        notes.append("content-not-analysed")
    if page and "script-shell" in page.signals:
        notes.append("script-only")
    if page and {"thin", "consent-words"} <= set(page.signals) and probe.hops:
        notes.append("consent")
    return tuple(dict.fromkeys(notes))
