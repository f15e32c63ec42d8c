"""Bodies, lengths, codings, grammar: what servers send, and what browsers make of it."""

import gzip
import zlib

from tests.web.prose import article
from tests.web.serving import Ask, Behaviour, Case, Reply, Wire

PAGE = "https://{h}/deeds/report"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


def text(ask: Ask) -> bytes:
    return article(ask.host, ask.path).encode()


def at_page(make: object) -> Behaviour:
    return lambda ask: make(ask) if ask.path == "/deeds/report" else None  # type: ignore[operator]


def coded(name: str, encode: object) -> Behaviour:
    return at_page(lambda ask: Reply(body=encode(text(ask)), headers=(("Content-Encoding", name),)))  # type: ignore[operator]


def chunked(data: bytes, *, end: bytes = b"0\r\n\r\n", line: bytes = b"\r\n") -> bytes:
    return HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"%x" % len(data) + line + data + line + end


def bomb(ask: Ask) -> Reply:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    data = packer.compress(text(ask)) + b"".join(packer.compress(bytes(1_000_000)) for _ in range(60)) + packer.flush()
    return Reply(body=data, headers=(("Content-Encoding", "gzip"),))


def hostile(markup: str) -> Behaviour:
    return at_page(lambda ask: Reply(body=article(ask.host, ask.path) + markup))


def media(kind: str) -> Behaviour:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: 1000000000\r\nAccept-Ranges: bytes\r\n\r\n".encode()
    return lambda ask: Wire(head, endless=bytes(60_000)) if ask.path.startswith("/f") else None


CASES = (
    Case(name="compressed", href=PAGE, verdict="ok", does=coded("gzip", gzip.compress)),
    Case(name="compressed by deflate", href=PAGE, verdict="ok", does=coded("deflate", zlib.compress)),
    Case(name="compressed twice", href=PAGE, verdict="ok", does=coded("gzip, gzip", lambda data: gzip.compress(gzip.compress(data)))),
    Case(name="coding of no name", href=PAGE, verdict="ok", does=coded("utf-8", bytes)),
    Case(name="said to be compressed", href=PAGE, verdict="ok", does=coded("gzip", bytes)),
    Case(name="a bomb", href=PAGE, verdict="ok", does=at_page(bomb)),
    Case(
        name="early hints",
        href=PAGE,
        verdict="ok",
        does=at_page(
            lambda ask: Wire(
                b"HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n"
                + HEAD
                + b"Content-Length: %d\r\n\r\n" % len(text(ask))
                + text(ask)
            )
        ),
    ),
    Case(
        name="several informational answers",
        href=PAGE,
        verdict="ok",
        does=at_page(
            lambda ask: Wire(
                b"HTTP/1.1 100 Continue\r\n\r\n" + b"HTTP/1.1 102 Processing\r\n\r\n" * 3 + HEAD + b"Connection: close\r\n\r\n" + text(ask)
            )
        ),
    ),
    Case(
        name="shorter than announced",
        href=PAGE,
        verdict="ok",
        does=at_page(lambda ask: Wire(HEAD + b"Content-Length: 99999\r\n\r\n" + text(ask))),
    ),
    Case(
        name="longer than announced",
        href=PAGE,
        verdict="ok",
        does=at_page(lambda ask: Wire(HEAD + b"Content-Length: 20\r\nConnection: close\r\n\r\n" + text(ask))),
    ),
    Case(name="chunks without an end", href=PAGE, verdict="ok", does=at_page(lambda ask: Wire(chunked(text(ask), end=b"")))),
    Case(
        name="chunks with bare line feeds",
        href=PAGE,
        verdict="ok",
        does=at_page(lambda ask: Wire(chunked(text(ask), line=b"\n", end=b"0\n\n"))),
    ),
    Case(name="no length at all", href=PAGE, verdict="ok", does=at_page(lambda ask: Wire(HEAD + b"\r\n" + text(ask)))),
    Case(name="bare line feeds", href=PAGE, verdict="ok", does=at_page(lambda ask: Wire(HEAD.replace(b"\r\n", b"\n") + b"\n" + text(ask)))),
    Case(
        name="control character in a header",
        href=PAGE,
        verdict="ok",
        does=at_page(lambda ask: Wire(HEAD + b"X-Odd: a\x01b\r\n\r\n" + text(ask))),
    ),
    Case(name="blank before a colon", href=PAGE, verdict="ok", does=at_page(lambda ask: Wire(HEAD + b"X-Odd : v\r\n\r\n" + text(ask)))),
    Case(name="line without a colon", href=PAGE, verdict="ok", does=at_page(lambda ask: Wire(HEAD + b"garbage\r\n\r\n" + text(ask)))),
    Case(
        name="emoji in the reason",
        href=PAGE,
        verdict="ok",
        does=at_page(lambda ask: Wire("HTTP/1.1 200 Alles gut 🦂\r\nContent-Type: text/html\r\n\r\n".encode() + text(ask))),
    ),
    Case(
        name="a header of nine thousand bytes",
        href=PAGE,
        verdict="ok",
        does=at_page(lambda ask: Reply(body=text(ask), headers=(("Content-Security-Policy", "x" * 9_000),))),
    ),
    Case(name="no content type", href=PAGE, verdict="ok", does=at_page(lambda ask: Reply(body=text(ask), type=None))),
    Case(
        name="charset of no name",
        href=PAGE,
        verdict="ok",
        does=at_page(lambda ask: Reply(body=text(ask), type="text/html; charset=none-such")),
    ),
    Case(name="random bytes as a page", href=PAGE, verdict="ok", does=at_page(lambda _ask: Reply(body=bytes(range(256)) * 400))),
    Case(name="document as a page", href=PAGE, verdict="ok", does=at_page(lambda _ask: Reply(body=b"%PDF-1.5\n" + bytes(range(256)) * 40))),
    Case(name="endless tags", href=PAGE, verdict="ok", does=hostile("<a " * 16_000)),
    Case(name="endless attributes", href=PAGE, verdict="ok", does=hostile("<a " + " ".join(f"a{number}=1" for number in range(60_000)))),
    Case(name="a hundred thousand open boxes", href=PAGE, verdict="ok", does=hostile("<div>" * 100_000)),
    Case(
        name="a drip of bytes",
        href=PAGE,
        verdict="ok",
        does=at_page(lambda _ask: Wire(HEAD + b"Content-Length: 50000\r\n\r\n", endless=b"x", drip=0.2)),
    ),
    Case(name="never an answer", href=PAGE, verdict="unstable", reason="answer-timeout", does=at_page(lambda _ask: Wire(then="hang"))),
    Case(
        name="a drip of headers",
        href=PAGE,
        verdict="unstable",
        does=at_page(lambda _ask: Wire(b"HTTP/1.1 200 OK\r\n", endless=b"X", drip=0.2)),
    ),
    Case(name="slow but there", href=PAGE, verdict="ok", does=at_page(lambda ask: Reply(body=text(ask), delay=0.8))),
    Case(name="closes without a word", href=PAGE, verdict="unstable", reason="connection-lost", does=at_page(lambda _ask: Wire())),
    Case(
        name="resets once",
        href=PAGE,
        verdict="ok",
        does=lambda ask: Wire(then="reset") if ask.turn == 1 and ask.path == "/deeds/report" else None,
    ),
    Case(name="speaks another protocol", href=PAGE, verdict="unstable", does=at_page(lambda _ask: Wire(b"SSH-2.0-OpenSSH_9.6\r\n"))),
    Case(name="endless film", href="https://{h}/f.mp4#t=30", verdict="ok", fragment="not_applicable", does=media("video/mp4")),
    Case(name="endless archive", href="https://{h}/f.zip", verdict="ok", does=media("application/octet-stream")),
    Case(
        name="empty document",
        href="https://{h}/f.pdf",
        verdict="soft_404",
        reason="empty",
        does=lambda ask: Reply(body=b"", type="application/pdf") if ask.path == "/f.pdf" else None,
    ),
    Case(
        name="picture with a script",
        href="https://{h}/f.svg",
        verdict="ok",
        does=lambda ask: (
            Reply(body="<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", type="image/svg+xml")
            if ask.path == "/f.svg"
            else None
        ),
    ),
    Case(
        name="plain text",
        href="https://{h}/f.txt",
        verdict="ok",
        does=lambda ask: Reply(body="<b>Not found</b> is a phrase", type="text/plain") if ask.path == "/f.txt" else None,
    ),
)
