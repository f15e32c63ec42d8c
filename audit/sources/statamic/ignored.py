"""Files that the site keeps out of its history: what is not in this checkout may well be on the website."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Final

from audit.sources.statamic.settings import Settings

_EVERYTHING: Final = "*"


def left_out(settings: Settings, folder: str) -> tuple[str, ...]:
    """Patterns of names and paths below a folder that git is told to leave alone; ``*`` for all of it.

    What a `.gitignore` takes back with an exclamation mark counts as left out too: it only ever makes us more careful.
    """
    steps = folder.split("/")
    found: dict[str, None] = {}
    for depth in range(len(steps) + 1):
        above = "/".join(steps[:depth])
        lines = settings.text(f"{above}/.gitignore" if above else ".gitignore").split("\n")
        for line in lines:
            if (rule := line.strip()) and not rule.startswith(("#", "!")):
                found.update(dict.fromkeys(_below(rule, above, folder)))
    return tuple(found)


def _below(rule: str, above: str, folder: str) -> Iterator[str]:
    """What a rule in the `.gitignore` of `above` means for the files below `folder`."""
    anchored = "/" in rule.rstrip("/")
    rule = rule.strip("/").removesuffix("/**").removesuffix("/*")
    if not anchored:
        inside = folder.removeprefix(above).strip("/").split("/")
        yield _EVERYTHING if rule in {"*", "**"} or any(fnmatchcase(step, rule) for step in inside) else rule
        return
    whole = f"{above}/{rule}" if above else rule
    if folder == whole or folder.startswith(f"{whole}/"):
        yield _EVERYTHING
    elif whole.startswith(f"{folder}/"):
        part = whole.removeprefix(f"{folder}/")
        yield from (part, f"{part}/*")
