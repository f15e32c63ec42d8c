"""Report formats, one a file: what a run found, arranged for a kind of reader.

The shelf is `RENDERERS`; a new format is a file here and a name in that tuple.
"""

from audit.ports import Renderer
from audit.renderers.csv import CsvRenderer
from audit.renderers.html import HtmlIndex, HtmlRenderer
from audit.renderers.json_v1 import JsonRenderer

RENDERERS: tuple[Renderer, ...] = (HtmlRenderer(), JsonRenderer(), CsvRenderer())
"""What a published report is made of, in this order."""

__all__ = ["RENDERERS", "CsvRenderer", "HtmlIndex", "HtmlRenderer", "JsonRenderer"]
