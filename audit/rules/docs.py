"""The pages of `docs/rules`, made from the rules themselves."""

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from audit.model.finding import Certainty
from audit.rules import CONTENT_RULES, LINK_RULES, SITE_RULES, Rule
from audit.rules.checking import WHY_SILENT

_SEVERITIES = {"remove": "Remove now", "fix": "Fix", "tidy": "Tidy up"}
_SHELVES = (
    ("Rules about what an initiative says", CONTENT_RULES),
    ("Rules about links", LINK_RULES),
    ("Rules about all initiatives together", SITE_RULES),
)


def pages() -> Mapping[str, str]:
    """Every page by its file name: one a rule, and ``README.md`` that lists them."""
    made = {f"{rule.name}.md": page(rule) for _, shelf in _SHELVES for rule in shelf}
    return {"README.md": _index(), **made}


def page(rule: Rule) -> str:
    """The page of one rule: what it finds and why it matters, before and after, its options."""
    finds, *rest = inspect.cleandoc(type(rule).__doc__ or "").split("\n\n")
    parts = [
        f"# {rule.name}",
        finds,
        _facts(rule),
        *(" ".join(paragraph.split("\n")) for paragraph in rest),
        f"## Before\n\n{_block(rule.before)}",
        f"## After\n\n{_block(rule.after)}",
        *_options(rule),
    ]
    return "\n\n".join(parts) + "\n"


def _facts(rule: Rule) -> str:
    sure = "a person has to look" if rule.certainty is Certainty.CANNOT_TELL else "sure"
    return f"| severity | certainty | family |\n|---|---|---|\n| {_SEVERITIES[rule.severity]} | {sure} | `{rule.family}` |"


def _block(text: str) -> str:
    return f"```yaml\n{text.rstrip()}\n```"


def _options(rule: Any) -> Iterator[str]:
    settings = fields(rule)
    if not settings:
        return
    rows = [f"| `{each.name}` | `{_shown(getattr(rule, each.name))}` | {each.metadata['doc']} |" for each in settings]
    yield f"## Options\n\nSet under `rules.options.{rule.name}` in `config.yaml`."
    yield "\n".join(["| option | default | meaning |", "|---|---|---|", *rows])


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(str, value))}]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _index() -> str:
    parts = ["# Rules", "Made from the rules by `make docs`. A rule is left out with `rules.off` in `config.yaml`."]
    for heading, shelf in _SHELVES:
        rows = [f"| [{rule.name}]({rule.name}.md) | {_SEVERITIES[rule.severity]} | {_first_line(rule)} |" for rule in shelf]
        parts.append(f"## {heading}")
        parts.append("\n".join(["| rule | severity | finds |", "|---|---|---|", *rows]))
    parts.append("## What is not reported, and why")
    rows = [f"| `{verdict}` | {why} |" for verdict, why in WHY_SILENT.items()]
    parts.append("\n".join(["| verdict | why no finding |", "|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def _first_line(rule: Rule) -> str:
    return inspect.cleandoc(type(rule).__doc__ or "").split("\n\n", maxsplit=1)[0].replace("|", "\\|")
