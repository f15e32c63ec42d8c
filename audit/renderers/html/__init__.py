"""Pages for people, from Jinja templates: complete without their small script, in one file each, safe with text from anywhere."""

from audit.renderers.html.environment import script_source, stylesheet
from audit.renderers.html.index import HtmlIndex
from audit.renderers.html.living import LivingPages
from audit.renderers.html.one_file import OneFileRenderer
from audit.renderers.html.owners import owner_list
from audit.renderers.html.renderer import HtmlRenderer

__all__ = ["HtmlIndex", "HtmlRenderer", "LivingPages", "OneFileRenderer", "owner_list", "script_source", "stylesheet"]
