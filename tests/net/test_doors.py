"""Sockets are opened in few places, and towards the web by the guard alone. Read from the code itself."""

import ast
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "audit"
OPENERS = frozenset(
    {
        "socket",
        "socketpair",
        "create_connection",
        "create_unix_connection",
        "create_datagram_endpoint",
        "open_connection",
        "open_unix_connection",
        "start_connection",
        "sock_connect",
        "connect_ex",
        "ClientSession",
        "TCPConnector",
        "UnixConnector",
        "DNSResolver",
        "getaddrinfo",
        "gethostbyname",
        "SMTP",
        "HTTPConnection",
        "HTTPSConnection",
        "urlopen",
        "urlretrieve",
    }
)
"""Names of what opens a socket, whoever's they are."""
DOORS = {
    "net/guard.py": {"socket"},
    "net/connections.py": {"start_connection", "create_connection"},
    "net/straight.py": {"connect_ex"},
    "net/dns.py": {"DNSResolver"},
    "net/alias.py": {"create_datagram_endpoint"},
    "demo/web.py": {"socket"},
}
"""The modules that open sockets or connect them: towards the web, to name servers, in the demo. Mail has a library's door."""
STRANGERS = frozenset({"requests", "httpx", "urllib3", "pycurl", "http.client", "urllib.request", "ftplib", "telnetlib", "websockets"})
"""Libraries with doors of their own."""


@cache
def trees():
    return {str(path.relative_to(PACKAGE)): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def calls(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", getattr(node.func, "id", "")), node


def keywords(call):
    return {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}


def test_sockets_are_opened_in_these_modules_and_no_others():
    found = {name: {called for called, _ in calls(tree)} & OPENERS for name, tree in trees().items()}

    assert {name: opened for name, opened in found.items() if opened} == DOORS


def test_no_library_with_a_door_of_its_own_is_imported():
    strays = set()
    for name, tree in trees().items():
        for node in ast.walk(tree):
            imported = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            imported += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            strays |= {(name, library) for library in imported if library in STRANGERS or library.partition(".")[0] in STRANGERS}

    assert strays == set()


def test_whoever_connects_to_the_web_is_handed_a_socket_of_the_guard():
    """Nobody gives a host to a function that would look it up and connect by itself."""
    for name in ("net/connections.py", "net/lenient.py"):
        for called, call in calls(trees()[name]):
            if called in {"create_connection", "open_connection"}:
                assert "sock" in keywords(call), (name, call.lineno)
                assert "host" not in keywords(call), (name, call.lineno)
            if called == "start_connection":
                assert keywords(call)["socket_factory"] == "self.guard.open_socket"


def test_a_socket_is_made_only_after_the_guard_has_decided():
    opening = next(node for node in ast.walk(trees()["net/guard.py"]) if isinstance(node, ast.FunctionDef) and node.name == "open_socket")
    lines = {called: call.lineno for called, call in calls(opening)}

    assert lines["_check"] < lines["socket"]
