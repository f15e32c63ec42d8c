"""Doors that want a name and a password, and pages that merely have one."""

from tests.web.prose import article, shell
from tests.web.serving import Ask, Case, Reply

FORM = '<form method="post"><input name="user"><input type="password" name="pass"><button>Log in</button></form>'


def to_login(ask: Ask) -> Reply | None:
    if ask.path == "/login":
        return Reply(body=shell(ask.host, "Log in", f"<h1>Log in</h1>{FORM}"))
    return Reply(302, headers=(("Location", f"/login?next={ask.path}"),)) if ask.path == "/issues/new" else None


def to_other_door(ask: Ask) -> Reply | None:
    if ask.role == "login":
        return Reply(body=shell(ask.host, "Anmelden", f"<h1>Anmelden</h1>{FORM}", lang="de"))
    return (
        Reply(302, headers=(("Location", f"https://{ask.hosts['login']}/?service=https%3A%2F%2F{ask.host}%2Fmembers%2Flist"),))
        if ask.path == "/members/list"
        else None
    )


def age_gate(ask: Ask) -> Reply | None:
    if ask.path == "/age":
        return Reply(body=shell(ask.host, "Welcome", "<h1>Are you over 18?</h1><form method=post><button>Yes</button></form>"))
    return Reply(302, headers=(("Location", "/age?next=/wine"),)) if ask.path == "/wine" else None


def wall_in_place(ask: Ask) -> Reply | None:
    return Reply(body=shell(ask.host, "Sign in", f"<h1>Sign in</h1>{FORM}")) if ask.path == "/members" else None


def ask_for_access(ask: Ask) -> Reply | None:
    return (
        Reply(body="<title>Access</title><h1>You need access</h1><p>Request access, or switch to an account with access. Sign in.</p>")
        if ask.path == "/doc/y"
        else None
    )


def box_in_header(ask: Ask) -> Reply | None:
    return Reply(body=article(ask.host, ask.path, before=FORM)) if ask.path == "/news" else None


def linked_door(ask: Ask) -> Reply | None:
    return Reply(body=shell(ask.host, "Log in", f"<h1>Log in</h1>{FORM}")) if ask.path == "/login" else None


CASES = (
    Case(name="redirected to a login", href="https://{h}/issues/new", verdict="blocked", reason="login", does=to_login),
    Case(
        name="redirected to a login of another host", href="https://{h}/members/list", verdict="blocked", reason="login", does=to_other_door
    ),
    Case(name="a login in the page's place", href="https://{h}/members", verdict="blocked", reason="login", does=wall_in_place),
    Case(name="access to be asked for", href="https://{h}/doc/y", verdict="blocked", reason="login", does=ask_for_access),
    Case(name="asked for one's age", href="https://{h}/wine", verdict="redirected_temporary", does=age_gate),
    Case(name="a login box in the header", href="https://{h}/news", verdict="ok", does=box_in_header),
    Case(name="a link to the login itself", href="https://{h}/login", verdict="ok", does=linked_door),
)
