"""The promises of the house, kept by tests: what people forget, these remember."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from importlinter.api import read_configuration

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "audit"
SOURCES = sorted(PACKAGE.rglob("*.py"))

DOORS = {
    "yaml": ("sources/", "config/"),
    "jinja2": ("renderers/", "delivery/"),
    "sqlalchemy": ("stores/",),
    "alembic": ("stores/",),
    "apscheduler": ("service/scheduler.py",),
    "selectolax": ("probing/",),
    "ada_url": ("urls/",),
    "ahocorasick_rs": ("probing/",),
    "httptools": ("net/",),
    "publicsuffixlist": ("urls/",),
    "protego": ("net/",),
    "msgspec": ("run/held/", "run/taken_rows.py", "sources/content_hash.py"),
    "aiodns": ("net/",),
    "aiosmtplib": ("delivery/",),
    "pyromark": ("extract/",),
    "click": ("cli/",),
    "rich": ("cli/",),
    "prometheus_client": ("service/",),
}
"""Each library with the only places that may import it."""

PURE = ("model", "rules", "extract", "urls", "judging", "history")
IO = {"aiohttp", "sqlalchemy", "socket", "ssl", "subprocess", "asyncio", "sqlite3", "smtplib", "urllib.request", "http.client"}


@cache
def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


@pytest.mark.parametrize(("library", "places"), DOORS.items())
def test_every_library_has_one_door(library, places):
    strays = [
        str(path.relative_to(PACKAGE))
        for path in SOURCES
        if any(name == library or name.startswith(library + ".") for name in imported(path))
        and not str(path.relative_to(PACKAGE)).startswith(places)
    ]

    assert strays == []


@pytest.mark.parametrize("room", PURE)
def test_pure_floors_know_no_input_or_output(room):
    strays = {str(path.relative_to(PACKAGE)): imported(path) & IO for path in (PACKAGE / room).rglob("*.py")}

    assert {path: names for path, names in strays.items() if names} == {}


def test_the_web_client_opens_sockets_in_one_module_only():
    makers = [
        str(path.relative_to(PACKAGE))
        for path in SOURCES
        if re.search(r"\bClientSession\(|\bTCPConnector\(|open_connection\(|create_connection\(", path.read_text(encoding="utf-8"))
    ]

    assert all(maker.startswith("net/") for maker in makers), makers


def test_no_file_outgrows_its_room():
    big = {str(path.relative_to(ROOT)): lines for path in SOURCES if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300}

    assert big == {}


def test_every_module_says_what_it_is():
    silent = [str(path.relative_to(ROOT)) for path in SOURCES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]

    assert silent == []


def test_every_setting_is_described():
    from pydantic import BaseModel

    from audit.config.shape import Config

    def undescribed(model: type[BaseModel], prefix: str = ""):
        for name, field in model.model_fields.items():
            if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
                yield from undescribed(field.annotation, f"{prefix}{name}.")
            elif not field.description:
                yield prefix + name

    assert list(undescribed(Config)) == []


def test_the_floors_are_declared():
    settings = read_configuration(str(ROOT / "pyproject.toml"))

    assert [contract["type"] for contract in settings["contracts_options"]].count("layers") >= 1
