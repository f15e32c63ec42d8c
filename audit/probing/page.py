"""The facts of a page. The one door of the HTML parser."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from audit.judging.similarity import sketch, words_of
from audit.model.probe import Page
from audit.probing.addresses import absolute
from audit.probing.anchors import places_found
from audit.probing.marks import MOUNTS, marks_in
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
_SHOWN = ", ".join(("iframe", "frame", "embed", "object", "video", "audio", "canvas"))
_TEXT = 1_500
_READ = 12_000
_SPACES = re.compile(r"\s+")
_MARKED_WITHIN = 200_000


def _squeeze(text: str, limit: int) -> str:
    return _SPACES.sub(" ", text[: limit * 4]).strip()[:limit]


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


def _meta(tree: LexborHTMLParser, key: str, value: str) -> str:
    """The content of the first meta element whose `key` attribute is `value`, read case-insensitively."""
    for node in tree.css(f"meta[{key}]"):
        if (node.attributes.get(key) or "").strip().lower() == value and not _inside(node, _UNREAD):
            return (node.attributes.get("content") or "").strip()
    return ""


def _refresh(tree: LexborHTMLParser, base: str, url: str) -> tuple[str, float | None]:
    found = read_refresh(_meta(tree, "http-equiv", "refresh"))
    if found is None:
        return "", None
    target = absolute(base, found[1]) if found[1] else ""
    return ("" if target.partition("#")[0] == url.partition("#")[0] else target), found[0]


def _script_target(tree: LexborHTMLParser, base: str) -> str:
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
    hrefs = [node.attributes.get("href") or "" for node in tree.css("a[href]")]
    own = sum(
        1
        for href in hrefs
        if host in href or (href and "://" not in href and not href.startswith(("//", "mailto:", "tel:", "javascript:")))
    )
    return len(hrefs), own


def _main_text(tree: LexborHTMLParser) -> str:
    """The text that is the page's own: its main part where it names one, else what is left without the chrome."""
    for selector in ("main", "[role=main]"):
        node = tree.css_first(selector)
        if node and (text := _squeeze(node.text(separator=" "), _READ)):
            return text
    body = tree.body
    if body is None:
        return ""
    for node in body.css(_CHROME):
        if node.tag != "header" or not _inside(node, _CONTENT):
            node.decompose()
    return _squeeze(body.text(separator=" "), _READ)


def _is_shell(tree: LexborHTMLParser, scripts: int, words: int, frames: int) -> bool:
    """Whether scripts draw the page: almost no words, and a place for them or many of them."""
    if not scripts or words > 25 or frames:
        return False
    ids = {node.attributes.get("id") or "" for node in tree.css("body [id]")[:200]}
    return bool(ids & MOUNTS) or scripts >= 1


def read_page(markup: str, *, url: str, host: str, content_type: str = "", length: int = 0, fragments: tuple[str, ...] = ()) -> Page:
    """The facts of a page that judging needs. Linear in the markup, but for the parser's own bad cases: see `worker`."""
    tree = LexborHTMLParser(markup)
    base = absolute(url, _attribute(tree, "base[href]", "href")) or url
    refresh, seconds = _refresh(tree, base, url)
    title = _squeeze((tree.css_first("head title") or tree.css_first("title") or _NOTHING).text() or "", 300)
    script_target, ids = _script_target(tree, base), _ids(tree) if fragments else frozenset()
    links, own_links = _own_links(tree, host)
    scripts, forms, passwords = len(tree.css("script")), len(tree.css("form")), len(tree.css("input[type=password]"))
    frames, images = len(tree.css(_SHOWN)), len(tree.css("img, picture, svg"))
    canonical, language = _attribute(tree, "link[rel=canonical]", "href"), _attribute(tree, "html", "lang")
    facts = {name: _squeeze(_meta(tree, "name", name), 300) for name in ("description", "generator", "robots")}
    headings = tuple(_squeeze(node.text(separator=" "), 200) for node in tree.css("h1, h2")[:8])
    shell_tree = tree
    tree.strip_tags(_SILENT)
    whole = tree.body.text(separator=" ") if tree.body else ""
    shown = len(whole[:400_000].split())
    main = _main_text(tree)
    words = words_of(main)
    signals = set(signals_of(Words(title=title, headings=headings, text=main, words=len(words), host=host)))
    if len(words) < THIN:
        signals |= set(marks_in(markup[:_MARKED_WITHIN].lower()))
    if _is_shell(shell_tree, scripts, len(words), frames):
        signals.add("script-shell")
    return Page(
        content_type=content_type, title=title, text=main[:_TEXT], words=len(words), all_words=shown, language=language[:20].lower(),
        canonical=absolute(base, canonical) if canonical else "", generator=facts["generator"], description=facts["description"], headings=headings,
        links=links, own_links=own_links, password_fields=passwords, forms=forms, scripts=scripts, frames=frames, images=images, refresh=refresh,
        refresh_seconds=seconds, script_target=script_target, robots=facts["robots"].lower(), anchors=places_found(fragments, ids, whole),
        sketch=sketch(words), length=length, signals=tuple(sorted(signals)),
    )  # fmt: skip


class _Nothing:
    """Stands for an element that is not there."""

    def text(self) -> str:
        """No text."""
        return ""


_NOTHING = _Nothing()
