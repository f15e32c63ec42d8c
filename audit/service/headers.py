"""What every answer carries, whatever it is: headers that keep hostile text harmless and reports to their readers."""

import base64
import hashlib
import re
from collections.abc import Iterable

from aiohttp import web

from audit.renderers.html import script_source

_STYLE = re.compile(rb"<style(?:\s[^>]*)?>(.*?)</style>", re.DOTALL)

NO_STORE = "no-store"

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""A click in a report must not tell the other site where the report lies; hence no Referer."""


def policy(styles: Iterable[str] = (), *, forms: bool = False) -> str:
    """The Content-Security-Policy of an answer whose inline style sheets have the given hashes.

    Of scripts, the one that we have written runs, and no other however it came into the page. Forms are sent, and to us alone, from
    pages with `forms`.
    """
    allowed, target = " ".join(["'self'", *styles]), "'self'" if forms else "'none'"
    return (
        f"default-src 'none'; style-src {allowed}; img-src 'self' data:; script-src {script_source()}; connect-src 'self'; "
        f"base-uri 'none'; form-action {target}; frame-ancestors 'none'"
    )


def style_hashes(page: bytes) -> tuple[str, ...]:
    """The hash sources of a page's inline style sheets (CSP level 3, 2.3.1); the page is one of our own making."""
    found = {base64.b64encode(hashlib.sha256(sheet).digest()).decode("ascii") for sheet in _STYLE.findall(page)}
    return tuple(f"'sha256-{digest}'" for digest in sorted(found))


def protect(response: web.StreamResponse) -> None:
    """Put on an answer what it does not say itself."""
    for name, value in _ALWAYS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", policy())
    response.headers.setdefault("Cache-Control", NO_STORE)
    response.headers["Server"] = "audit"


async def protect_prepared(request: web.Request, response: web.StreamResponse) -> None:
    """`protect` as the application's last step before an answer goes out."""
    del request
    protect(response)
