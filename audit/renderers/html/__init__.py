"""Pages for people, from Jinja templates: complete without a script, in one file each, safe with text from anywhere."""

from audit.renderers.html.index import HtmlIndex
from audit.renderers.html.one_file import OneFileRenderer
from audit.renderers.html.renderer import HtmlRenderer

__all__ = ["HtmlIndex", "HtmlRenderer", "OneFileRenderer"]
