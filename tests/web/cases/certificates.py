"""Certificates, good and bad, and what stands behind them."""

from tests.web.prose import article, missing
from tests.web.serving import Ask, Case, Reply

PAGE = "https://{h}/deeds/report"


def good_behind(ask: Ask) -> Reply | None:
    if ask.role == "h" and ask.path == "/a":
        return Reply(301, headers=(("Location", f"https://{ask.hosts['h2']}/b"),))
    return Reply(body=article(ask.host, ask.path)) if ask.path == "/b" else None


def no_cookies_behind(ask: Ask) -> Reply | None:
    return Reply(500) if ask.headers.get("cookie") or ask.headers.get("authorization") else None


CASES = (
    Case(name="expired", href=PAGE, verdict="insecure", reason="cert-expired", tls={"h": "expired"}, does=no_cookies_behind),
    Case(
        name="expired, and a page that is not there",
        href=PAGE,
        verdict="broken",
        reason="status-404",
        tls={"h": "expired"},
        does=lambda ask: Reply(404, missing(ask.host)) if ask.path == "/deeds/report" else None,
    ),
    Case(name="self-signed", href=PAGE, verdict="insecure", reason="cert-self-signed", tls={"h": "self-signed"}),
    Case(name="of an unknown authority", href=PAGE, verdict="insecure", reason="cert-untrusted", tls={"h": "stranger"}),
    Case(name="of another host", href=PAGE, verdict="insecure", reason="cert-wrong-host", tls={"h": "wrong-host"}),
    Case(name="of six days, three left", href=PAGE, verdict="ok", tls={"h": "short"}),
    Case(name="of ninety days, five left", href=PAGE, verdict="insecure", reason="cert-expires-soon", tls={"h": "ending"}),
    Case(name="wants one of ours", href=PAGE, verdict="blocked", reason="auth-required", tls={"h": "client-certificate"}),
    Case(
        name="bad, leading to good",
        href="https://{h}/a",
        verdict="insecure",
        reason="cert-self-signed",
        tls={"h": "self-signed"},
        does=good_behind,
    ),
    Case(
        name="good, leading to bad",
        href="https://{h}/a",
        verdict="insecure",
        reason="cert-expired",
        tls={"h2": "expired"},
        does=good_behind,
    ),
)
