"""The facts of a page. The one door of the HTML parser."""

from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from audit.judging.similarity import sketch, words_of
from audit.model.probe import Page
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
_CHROME_HINTS = ("<nav", "<header", "<footer", "<aside", "<dialog", "role", "aria-modal")
_SHOWN = "iframe, frame, embed, object, video, audio, canvas"
_SHOWN_HINTS = ("<iframe", "<frame", "<embed", "<object", "<video", "<audio", "<canvas")
_TEXT = 1_500
_READ = 4_000
_MARKED_WITHIN = 200_000
_COUNTED = 40_000
_FEW_LINKS = 50
"""Of the links, so many are looked at to see whose they are: a site without own links shows at once."""
_SHELL_WORDS = 25
"""A page with scripts and fewer words than this is drawn by them."""


def _squeeze(text: str, limit: int) -> str:
    return " ".join(text[: limit * 4].split())[:limit]


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str:
    node = tree.css_first(selector)
    return (node.attributes.get(name) or "").strip() if node else ""


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


def _metas(tree: LexborHTMLParser, key: str, wanted: frozenset[str]) -> dict[str, str]:
    """The content of the first meta element for each wanted value of the `key` attribute, read case-insensitively."""
    found: dict[str, str] = {}
    for node in tree.css(f"meta[{key}]"):
        value = (node.attributes.get(key) or "").strip().lower()
        if value in wanted and value not in found and not _inside(node, _UNREAD):
            found[value] = (node.attributes.get("content") or "").strip()
    return found


def _holds(lowered: str, hints: tuple[str, ...]) -> bool:
    """Whether a selector may find anything: names of elements and attributes stand in the markup as they are, unlike values."""
    return any(hint in lowered for hint in hints)


def _count(tree: LexborHTMLParser, selector: str, lowered: str, *hints: str) -> int:
    return len(tree.css(selector)) if _holds(lowered, hints) else 0


def _refresh(tree: LexborHTMLParser, lowered: str, base: str, url: str) -> tuple[str, float | None]:
    content = _metas(tree, "http-equiv", frozenset({"refresh"})).get("refresh", "") if "http-equiv" in lowered else ""
    found = read_refresh(content)
    if found is None:
        return "", None
    target = absolute(base, found[1]) if found[1] else ""
    return ("" if target.partition("#")[0] == url.partition("#")[0] else target), found[0]


def _script_target(tree: LexborHTMLParser, lowered: str, base: str) -> str:
    if "location" not in lowered and "onload" not in lowered:
        return ""
    for node in tree.css("script")[:8]:
        if node.attributes.get("src") is None and (href := read_script(node.text() or "")):
            return absolute(base, href)
    body = tree.body
    onload = (body.attributes.get("onload") or "") if body else ""
    href = read_script(onload)
    return absolute(base, href) if href else ""


def _ids(tree: LexborHTMLParser) -> frozenset[str]:
    names = {node.attributes.get("id") or "" for node in tree.css("[id]")}
    return frozenset(names | {node.attributes.get("name") or "" for node in tree.css("a[name]")})


def _own_links(tree: LexborHTMLParser, host: str) -> tuple[int, int]:
    nodes = tree.css("a[href]")
    hrefs = [node.attributes.get("href") or "" for node in nodes[:_FEW_LINKS]]
    own = sum(
        1
        for href in hrefs
        if host in href or (href and "://" not in href and not href.startswith(("//", "mailto:", "tel:", "javascript:")))
    )
    return len(nodes), own


def _main_text(tree: LexborHTMLParser, lowered: str) -> str:
    """The text that is the page's own: its main part where it names one, else what is left without the chrome."""
    for selector, hint in (("main", "<main"), ("[role=main]", "role")):
        node = tree.css_first(selector) if hint in lowered else None
        if node and (text := _squeeze(node.text(separator=" "), _READ)):
            return text
    body = tree.body
    if body is None:
        return ""
    for node in body.css(_CHROME) if _holds(lowered, _CHROME_HINTS) else ():
        if node.tag != "header" or not _inside(node, _CONTENT):
            node.decompose()
    return _squeeze(body.text(separator=" "), _READ)


@dataclass(frozen=True, slots=True, kw_only=True)
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
    """The facts of a page that judging needs. Linear in the markup, but for the parser's own bad cases: see `worker`."""
    tree, lowered = LexborHTMLParser(order.markup), order.markup.lower()
    page = _from_markup(tree, lowered, order)
    ids = _ids(tree) if order.fragments else frozenset()
    tree.strip_tags(_SILENT)
    whole = tree.body.text(separator=" ") if tree.body else ""
    main = _main_text(tree, lowered)
    words = words_of(main)
    told = Words(title=page.title, headings=page.headings, text=main, words=len(words), host=order.host)
    signals = {*page.signals, *signals_of(told)}
    if len(words) < THIN:
        signals.update(marks_in(lowered[:_MARKED_WITHIN]))
    if page.scripts and len(words) <= _SHELL_WORDS and not page.frames:
        signals.add("script-shell")
    return replace(
        page,
        text=main[:_TEXT],
        words=len(words),
        all_words=len(whole[:_COUNTED].split()),
        anchors=places_found(order.fragments, ids, whole),
        sketch=sketch(words),
        signals=tuple(sorted(signals)),
    )


def _from_markup(tree: LexborHTMLParser, lowered: str, order: Order) -> Page:
    """What the elements tell, before any of them is taken out."""
    written = _attribute(tree, "base[href]", "href") if "<base" in lowered else ""
    base = (absolute(order.url, written) if written else "") or order.url
    refresh, seconds = _refresh(tree, lowered, base, order.url)
    links, own_links = _own_links(tree, order.host)
    canonical = _attribute(tree, "link[rel=canonical]", "href") if "<link" in lowered else ""
    title = tree.css_first("head title") or tree.css_first("title")
    told = _metas(tree, "name", frozenset({"generator", "description", "robots"})) if "<meta" in lowered else {}
    return Page(
        content_type=order.content_type,
        title=_squeeze(title.text() if title else "", 300),
        language=_attribute(tree, "html", "lang")[:20].lower(),
        canonical=absolute(base, canonical) if canonical else "",
        generator=_squeeze(told.get("generator", ""), 300),
        description=_squeeze(told.get("description", ""), 300),
        robots=_squeeze(told.get("robots", ""), 300).lower(),
        headings=tuple(_squeeze(node.text(separator=" "), 200) for node in tree.css("h1, h2")[:8]),
        links=links,
        own_links=own_links,
        password_fields=_count(tree, "input[type=password]", lowered, "<input"),
        forms=_count(tree, "form", lowered, "<form"),
        scripts=_count(tree, "script", lowered, "<script"),
        frames=_count(tree, _SHOWN, lowered, *_SHOWN_HINTS),
        images=_count(tree, "img, picture, svg", lowered, "<img", "<image", "<picture", "<svg"),
        refresh=refresh,
        refresh_seconds=seconds,
        script_target=_script_target(tree, lowered, base),
        length=order.length,
    )
