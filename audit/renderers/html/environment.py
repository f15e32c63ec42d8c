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
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


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
        link_page=names.link_page,
        report_date=day_of,
    )
    environment.tests["clickable"] = clickable
    return environment


@cache
def stylesheet() -> str:
    """The one stylesheet of every page, without what only its authors need."""
    text = files("audit.renderers.html").joinpath("templates/style.css").read_text("utf-8")
    return re.sub(r"\s+", " ", _CSS_COMMENT.sub("", text)).replace(" { ", "{").replace("; ", ";").replace(" }", "}").strip()


@cache
def policy() -> str:
    """The Content-Security-Policy of every page: this very stylesheet, and nothing else at all."""
    digest = base64.b64encode(hashlib.sha256(stylesheet().encode()).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'self'"


def page(template: str, **context: Any) -> bytes:
    """One page of HTML. The breaks between tags are left out: they would count as nodes and say nothing."""
    style = Markup(stylesheet())  # noqa: S704 - our own file, without markup; everything else is escaped where it is put in
    text = _environment().get_template(template).render(style=style, policy=policy(), **context)
    return _BETWEEN_TAGS.sub("><", mended(text)).encode() + b"\n"
