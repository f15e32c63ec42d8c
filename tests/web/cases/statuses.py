"""What status lines say, and how far HEAD, luck and load may be trusted."""

import time
from email.utils import formatdate

from tests.web.prose import article, missing
from tests.web.serving import Ask, Behaviour, Case, Reply, Wire

PAGE = "https://{h}/deeds/report"


def head_lies(status: int) -> Behaviour:
    return lambda ask: Reply(status) if ask.method == "HEAD" else None


def always(status: int, body: str = "", **headers: str) -> Behaviour:
    fields = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return lambda ask: Reply(status, body, fields) if ask.path not in {"/", "/robots.txt"} else None


def first_time(answer: Reply | Wire) -> Behaviour:
    return lambda ask: answer if ask.turn == 1 and ask.path != "/robots.txt" else None


def get_only(ask: Ask) -> Wire | None:
    return Wire(then="hang") if ask.method == "HEAD" else None


def head_finds_get_does_not(ask: Ask) -> Reply | None:
    if ask.path in {"/", "/robots.txt"}:
        return None
    return Reply() if ask.method == "HEAD" else Reply(404, missing(ask.host))


def new_connections_only(ask: Ask) -> Reply | None:
    return None if ask.first_on_connection or ask.path == "/robots.txt" else Reply(421)


def silent_under_load(ask: Ask) -> Wire | None:
    return Wire() if ask.turn == 1 and ask.path.endswith("3") else None


def missing_under_load(ask: Ask) -> Reply | None:
    return Reply(404) if ask.open > 2 and ask.path != "/robots.txt" else None


def again_by_its_own_clock(ask: Ask) -> Reply | None:
    """The server's clock is an hour behind, and so is the time that it asks to wait for."""
    if ask.path == "/robots.txt" or ask.since > 1.0:
        return None
    behind = time.time() - 3600
    return Reply(429, headers=(("Date", formatdate(behind, usegmt=True)), ("Retry-After", formatdate(behind + 2, usegmt=True))))


def no_more_than(parallel: int) -> Behaviour:
    return lambda ask: Reply(503) if ask.open > parallel else None


CASES = (
    Case(
        name="not found under load", href=" ".join(f"https://{{h}}/{number}" for number in range(7)), verdict="ok", does=missing_under_load
    ),
    Case(name="time to wait by a slow clock", href=PAGE, verdict="ok", does=again_by_its_own_clock),
    Case(name="too busy for nine", href=" ".join(f"https://{{h}}/{number}" for number in range(12)), verdict="ok", does=no_more_than(8)),
    Case(name="page that is there", href=PAGE, verdict="ok", most=3),
    *(
        Case(name=f"head {status} get 200", href=PAGE, verdict="ok", does=head_lies(status))
        for status in (400, 403, 404, 405, 500, 501, 503)
    ),
    Case(name="head hangs get 200", href=PAGE, verdict="ok", does=get_only),
    Case(name="head resets get 200", href=PAGE, verdict="ok", does=lambda ask: Wire(then="reset") if ask.method == "HEAD" else None),
    Case(name="head 200 get 404", href=PAGE, verdict="broken", reason="status-404", does=head_finds_get_does_not),
    Case(name="not found", href=PAGE, verdict="broken", reason="status-404", does=always(404)),
    Case(
        name="not found with an article",
        href=PAGE,
        verdict="broken",
        does=lambda ask: Reply(404, article(ask.host, ask.path)) if ask.path == "/deeds/report" else None,
    ),
    Case(name="gone", href=PAGE, verdict="broken", reason="status-410", does=always(410), most=3),
    Case(name="not found once", href=PAGE, verdict="ok", does=first_time(Reply(404))),
    Case(name="needs a password", href=PAGE, verdict="blocked", reason="auth-required", does=always(401, www_authenticate="Basic realm=x")),
    Case(name="needs a password without a challenge", href=PAGE, verdict="blocked", reason="auth-required", does=always(401)),
    Case(name="must be paid for", href=PAGE, verdict="blocked", reason="payment-required", does=always(402)),
    Case(name="forbidden", href=PAGE, verdict="blocked", reason="forbidden", does=always(403)),
    Case(name="legal reasons", href=PAGE, verdict="blocked", reason="legal", does=always(451)),
    Case(name="refused with 999", href=PAGE, verdict="blocked", reason="refused", does=always(999)),
    Case(name="teapot", href=PAGE, verdict="blocked", does=always(418)),
    Case(name="too many requests always", href=PAGE, verdict="blocked", reason="rate-limited", does=always(429, retry_after="0"), most=8),
    Case(name="too many requests once", href=PAGE, verdict="ok", does=first_time(Reply(429, headers=(("Retry-After", "0"),)))),
    Case(name="request time-out once", href=PAGE, verdict="ok", does=first_time(Reply(408, headers=(("Connection", "close"),)))),
    Case(name="too early once", href=PAGE, verdict="ok", does=first_time(Reply(425))),
    Case(name="misdirected on kept connections", href="https://{h}/a https://{h}/b https://{h}/c", verdict="ok", does=new_connections_only),
    Case(name="closes without a word under load", href="https://{h}/1 https://{h}/2 https://{h}/3", verdict="ok", does=silent_under_load),
    *(
        Case(name=f"server error {status}", href=PAGE, verdict="unstable", reason=f"status-{status}", does=always(status))
        for status in (500, 502, 503, 504, 521)
    ),
    Case(
        name="server error with an article",
        href=PAGE,
        verdict="unstable",
        does=lambda ask: Reply(500, article(ask.host, ask.path)) if ask.path == "/deeds/report" else None,
    ),
    *(Case(name=f"server error {status} once", href=PAGE, verdict="ok", does=first_time(Reply(status))) for status in (500, 502, 503)),
    Case(name="status of no family", href=PAGE, verdict="unstable", does=always(600)),
    Case(
        name="other successes",
        href="https://{h}/a https://{h}/b",
        verdict="ok",
        does=lambda ask: Reply(201 if ask.path == "/a" else 203, article(ask.host, ask.path)) if ask.path in {"/a", "/b"} else None,
    ),
    Case(
        name="partial content",
        href=PAGE,
        verdict="ok",
        does=lambda ask: (
            Reply(206, article(ask.host, ask.path), (("Content-Range", "bytes 0-99/200"),)) if ask.path == "/deeds/report" else None
        ),
    ),
    Case(
        name="not modified without a condition",
        href=PAGE,
        verdict="unstable",
        does=lambda ask: Wire(b"HTTP/1.1 304 Not Modified\r\n\r\n") if ask.path == "/deeds/report" else None,
    ),
    Case(name="method not allowed", href=PAGE, verdict="broken", does=always(405, allow="POST")),
    Case(name="upgrade required", href="http://{h}/x", verdict="blocked", closed=(("h", 443),), does=always(426)),
)
