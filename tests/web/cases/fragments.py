"""Parts of pages."""

from tests.web.prose import article, shell
from tests.web.serving import Ask, Behaviour, Case, Reply


def page(markup: str, *, text: str = "") -> Behaviour:
    return lambda ask: Reply(body=article(ask.host, ask.path, extra=markup + text)) if ask.path == "/d" else None


def drawn(ask: Ask) -> Reply | None:
    return Reply(body=shell(ask.host, "Guide", '<div id="app"></div>', after="<script src=/a.js></script>")) if ask.path == "/d" else None


def very_long(ask: Ask) -> Reply | None:
    return Reply(body=article(ask.host, ask.path, extra="<p>" + "word " * 600_000 + '</p><p id="end">x</p>')) if ask.path == "/d" else None


def moved(ask: Ask) -> Reply | None:
    if ask.path == "/a":
        return Reply(301, headers=(("Location", "/d"),))
    return Reply(body=article(ask.host, ask.path, extra="<h2 id=sec>x</h2>")) if ask.path == "/d" else None


def case(name: str, fragment: str, state: str, does: Behaviour) -> Case:
    return Case(
        name=f"fragment: {name}",
        href="https://{h}/d#" + fragment.replace("{", "{{").replace("}", "}}"),
        verdict="ok",
        fragment=state,
        does=does,
    )


ID = page("<h2 id=install>Install</h2>")
CASES = (
    case("id", "install", "found", ID),
    case("name", "install", "found", page("<a name=install></a>")),
    case("missing", "nowhere", "missing", ID),
    case("other case", "Install", "missing", ID),
    case("only in the text", "install", "missing", page("<p>install</p>")),
    case("only in a comment", "install", "missing", page("<!-- id=install -->")),
    case("top", "top", "found", ID),
    case("encoded", "caf%C3%A9", "found", page("<h2 id='café'>x</h2>")),
    case("code host's prefix", "shiv", "found", page("<h2 id=user-content-shiv>x</h2>")),
    case("punctuation", "a:b.c(1)", "found", page("<h2 id='a:b.c(1)'>x</h2>")),
    case("number sign", "a#b", "found", page("<h2 id='a#b'>x</h2>")),
    case("id and text", "install:~:text=foo", "found", ID),
    case("text", ":~:text=red%20kites", "found", page("<p>We saw Red kites above.</p>")),
    case("text that is not there", ":~:text=green%20kites", "missing", page("<p>We saw red kites above.</p>")),
    case("route", "!/about", "not_applicable", ID),
    case("narrow", "narrow/stream/3-general", "not_applicable", ID),
    case("state", "clear=1", "not_applicable", ID),
    case("drawn by scripts", "intro", "unverifiable", drawn),
    case("beyond the cap", "end", "unverifiable", very_long),
    Case(name="fragment: after a redirect", href="https://{h}/a#sec", verdict="redirected_permanent", fragment="found", does=moved),
    Case(name="fragment: several of one page", href="https://{h}/d#install https://{h}/d#install2", verdict="ok", does=ID, most=3),
)
