"""The HTML part of a mail: styles inlined, no picture, no script, nothing fetched."""

from functools import lru_cache

import css_inline
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from audit.delivery.letter import Letter


def as_html(letter: Letter) -> str:
    """The letter as a page of at most 600 pixels' width."""
    page = _environment().get_template("letter.html.j2").render(letter=letter)
    return _inliner().inline(page)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("audit.delivery"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["unlinked"] = unlinked
    return environment


@lru_cache(maxsize=1)
def _inliner() -> css_inline.CSSInliner:
    # The rules for the dark scheme cannot be inlined; everything else is, because some mail programs drop style sheets.
    return css_inline.CSSInliner(keep_at_rules=True, keep_style_tags=False, minify_css=True, load_remote_stylesheets=False)


def unlinked(text: str) -> Markup:
    """An address whose dots stand in elements of their own, so that mail programs make no link of it."""
    return Markup("<span>.</span>").join(escape(part) for part in text.split("."))
