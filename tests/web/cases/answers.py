"""Answers that depend on what is sent: headers, cookies, robots.txt."""

from tests.web.prose import article, shell
from tests.web.serving import Ask, Case, Reply, Wire

PAGE = "https://{h}/deeds/report"


def wants_html(status: int):
    return lambda ask: Reply(status) if "text/html" not in ask.headers.get("accept", "") else None


def wants_name(ask: Ask) -> Reply | None:
    agent = ask.headers.get("user-agent", "")
    return Reply(403) if not agent or "aiohttp" in agent or "python" in agent.lower() else None


def dislikes_referers(ask: Ask) -> Reply | None:
    return Reply(403) if ask.headers.get("referer") else None


def cookie_wall(ask: Ask) -> Reply | None:
    if ask.path == "/post":
        return (
            Reply(body=article(ask.host, "/post"))
            if "c=1" in ask.headers.get("cookie", "")
            else Reply(302, headers=(("Location", "/set"),))
        )
    if ask.path == "/set":
        return Reply(302, headers=(("Set-Cookie", "c=1; Path=/"), ("Location", "/post" if ask.turn < 3 else "/no-cookies")))
    return None


def wall_to_itself(ask: Ask) -> Reply | None:
    if ask.path == "/deeds/report" and "seen" not in ask.headers.get("cookie", ""):
        return Reply(302, headers=(("Set-Cookie", "seen=yes"), ("Location", "/deeds/report")))
    return None


def poison(ask: Ask) -> Reply | None:
    if "poison" in ask.headers.get("cookie", ""):
        return Reply(403)
    return Reply(body=article(ask.host, ask.path), headers=(("Set-Cookie", "poison=1; Path=/"),)) if ask.path != "/robots.txt" else None


def leaking(ask: Ask) -> Reply | None:
    if ask.role == "h2":
        return Reply(500) if ask.headers.get("cookie") else Reply(body=article(ask.host, ask.path))
    if ask.path == "/a":
        wide = f"wide=1; Domain={ask.host.partition('.')[2]}"
        return Reply(302, headers=(("Set-Cookie", "own=1"), ("Set-Cookie", wide), ("Location", f"https://{ask.hosts['h2']}/b")))
    return None


def many_cookies(ask: Ask) -> Reply | None:
    fields = tuple(("Set-Cookie", f"c{number}={'x' * 50}") for number in range(200))
    return Reply(body=article(ask.host, ask.path), headers=fields) if ask.path == "/deeds/report" else None


def banner(ask: Ask) -> Reply | None:
    words = "Accept all cookies. Alle Cookies akzeptieren. Accepter tous les cookies."
    text = f'<div role="dialog"><h2>We value your privacy</h2><p>{words}</p></div>'
    return Reply(body=article(ask.host, ask.path, before=text)) if ask.path == "/deeds/report" else None


def consent_host(ask: Ask) -> Reply | None:
    if ask.role == "h" and ask.path == "/watch":
        return Reply(302, headers=(("Location", f"https://{ask.hosts['h2']}/?continue=https%3A%2F%2F{ask.host}%2Fwatch"),))
    return (
        Reply(
            body=shell(
                ask.host, "Before you continue", "<h1>Before you continue</h1><p>We use cookies.</p><button>Accept all cookies</button>"
            )
        )
        if ask.role == "h2"
        else None
    )


def closed_to_robots(ask: Ask) -> Reply | Wire | None:
    return Reply(body="User-agent: *\nDisallow: /deeds\n", type="text/plain") if ask.path == "/robots.txt" else None


def robots_to_inside(ask: Ask) -> Reply | None:
    return Reply(302, headers=(("Location", "http://10.0.0.1/robots.txt"),)) if ask.path == "/robots.txt" else None


CASES = (
    Case(name="404 without text/html", href=PAGE, verdict="ok", does=wants_html(404)),
    Case(name="415 without text/html", href=PAGE, verdict="ok", does=wants_html(415)),
    Case(name="403 without a name", href=PAGE, verdict="ok", does=wants_name),
    Case(name="403 with a foreign referer", href=PAGE, verdict="ok", does=dislikes_referers),
    Case(name="a wall of cookies", href="https://{h}/post", verdict="ok", does=cookie_wall),
    Case(name="a wall of cookies to itself", href=PAGE, verdict="ok", does=wall_to_itself),
    Case(name="a cookie that poisons", href="https://{h}/1 https://{h}/2 https://{h}/3", verdict="ok", does=poison),
    Case(name="cookies stay at home", href="https://{h}/a", verdict="redirected_temporary", does=leaking),
    Case(name="two hundred cookies", href=PAGE, verdict="ok", does=many_cookies),
    Case(name="a consent banner", href=PAGE, verdict="ok", does=banner),
    Case(name="a consent host", href="https://{h}/watch", verdict="redirected_temporary", does=consent_host),
    Case(name="closed to robots", href=PAGE, verdict="blocked", reason="robots", does=closed_to_robots),
    Case(name="robots.txt leads inside", href=PAGE, verdict="ok", does=robots_to_inside),
    Case(name="robots.txt fails", href=PAGE, verdict="ok", does=lambda ask: Reply(404) if ask.path == "/robots.txt" else None),
)
