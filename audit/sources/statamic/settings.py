"""The site's own YAML files besides its content: collections, blueprints, fieldsets, trees, each read once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from audit.model.entry import Problem, Value
from audit.sources.files import FileRefused, Tree
from audit.sources.readings import not_utf8
from audit.sources.yaml_values import YamlError, load

UNREADABLE: Final = "content-settings-unreadable"
_TOP: Final = ("collections", "taxonomies", "navigation", "assets", "structures")
"""The folders below ``content`` whose own files are settings, and whose folders are content."""


@dataclass(slots=True, kw_only=True)
class Settings:
    """Reads settings, and remembers those that cannot be read: what they would say is then unknown, which is not the same as nothing."""

    tree: Tree
    problems: dict[str, Problem] = field(default_factory=dict)
    """By path, what is wrong with a file that could not be read."""
    _values: dict[str, dict[str, Any] | None] = field(default_factory=dict)

    def read(self, path: str) -> dict[str, Any] | None:
        """What a file says; None when it is not there or cannot be read, which `is_broken` tells apart."""
        if path not in self._values:
            self._values[path] = self._read(path)
        return self._values[path]

    def is_broken(self, path: str) -> bool:
        """Whether a file is there and cannot be read."""
        self.read(path)
        return path in self.problems

    def only(self, path: str, names: tuple[str, ...]) -> dict[str, Any]:
        """What a file says of some names, each with the lines below it; nothing else of the file is understood, kept or told."""
        lines = re.findall(rf"^(?:{'|'.join(map(re.escape, names))}):[^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*", self.text(path), re.MULTILINE)
        try:
            value = load("\n".join(lines)).value
        except YamlError:
            return {}
        return value if isinstance(value, dict) else {}

    def text(self, path: str) -> str:
        """A file as text, whatever it holds; empty when it is not there."""
        if not self.tree.has(path):
            return ""
        try:
            return self.tree.read(path).content.decode("utf-8", "replace")
        except FileRefused:
            return ""

    def _read(self, path: str) -> dict[str, Any] | None:
        if not self.tree.has(path):
            return None
        try:
            value = _value(self.tree.read(path).content)
        except FileRefused as error:
            self.problems[path] = Problem(rule=UNREADABLE, detail=str(error))
        except YamlError as error:
            self.problems[path] = Problem(rule=UNREADABLE, detail=error.message, line=error.line, column=error.column)
        else:
            return value
        return None


def _value(content: bytes) -> dict[str, Any]:
    """The map that a file of settings is.

    Raises:
        YamlError: it is none.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        problem = not_utf8(content, error)
        raise YamlError(problem.detail, problem.line, problem.column) from None
    value: Value = load(text).value
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise YamlError("these are no settings: every value needs a name before it")
    return value


def settings_files(tree: Tree, base: str, *, read_as_content: tuple[str, ...] = ()) -> Iterator[str]:
    """The settings of the site below `base`, without those that are read as content: ``globals``, ``navigation``."""
    if tree.has(f"{base}resources/sites.yaml"):
        yield f"{base}resources/sites.yaml"
    for folder in _TOP:
        depth = f"{base}content/{folder}".count("/") + 1
        kind = "navigation" if folder == "structures" else ""
        yield from (
            path for path in _yaml_files(tree, f"{base}content/{folder}") if path.count("/") == depth and kind not in read_as_content
        )
    for folder in ("globals", "trees"):
        for path in _yaml_files(tree, f"{base}content/{folder}"):
            kind = "navigation" if path.startswith(f"{base}content/trees/navigation/") else folder
            if kind not in read_as_content:
                yield path
    yield from (path for path in _yaml_files(tree, f"{base}content/collections") if path.endswith("/folder.yaml"))
    for folder in ("resources/blueprints", "resources/fieldsets", "settings/fieldsets"):
        yield from _yaml_files(tree, f"{base}{folder}")


def _yaml_files(tree: Tree, folder: str) -> Iterator[str]:
    return (path for path in tree.files(folder) if path.endswith(".yaml") and not path.rsplit("/", 1)[-1].startswith("."))
