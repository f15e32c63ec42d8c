"""Where addresses lead."""

import itertools

from tests.web.prose import article, missing, shell
from tests.web.serving import Ask, Behaviour, Case, Reply, Wire

A = "https://{h}/a"


def to(location: str, status: int = 301, **more: Reply | str) -> Behaviour:
    """`/a` leads to `location`; further paths of ``h`` lead or answer as told."""
    routes: dict[str, Reply | str] = {"a": location, **more}

    def does(ask: Ask) -> Reply | None:
        told = routes.get(ask.path.strip("/")) if ask.role == "h" else None
        if told is None:
            return Reply(body=article(ask.host, ask.path)) if ask.path in {"/b", "/e/b", "/c", "/b%20c", "/caf%C3%A9"} else None
        return Reply(status, headers=(("Location", told.format(**ask.hosts)),)) if isinstance(told, str) else told

    return does


def chain(ask: Ask) -> Reply | None:
    if ask.path == "/a":
        return Reply(302, headers=(("Location", "/b"),))
    if ask.path == "/b":
        return Reply(301, headers=(("Location", "/c"),))
    return Reply(body=article(ask.host, ask.path)) if ask.path == "/c" else None


def long_chain(ask: Ask) -> Reply | None:
    number = int(ask.path.strip("/").removeprefix("s") or 0) if ask.path.startswith("/s") else -1
    if 0 <= number < 12:
        return Reply(301, headers=(("Location", f"/s{number + 1}"),))
    return Reply(body=article(ask.host, ask.path)) if number == 12 else None


def growing(ask: Ask) -> Reply | None:
    return Reply(302, headers=(("Location", ask.target + ("&" if "?" in ask.target else "?") + "n=1"),)) if ask.path == "/a" else None


_SESSIONS = itertools.count()


def sessions(ask: Ask) -> Reply | None:
    return Reply(302, headers=(("Location", f"/a;jsessionid={next(_SESSIONS)}"),)) if ask.path.startswith("/a") else None


def there_and_back(ask: Ask) -> Reply:
    return Reply(301, headers=(("Location", f"{'http' if ask.secure else 'https'}://{ask.host}/"),))


def raw_utf8(ask: Ask) -> Wire | Reply | None:
    if ask.path == "/a":
        return Wire(b"HTTP/1.1 302 Found\r\nLocation: /caf\xc3\xa9\r\nContent-Length: 0\r\n\r\n")
    return Reply(body=article(ask.host, ask.path)) if ask.path == "/caf%C3%A9" else None


def raw_latin(ask: Ask) -> Wire | Reply | None:
    if ask.path == "/a":
        return Wire(b"HTTP/1.1 302 Found\r\nLocation: /caf\xe9\r\nContent-Length: 0\r\n\r\n")
    return Reply(body=article(ask.host, ask.path)) if ask.path == "/caf%E9" else None


def signed(ask: Ask) -> Reply | None:
    if ask.path == "/a":
        return Reply(302, headers=(("Location", "/dl?sig=%2F%41%2b"),))
    return Reply(body=article(ask.host, ask.path)) if ask.target == "/dl?sig=%2F%41%2b" else None


def page(head: str, *, body: str = "", words: int = 24, at: str = "/a") -> Behaviour:
    def does(ask: Ask) -> Reply | None:
        if ask.role == "h" and ask.path == at:
            return Reply(body=article(ask.host, ask.path, head=head.format(**ask.hosts), extra=body, count=words))
        return Reply(body=article(ask.host, ask.path)) if ask.path == "/b" else None

    return does


def stub(markup: str) -> Behaviour:
    return lambda ask: (
        Reply(body=markup.format(**ask.hosts))
        if ask.path == "/a" and ask.role == "h"
        else Reply(body=article(ask.host, ask.path))
        if ask.path == "/b"
        else None
    )


def to_home(ask: Ask) -> Reply | None:
    return Reply(301, headers=(("Location", "/"),)) if ask.path not in {"/", "/robots.txt"} else None


def moved_home(ask: Ask) -> Reply | None:
    return (
        Reply(301, headers=(("Location", "/en/"),))
        if ask.path == "/"
        else Reply(body=article(ask.host, ask.path))
        if ask.path == "/en/"
        else None
    )


def to_search(ask: Ask) -> Reply | None:
    if ask.path == "/search":
        return Reply(body=shell(ask.host, "Search", '<h1>Search</h1><form><input name="q"></form><p>0 results. Try other words.</p>'))
    return Reply(302, headers=(("Location", f"/search?q={ask.path[1:]}"),)) if ask.path not in {"/", "/robots.txt"} else None


def to_error_page(ask: Ask) -> Reply | None:
    if ask.path == "/Error.aspx":
        return Reply(body=shell(ask.host, "Error", "<h1>Sorry</h1><p>Sorry, an error occurred.</p>"))
    return Reply(302, headers=(("Location", f"/Error.aspx?aspxerrorpath={ask.path}"),)) if ask.path.endswith(".aspx") else None


def to_folder(ask: Ask) -> Reply | None:
    if ask.path == "/shop/shoes/":
        return Reply(body=article(ask.host, ask.path, title="Shoes"))
    return Reply(301, headers=(("Location", "/shop/shoes/"),)) if ask.path.startswith("/shop/shoes/") else None


def home_deliberately(ask: Ask) -> Reply | None:
    if ask.path == "/harbour-festival":
        return Reply(301, headers=(("Location", "/"),))
    return Reply(body=article(ask.host, "/", title="The harbour festival begins")) if ask.path == "/" else None


def rebranded(ask: Ask) -> Reply | None:
    if ask.role == "h" and ask.path == "/docs/x":
        return Reply(301, headers=(("Location", f"https://{ask.hosts['h2']}/docs/x"),))
    return Reply(body=article(ask.host, ask.path)) if ask.role == "h2" and ask.path == "/docs/x" else None


def upgrade(ask: Ask) -> Reply | None:
    if ask.path != "/x":
        return None
    return Reply(body=article(ask.host, "/x")) if ask.secure else Reply(301, headers=(("Location", f"https://{ask.host}/x"),))


CASES = (
    *(
        Case(
            name=f"redirect {status}",
            href=A,
            verdict="redirected_temporary",
            reason="moved-for-now",
            final="https://{h}/b",
            does=to("/b", status),
        )
        for status in (302, 303, 307)
    ),
    *(
        Case(
            name=f"redirect {status}",
            href=A,
            verdict="redirected_permanent",
            reason="moved",
            final="https://{h}/b",
            suggest="https://{h}/b",
            does=to("/b", status),
        )
        for status in (301, 308)
    ),
    Case(name="temporary, then permanent", href=A, verdict="redirected_temporary", final="https://{h}/c", does=chain),
    Case(name="twelve hops", href="https://{h}/s0", verdict="redirected_permanent", final="https://{h}/s12", does=long_chain),
    Case(name="circle of two", href=A, verdict="broken", reason="redirect-loop", does=to("/b", b="/a")),
    Case(name="circle of one", href=A, verdict="broken", reason="redirect-loop", does=to("/a")),
    Case(name="growing for ever", href=A, verdict="broken", reason="too-many-redirects", does=growing, most=25),
    Case(name="new session every time", href=A, verdict="broken", reason="too-many-redirects", does=sessions, most=25),
    Case(name="https and back", href="http://{h}/", verdict="broken", reason="redirect-loop", does=there_and_back),
    Case(
        name="relative to its hop",
        href="https://{h}/d/a",
        verdict="redirected_permanent",
        final="https://{h}/e/b",
        does=to("", **{"d/a": "../e/b"}),
    ),
    Case(name="without a scheme", href=A, verdict="redirected_permanent", final="https://{h2}/b", does=to("//{h2}/b")),
    Case(
        name="other name, same page",
        href="https://{h}/docs/x",
        verdict="redirected_permanent",
        note="other-site",
        suggest="https://{h2}/docs/x",
        does=rebranded,
    ),
    Case(name="a blank in the target", href=A, verdict="redirected_temporary", does=to("/b c", 302)),
    Case(name="raw UTF-8 in the target", href=A, verdict="redirected_temporary", does=raw_utf8),
    Case(name="raw Latin-1 in the target", href=A, verdict="redirected_temporary", does=raw_latin),
    Case(name="a signature in the target", href=A, verdict="redirected_temporary", does=signed),
    Case(name="backslashes in the target", href=A, verdict="redirected_permanent", final="https://{h2}/b", does=to("\\\\{h2}\\b")),
    Case(name="to a page that is not there", href=A, verdict="broken", reason="status-404", does=to("/nowhere")),
    Case(
        name="to a name that is not there",
        href=A,
        verdict="broken",
        reason="name-not-found",
        does=to("https://{h2}/"),
        dns={"h2": "nxdomain"},
    ),
    Case(name="to a server that fails", href=A, verdict="unstable", does=to("/b", 302, b=Reply(503))),
    Case(name="to a private address", href=A, verdict="unsafe", does=to("http://10.0.0.5/admin", 302)),
    Case(name="to a metadata service", href=A, verdict="unsafe", does=to("http://169.254.169.254/latest/", 307)),
    Case(name="to a name inside", href=A, verdict="unsafe", does=to("http://{h2}/", 302), dns={"h2": "192.168.7.7"}),
    Case(name="to a port of another trade", href=A, verdict="unsafe", does=to("http://{h}:25/", 302)),
    Case(name="to a script", href=A, verdict="broken", does=to("javascript:alert(1)", 302)),
    Case(name="to a file", href=A, verdict="broken", does=to("file:///etc/passwd", 302)),
    Case(name="to a mail address", href=A, verdict="unsupported", does=to("mailto:x@{h}", 302)),
    Case(name="to an app", href=A, verdict="unsupported", does=to("intent://x#Intent;scheme=x;end", 302)),
    Case(name="to a port that cannot be", href=A, verdict="broken", reason="redirect-invalid", does=to("http://{h}:99999/", 302)),
    Case(name="without a target", href=A, verdict="broken", reason="redirect-without-target", does=to("", a=Reply(302))),
    Case(
        name="without a target, with a page",
        href=A,
        verdict="ok",
        does=lambda ask: Reply(301, article(ask.host, "/a")) if ask.path == "/a" else None,
    ),
    Case(
        name="many choices",
        href=A,
        verdict="ok",
        does=lambda ask: Reply(300, article(ask.host, "/a"), (("Location", "/b"),)) if ask.path == "/a" else None,
    ),
    Case(
        name="refresh at once",
        href=A,
        verdict="redirected_permanent",
        final="https://{h2}/b",
        does=stub('<meta http-equiv="refresh" content="0; url=https://{h2}/b">'),
    ),
    Case(
        name="refresh in five seconds",
        href=A,
        verdict="redirected_temporary",
        final="https://{h2}/b",
        does=stub("<p>We have moved</p><META HTTP-EQUIV=Refresh CONTENT='5;URL=\"https://{h2}/b\"'>"),
    ),
    Case(name="refresh of itself", href=A, verdict="ok", does=page('<meta http-equiv="refresh" content="300">')),
    Case(name="refresh to itself", href=A, verdict="ok", does=page('<meta http-equiv="refresh" content="30; url=/a">')),
    Case(
        name="refresh without scripts",
        href=A,
        verdict="ok",
        does=page('<noscript><meta http-equiv=refresh content="0;url=/nojs"></noscript>'),
    ),
    Case(
        name="refresh in a comment",
        href=A,
        verdict="ok",
        does=page(
            '<!-- <meta http-equiv=refresh content="0;url=/x"> -->', body="<pre>&lt;meta http-equiv=refresh content='0;url=/x'&gt;</pre>"
        ),
    ),
    Case(
        name="refresh to a page that is not there",
        href=A,
        verdict="broken",
        does=stub('<meta http-equiv="refresh" content="0;url=/nowhere">'),
    ),
    Case(
        name="refresh to a private address",
        href=A,
        verdict="unsafe",
        does=stub('<meta http-equiv="refresh" content="0;url=http://192.168.0.1/">'),
    ),
    Case(
        name="refresh by header",
        href=A,
        verdict="redirected_temporary",
        does=lambda ask: (
            Reply(200, "", (("Refresh", "0; url=/b"),))
            if ask.path == "/a"
            else Reply(body=article(ask.host, "/b"))
            if ask.path == "/b"
            else None
        ),
    ),
    Case(
        name="refresh against a base",
        href=A,
        verdict="redirected_permanent",
        final="https://{h2}/b",
        does=stub('<base href="https://{h2}/"><meta http-equiv="refresh" content="0;url=b">'),
    ),
    Case(
        name="by a script",
        href=A,
        verdict="redirected_temporary",
        final="https://{h}/b",
        does=stub("<script>window.location.replace('/b')</script>"),
    ),
    Case(
        name="a script that waits for a click",
        href=A,
        verdict="ok",
        does=page("", body="<script>document.x.addEventListener('click', () => {{ location.href='/b' }})</script>"),
    ),
    Case(name="everything to the front page", href="https://{h}/deeds/report-of-the-mill", verdict="soft_404", does=to_home),
    Case(name="to the front page on purpose", href="https://{h}/harbour-festival", verdict="redirected_permanent", does=home_deliberately),
    Case(name="front page to its language", href="https://{h}/", verdict="redirected_permanent", does=moved_home),
    Case(name="to a search without results", href="https://{h}/product-x-99", verdict="soft_404", does=to_search),
    Case(name="to an error page", href="https://{h}/x.aspx", verdict="soft_404", does=to_error_page),
    Case(name="everything to the folder", href="https://{h}/shop/shoes/model-7", verdict="soft_404", does=to_folder),
    Case(name="an honest error after a redirect", href=A, verdict="broken", does=to("/b", b=Reply(410, missing("x.org")))),
    Case(name="http to https", href="http://{h}/x", verdict="redirected_permanent", note="http-to-https", does=upgrade),
    Case(name="only http", href="http://{h}/x", verdict="ok", closed=(("h", 443),)),
    Case(
        name="http although https works",
        href="http://{h}/x",
        verdict="ok",
        note="https-available",
        suggest="https://{h}/x",
        does=lambda ask: Reply(body=article(ask.host, "/x")) if ask.path == "/x" else None,
    ),
    Case(
        name="only https",
        href="http://{h}/x",
        verdict="insecure",
        reason="https-available",
        suggest="https://{h}/x",
        closed=(("h", 80),),
        does=lambda ask: Reply(body=article(ask.host, "/x")) if ask.path == "/x" else None,
    ),
)
