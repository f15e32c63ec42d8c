"""Folders of Markdown with front matter: Jekyll, Hugo, and plain notes."""

from audit.sources.front_matter.source import FrontMatterSource

__all__ = ["FrontMatterSource"]
