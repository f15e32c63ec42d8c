"""The facts of a page. The one door of the HTML parser."""

import re
from typing import TypedDict

from selectolax.lexbor import LexborHTMLParser, LexborNode

from audit.model.probe import Page
from audit.model.sketch import words_of
from audit.model.values import as_value
from audit.probing.addresses import absolute
from audit.probing.anchors import places_found
from audit.probing.marks import marks_in
from audit.probing.onward import read_refresh, read_script
from audit.probing.signals import THIN, Words, signals_of

_SILENT = [
    "script",
    "style",
    "template",
    "noscript",
    "svg",
    "math",
    "select",
    "datalist",
    "iframe",
    "object",
    "audio",
    "video",
    "canvas",
    "title",
]
_CHROME = "nav, header, footer, aside, dialog, [role=navigation], [role=banner], [role=contentinfo], [role=dialog], [aria-modal=true]"
_SHOWN = ("iframe", "frame", "embed", "object", "video", "audio", "canvas")
_SEEN = ("img", "picture", "svg")
_TEXT = 1_500
_READ = 16_000
"""Characters of the page's own text, blanks between its elements included."""
_FOR_NO_PAGE = re.compile(r"(?:^|\s)(?:error-?404|(?:page|template)-?404|page-?not-?found|not-?found-?page)(?:$|\s)", re.IGNORECASE)
"""Classes that programs give to the body of what they show in the place of a page: "error404" is the most usual one's."""
_MARKED_WITHIN = 200_000
_COUNTED = 40_000
_FEW_LINKS = 50
"""Of the links, so many are looked at to see whose they are: a site without own links shows at once."""
_SHELL_WORDS = 25
"""A page with scripts and fewer words than this is drawn by them."""


def _squeeze(text: str, limit: int) -> str:
    return " ".join(text[: limit * 4].split())[:limit]


def _headings(tree: LexborHTMLParser) -> list[LexborNode]:
    """The headings of the two highest ranks, in the page's order."""
    first, second = tree.tags("h1"), tree.tags("h2")
    return tree.css("h1, h2") if first and second else first or second


def _count(tree: LexborHTMLParser, names: tuple[str, ...]) -> int:
    return sum(len(tree.tags(name)) for name in names)


def _attribute(nodes: list[LexborNode], name: str) -> str:
    """The attribute's first value."""
    return next((value.strip() for node in nodes if (value := node.attributes.get(name))), "")


def _canonical(links: list[LexborNode]) -> str:
    told = (node.attributes for node in links)
    return next((href.strip() for each in told if (each.get("rel") or "").lower() == "canonical" and (href := each.get("href"))), "")


def _inside(node: LexborNode, tags: frozenset[str]) -> bool:
    parent = node.parent
    for _ in range(64):
        if parent is None:
            return False
        if parent.tag in tags:
            return True
        parent = parent.parent
    return False


_UNREAD = frozenset({"noscript", "template"})
_CONTENT = frozenset({"article", "main", "section"})


_TOLD = frozenset({"generator", "description", "robots"})


def _metas(nodes: list[LexborNode]) -> dict[str, str]:
    """The content of the first meta element for each name, and for ``refresh``, all read case-insensitively."""
    found: dict[str, str] = {}
    for node in nodes:
        attributes = node.attributes
        name = (attributes.get("name") or "").strip().lower()
        told = [name] if name in _TOLD else []
        if (attributes.get("http-equiv") or "").strip().lower() == "refresh":
            told.append("refresh")
        for each in told:
            if each not in found and not _inside(node, _UNREAD):
                found[each] = (attributes.get("content") or "").strip()
    return found


def _refresh(written: str, base: str, url: str) -> tuple[str, float | None]:
    found = read_refresh(written) if written else None
    if found is None:
        return "", None
    target = absolute(base, found[1]) if found[1] else ""
    return ("" if target.partition("#")[0] == url.partition("#")[0] else target), found[0]


def _script_target(scripts: list[LexborNode], body: LexborNode | None, base: str) -> str:
    """Where a plain script sends the reader at once."""
    for node in scripts[:8]:
        if node.attributes.get("src") is None and (href := read_script(node.text() or "")):
            return absolute(base, href)
    onload = (body.attributes.get("onload") or "") if body else ""
    href = read_script(onload) if onload else ""
    return absolute(base, href) if href else ""


def _ids(tree: LexborHTMLParser) -> frozenset[str]:
    names = {node.attributes.get("id") or "" for node in tree.css("[id]")}
    return frozenset(names | {node.attributes.get("name") or "" for node in tree.css("a[name]")})


def _own_links(anchors: list[LexborNode], host: str) -> tuple[int, int]:
    hrefs = [node.attributes.get("href") or "" for node in anchors[:_FEW_LINKS]]
    own = sum(
        1
        for href in hrefs
        if host in href or (href and "://" not in href and not href.startswith(("//", "mailto:", "tel:", "javascript:")))
    )
    return len(anchors), own


def _main_words(tree: LexborHTMLParser) -> list[str]:
    """The words of the part that a page names as its main one; none where it names none."""
    named = tree.tags("main")
    # A selector costs as much as all else that is asked of a page: only where nothing else will do.
    return (named and _own_words(named[0])) or ((marked := tree.css_first("[role=main]")) and _own_words(marked)) or []


def _own_words(node: LexborNode) -> list[str]:
    return node.text(separator=" ")[:_READ].split()


def _whole(tree: LexborHTMLParser) -> str:
    """The text of the whole page, its chrome included."""
    return tree.body.text(separator=" ") if tree.body else ""


def _without_chrome(body: LexborNode) -> list[str]:
    """The words that are the page's own where it does not say which: those that are left when the chrome is taken out."""
    for node in body.css(_CHROME):
        if node.tag != "header" or not _inside(node, _CONTENT):
            node.decompose()
    return _own_words(body)


@as_value
class Order:
    """One page to read."""

    markup: str
    url: str
    host: str
    content_type: str
    length: int
    """Bytes of its body."""
    fragments: tuple[str, ...] = ()
    """Those to look for."""


def read_page(order: Order) -> Page:
    """The facts of a page that judging needs. Linear in the markup, but for the parser's own bad cases: see `worker`.

    Every page of a night passes here. The parser finds elements in microseconds; what costs is text that goes through Python.
    """
    tree = LexborHTMLParser(order.markup)
    facts = _from_markup(tree, order)
    ids = _ids(tree) if order.fragments else frozenset()
    tree.strip_tags(_SILENT)
    words, whole = _main_words(tree), ""
    if not words and tree.body:
        whole = _whole(tree)  # before its chrome is taken out
        words = _without_chrome(tree.body)
    said = " ".join(words)
    # Scripts that write without spaces have more words than blanks.
    count, text = len(words) if said.isascii() else len(words_of(said)), said[:_TEXT]
    if not whole and (order.fragments or count < THIN):
        whole = _whole(tree)
    signals = set(signals_of(Words(title=facts["title"], headings=facts["headings"], text=text, words=count, host=order.host)))
    if count < THIN:
        signals.update(marks_in(order.markup[:_MARKED_WITHIN].lower()))
    if facts["scripts"] and count <= _SHELL_WORDS and not facts["frames"]:
        signals.add("script-shell")
    if tree.body and _FOR_NO_PAGE.search(tree.body.attributes.get("class") or ""):
        signals.add("template-not-found")
    return Page(
        **facts,
        content_type=order.content_type,
        length=order.length,
        text=text,
        words=count,
        all_words=len(whole[:_COUNTED].split()) if count < THIN else count,
        anchors=places_found(order.fragments, ids, whole) if order.fragments else (),
        signals=tuple(sorted(signals)),
    )


class _Facts(TypedDict):
    """The fields of a page that its markup alone tells."""

    title: str
    language: str
    canonical: str
    generator: str
    description: str
    robots: str
    headings: tuple[str, ...]
    links: int
    own_links: int
    password_fields: int
    forms: int
    scripts: int
    frames: int
    images: int
    refresh: str
    refresh_seconds: float | None
    script_target: str


def _from_markup(tree: LexborHTMLParser, order: Order) -> _Facts:
    """What the elements tell, before any of them is taken out."""
    written = _attribute(tree.tags("base"), "href")
    base = (absolute(order.url, written) if written else "") or order.url
    told = _metas(tree.tags("meta"))
    refresh, seconds = _refresh(told.get("refresh", ""), base, order.url)
    links, own_links = _own_links([node for node in tree.tags("a") if "href" in node.attributes], order.host)
    canonical = _canonical(tree.tags("link"))
    titles, scripts = tree.tags("title"), tree.tags("script")
    title = next((node for node in titles if node.parent and node.parent.tag == "head"), None) or next(iter(titles), None)
    root = tree.root
    return _Facts(
        title=_squeeze(title.text() if title else "", 300),
        language=((root.attributes.get("lang") if root else "") or "").strip()[:20].lower(),
        canonical=absolute(base, canonical) if canonical else "",
        generator=_squeeze(told.get("generator", ""), 300),
        description=_squeeze(told.get("description", ""), 300),
        robots=_squeeze(told.get("robots", ""), 300).lower(),
        headings=tuple(_squeeze(node.text(separator=" "), 200) for node in _headings(tree)[:8]),
        links=links,
        own_links=own_links,
        password_fields=sum(1 for node in tree.tags("input") if (node.attributes.get("type") or "").lower() == "password"),
        forms=_count(tree, ("form",)),
        scripts=len(scripts),
        frames=_count(tree, _SHOWN),
        images=_count(tree, _SEEN),
        refresh=refresh,
        refresh_seconds=seconds,
        script_target=_script_target(scripts, tree.body, base),
    )
