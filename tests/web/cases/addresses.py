"""How addresses are written, and which of them are never asked."""

from tests.web.prose import article
from tests.web.serving import Behaviour, Case, Reply


def only(target: str) -> Behaviour:
    return lambda ask: Reply(body=article(ask.host, "/")) if ask.target == target else None


FORBIDDEN = (
    *("http://127.0.0.1:8080/", "http://127.255.0.3/", "http://0x7f000001/", "http://0x7f.1/", "http://0177.0.0.1/", "http://2130706433/"),
    *(
        "http://0.0.0.0:8080/",
        "http://[::]:8080/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://１２７.0.0.1/",
        "http://①②⑦.⓪.⓪.①/",
    ),
    *("http://10.0.0.1/", "http://172.31.255.1/", "http://192.168.1.1/", "http://100.100.100.200/latest/", "http://169.254.170.2/v2/"),
    *("http://168.63.129.16/", "http://[fd00:ec2::254]/", "http://[fe80::1%25eth0]/", "http://[fec0::1]/", "http://[64:ff9b::7f00:1]/"),
    *("http://[64:ff9b:1::a00:1]/", "http://[2002:7f00:1::1]/", "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/", "http://198.18.0.1/"),
    *("http://localhost/", "http://intranet/", "http://printer.local/", "http://metadata.google.internal/"),
)
NEVER_ASKED = (
    *(
        ("mailto:info@x.org", "unsupported"),
        ("tel:+36%2070", "unsupported"),
        ("blob:https://x.org/3f", "unsupported"),
        ("wss://x.org/s", "unsupported"),
    ),
    *(
        ("javascript:alert(1)", "unsupported"),
        ("  JaVaScRiPt:alert(1)", "unsupported"),
        ("statamic://entry::8f1c", "unsupported"),
        ("#", "unsupported"),
    ),
    *(
        ("/about/team", "unsupported"),
        ("info@x.org", "invalid"),
        ("www.x.org/y", "invalid"),
        ("https//x.org/y", "invalid"),
        ("http://x.org:99999/", "invalid"),
    ),
    *(("https://exa mple.org/", "invalid"), ("", "invalid"), ("htps://x.org/y", "invalid")),
)

CASES = (
    *(Case(name=f"forbidden {href}", href=href, verdict="unsafe", most=0) for href in FORBIDDEN),
    *(Case(name=f"never asked {href.strip()!r}", href=href or "\x00", verdict=verdict) for href, verdict in NEVER_ASKED),
    *(Case(name=f"port {port} of another trade", href=f"http://{{h}}:{port}/", verdict="unsafe") for port in (22, 25, 6000, 6379)),
    Case(
        name="a full stop too many",
        href="https://{h}/page.",
        verdict="broken",
        suggest="https://{h}/page",
        does=lambda ask: Reply(body=article(ask.host, "/page")) if ask.path == "/page" else Reply(404),
    ),
    Case(
        name="a comma too many",
        href="https://{h}/img.png,",
        verdict="broken",
        suggest="https://{h}/img.png",
        does=lambda ask: Reply(body=b"\x89PNG\r\n\x1a\n" + bytes(400), type="image/png") if ask.path == "/img.png" else Reply(404),
    ),
    Case(
        name="a slash too many",
        href="https://{h}//Longevity",
        verdict="broken",
        suggest="https://{h}/Longevity",
        does=lambda ask: Reply(body=article(ask.host, "/")) if ask.path == "/Longevity" else Reply(404),
    ),
    Case(name="no good guess", href="https://{h}/page.", verdict="broken", suggest="", does=lambda _ask: Reply(404)),
    Case(name="without a scheme, in a page", href="//{h}/x", verdict="ok", does=only("/x")),
    Case(name="encoded twice", href="https://{h}/100%2525", verdict="ok", does=only("/100%2525")),
    Case(name="encoded Latin-1", href="https://{h}/caf%E9", verdict="ok", does=only("/caf%E9")),
    Case(name="encoded for nothing", href="https://{h}/%7Euser/%41", verdict="ok", does=only("/%7Euser/%41")),
    Case(name="letters beyond ASCII", href="https://{h}/ру", verdict="ok", does=only("/%D1%80%D1%83")),
    Case(name="brackets", href="https://{h}/a[1]?f[]=x|y", verdict="ok", does=only("/a[1]?f[]=x|y")),
    Case(name="braces", href="https://{h}/{{id}}", verdict="ok", does=only("/%7Bid%7D")),
    Case(name="dots in the path", href="https://{h}/a/../b/./c", verdict="ok", does=only("/b/c")),
    Case(
        name="an empty query", href="https://{h}/portal.aspx?#clear=1", verdict="ok", fragment="not_applicable", does=only("/portal.aspx?")
    ),
    Case(name="eight thousand characters", href="https://{h}/" + "x" * 8_000, verdict="ok"),
    Case(
        name="line breaks that are none",
        href="https://{h}/a%0d%0aX-Injected:%201",
        verdict="ok",
        does=lambda ask: Reply(500) if "x-injected" in ask.headers else only("/a%0d%0aX-Injected:%201")(ask),
    ),
    Case(
        name="name and password",
        href="https://alice:s3cret@{h}/a",
        verdict="insecure",
        reason="credentials-in-link",
        does=lambda ask: Reply(500) if ask.headers.get("authorization") else only("/a")(ask),
    ),
)
