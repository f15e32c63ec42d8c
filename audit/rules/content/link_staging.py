"""Addresses that only makers of websites should see."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar
from urllib.parse import parse_qsl

from audit.model.finding import Certainty, Finding, Severity
from audit.model.link import Link
from audit.rules.contract import Context
from audit.rules.making import content_finding, params
from audit.rules.page import Page
from audit.rules.reading.mentions import by_address, host, occurrence, split
from audit.rules.reading.phrases import phrases

_REHEARSAL = re.compile(r"(?:^|-)(?:staging\d?|stg|uat|preprod|pre-prod|deploy-preview)(?:-|$)")
_SIGNS = phrases(
    "staging | stg | pantheonsite | -git-",
    "uat | preprod | pre-prod | preview | admin | login | /cp/ | umbraco | typo3 | edit | config | dashboard | //app.",
)
"""No such address is without one of these, and few others have one: it saves the exact look."""
_PLATFORM = re.compile(r"[\w-]+\.wpcomstaging\.com|(?:dev|test)-[\w-]+\.pantheonsite\.io|[\w-]+-git-[\w-]+\.vercel\.app")
"""How some hosts of websites call the copies on which changes are tried."""
_EDITING = re.compile(
    r"/wp-admin(?:/|$)|/wp-login\.php|^/administrator(?:/|$)|^/cp/(?:collections|globals|assets|dashboard)\b|^/umbraco(?:/|$)|^/typo3/(?!docs)"
    r"|/node/\d+/edit$|/(?:user|admin)/login$|^/edit/post\b"
)
_TOOLS = (
    (re.compile(r"docs\.google\.com"), re.compile(r"/forms/(?:u/\d/)?d/(?!e/)[^/]+/edit")),
    (re.compile(r"canva\.com"), re.compile(r"/design/[^/]+(?:/[^/]+)?/edit")),
    (re.compile(r"(?:[a-z0-9-]+\.)?(?:wix|squarespace|weebly)\.com"), re.compile(r"/(?:editor|config|dashboard)(?:/|$)")),
    (re.compile(r"app\.(?:contentful|storyblok|netlify|asana)\.com"), re.compile(r"/.+")),
)


@dataclass(frozen=True, slots=True)
class LinkStaging:
    """Finds links to a website's rehearsal copy, to a preview, or to the page on which somebody edits it.

    Visitors see half-finished text or a request to sign in, and such copies vanish without notice. Names that only look alike
    stay silent: `.dev` and `test.com`, conferences about staging, pages with `preview` in their name.
    """

    name: ClassVar[str] = "link-staging"
    family: ClassVar[str] = "link-staging"
    severity: ClassVar[Severity] = Severity.FIX
    certainty: ClassVar[Certainty] = Certainty.CONFIRMED
    params: ClassVar[tuple[str, ...]] = ("field", "address")
    before: ClassVar[str] = "href: https://staging.river.example/wells\n"
    after: ClassVar[str] = "href: https://river.example/wells\n"

    def check(self, page: Page, context: Context) -> Iterator[Finding]:
        """See `ContentRule.check`."""
        del context
        for (_, address), found in by_address(page.links, _is_staging).items():
            values = params(address=address)
            yield content_finding(self, page.entry, [occurrence(link) for link in found], values=values, tell_apart=address)


def _is_staging(link: Link) -> bool:
    return _has_sign(link.address) and _leads_behind(link)


@lru_cache(maxsize=8192)
def _has_sign(address: str) -> bool:
    low = address.lower()
    return any(sign in low for sign in _SIGNS)


def _leads_behind(link: Link) -> bool:
    if not host(link):
        return False
    name, parts = host(link), split(link)
    labels = name.split(".")
    if _PLATFORM.fullmatch(name) or (len(labels) > 2 and any(_REHEARSAL.search(label) for label in labels[:-2])):
        return True
    if _EDITING.search(parts.path) or any(tool.fullmatch(name) and page.match(parts.path) for tool, page in _TOOLS):
        return True
    asked = dict(parse_qsl(parts.query))
    return asked.get("preview") == "true" and bool({"p", "page_id", "preview_id", "preview_nonce"} & asked.keys())
