"""YAML as Symfony's parser reads it, with the place of every value.

The content's own CMS reads its files with Symfony YAML, which differs from PyYAML in what counts as a number, a date or a
truth value, and in what it refuses. Reading as the CMS does means that the audit sees what the site shows.
"""

from audit.sources.yaml_values.document import Document, load
from audit.sources.yaml_values.errors import YamlError
from audit.sources.yaml_values.limits import PAGE, Limits
from audit.sources.yaml_values.marks import SourceMarks

__all__ = ["PAGE", "Document", "Limits", "SourceMarks", "YamlError", "load"]
