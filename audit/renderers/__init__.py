"""Report formats, one a file: what a run found, arranged for a kind of reader.

The shelf is `FORMATS`; a new format is a file here and a name in that tuple.
"""

from audit.ports import Renderer
from audit.renderers.atom import AtomFeed, PartnerFeeds
from audit.renderers.csv import CsvRenderer
from audit.renderers.csv_index import CsvIndex
from audit.renderers.github import GithubRenderer
from audit.renderers.html import HtmlIndex, HtmlRenderer, LivingPages, OneFileRenderer
from audit.renderers.json_v1 import JsonRenderer
from audit.renderers.jsonl import JsonLinesRenderer
from audit.renderers.junit import JunitRenderer
from audit.renderers.markdown import MarkdownRenderer
from audit.renderers.sarif import SarifRenderer

RENDERERS: tuple[Renderer, ...] = (
    HtmlRenderer(),
    JsonRenderer(),
    CsvRenderer(),
    JsonLinesRenderer(),
    SarifRenderer(),
    OneFileRenderer(),
)
"""What a published report is made of, in this order."""

FORMATS: tuple[Renderer, ...] = (*RENDERERS, JunitRenderer(), GithubRenderer(), MarkdownRenderer())
"""Every format that can be asked for by name."""

__all__ = [
    "FORMATS",
    "RENDERERS",
    "AtomFeed",
    "CsvIndex",
    "CsvRenderer",
    "GithubRenderer",
    "HtmlIndex",
    "HtmlRenderer",
    "JsonLinesRenderer",
    "JsonRenderer",
    "JunitRenderer",
    "LivingPages",
    "MarkdownRenderer",
    "OneFileRenderer",
    "PartnerFeeds",
    "SarifRenderer",
]
