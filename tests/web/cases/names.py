"""Names and what is behind them."""

from tests.web.serving import Case

PAGE = "https://{h}/work/report"

CASES = (
    Case(name="no such name", href=PAGE, verdict="broken", reason="name-not-found", dns={"h": "nxdomain"}),
    Case(name="alias of no such name", href=PAGE, verdict="broken", reason="name-not-found", dns={"h": "dangling"}),
    Case(name="name without an address", href=PAGE, verdict="broken", reason="name-no-address", dns={"h": "empty"}),
    Case(name="name server fails", href=PAGE, verdict="unstable", reason="name-server-failed", dns={"h": "servfail"}),
    Case(name="name server is silent", href=PAGE, verdict="unstable", reason="name-timeout", dns={"h": "silent"}),
    Case(name="private address", href=PAGE, verdict="unsafe", dns={"h": "10.1.2.3"}),
    Case(name="private IPv6 address", href=PAGE, verdict="unsafe", dns={"h": "fd00::5"}),
    Case(name="loopback", href=PAGE, verdict="unsafe", dns={"h": "127.0.0.1"}),
    Case(name="a public and a private address", href=PAGE, verdict="unsafe", dns={"h": "93.184.215.14 127.0.0.1"}),
    Case(name="no such name at first, then private", href=PAGE, verdict="unsafe", dns={"h": "nxdomain-once 10.0.0.9"}),
    Case(name="upper case", href="HTTPS://{H}/work/report", verdict="ok"),
    Case(name="trailing dot", href="http://{h}./x", verdict="ok", closed=(("h", 443),)),
    Case(name="nobody listens", href=PAGE, verdict="unstable", reason="connect-refused", closed=(("h", 443),)),
    Case(name="reserved name", href="https://www.example.invalid/path", verdict="broken", reason="reserved-name"),
)
