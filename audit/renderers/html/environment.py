"""The templates' workshop: the one place that knows Jinja."""

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from audit.renderers import names
from audit.renderers.html.shown import clickable, marked, quoted, shown, shown_address
from audit.renderers.html.trend import day_of
from audit.renderers.mended import mended

_BETWEEN_TAGS = re.compile(r">\n\s*<")
_JS_COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)
_MARGIN = re.compile(r"^\s+|\s+$", re.MULTILINE)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_SPACE = re.compile(r" ?([{};,>]) ?|(?<=:) ")
"""Spaces that say nothing: around these signs, and after a colon; one before a colon joins a selector to its ancestor."""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("audit.renderers.html"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        shown=shown,
        shown_address=shown_address,
        marked=marked,
        quoted=quoted,
        rule_place=names.rule_place,
        initiative_page=names.initiative_page,
        link_page=names.link_page,
        owner_page=names.owner_page,
        report_date=day_of,
    )
    environment.tests["clickable"] = clickable
    return environment


@cache
def stylesheet() -> str:
    """The one stylesheet of every page, without what only its authors need."""
    text = files("audit.renderers.html").joinpath("templates/style.css").read_text("utf-8")
    return _CSS_SPACE.sub(r"\1", re.sub(r"\s+", " ", _CSS_COMMENT.sub("", text))).strip()


@cache
def script() -> str:
    """The one small script of every page, which nothing depends on, without what only its authors need."""
    text = files("audit.renderers.html").joinpath("templates/page.js").read_text("utf-8")
    return _MARGIN.sub("", _JS_COMMENT.sub("", text)).strip()


@cache
def script_source() -> str:
    """What a Content-Security-Policy calls the script."""
    return _source(script())


@cache
def policy() -> str:
    """The Content-Security-Policy of every page: this very stylesheet, this very script, and nothing else at all."""
    allowed = f"style-src {_source(stylesheet())}; script-src {script_source()}"
    return f"default-src 'none'; {allowed}; img-src data:; base-uri 'none'; form-action 'self'"


def _source(text: str) -> str:
    """The hash of an inline sheet or script as policies have it (CSP level 3, 2.3.1)."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def page(template: str, **context: Any) -> bytes:
    """One page of HTML. The breaks between tags are left out: they would count as nodes and say nothing."""
    own = {"style": Markup(stylesheet()), "script": Markup(script())}  # noqa: S704 - our own files, without markup; all else is escaped
    text = _environment().get_template(template).render(policy=policy(), **own, **context)
    return _BETWEEN_TAGS.sub("><", mended(text)).encode() + b"\n"
