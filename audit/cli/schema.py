"""`audit schema`: the JSON Schemas of what we write and read."""

from collections.abc import Callable
from typing import Any

import click

from audit.cli.terminal import print_json
from audit.config.shape import Config
from audit.errors import UsageError
from audit.renderers.json_v1.renderer import made_schema


def _config_schema() -> dict[str, Any]:
    return Config.model_json_schema(by_alias=True)


_SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {"audit-report": made_schema, "config": _config_schema}


@click.command()
@click.argument("name", required=False, default="audit-report")
def schema(name: str) -> None:
    """Print the JSON Schema called NAME: audit-report (the default) or config."""
    if name not in _SCHEMAS:
        raise UsageError(f"There is no schema called {name}.", remedy="Known: " + ", ".join(_SCHEMAS))
    print_json(_SCHEMAS[name]())
