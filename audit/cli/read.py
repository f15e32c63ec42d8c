"""`audit read`: what the audit sees of entries, before any network."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from audit.cli.terminal import print_json_line
from audit.errors import UsageError
from audit.extract import extract, salvage
from audit.model.entry import Entry, Skipped, Unreadable
from audit.model.link import Link
from audit.model.location import dotted
from audit.sources.statamic import read_file


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "jsonl"]), default="text", show_default=True)
def read(paths: tuple[Path, ...], form: str) -> None:
    """Show what the audit sees of the entries at PATH..., files or folders, without asking the web."""
    seen = (_as_seen(path) for path in _files(paths))
    if form == "json":
        click.echo(json.dumps(list(seen), ensure_ascii=True, indent=2, default=str))
        return
    for file in seen:
        if form == "jsonl":
            print_json_line(file)
        else:
            _tell(file)


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from (
                file for file in sorted(path.rglob("*")) if file.is_file() and file.suffix in {".md", ".markdown", ".html", ".yaml", ".yml"}
            )
        elif path.exists():
            yield path
        else:
            raise UsageError(f"{path}: there is no such file.")


def _as_seen(path: Path) -> dict[str, Any]:
    reading = read_file(path)
    seen: dict[str, Any] = {"path": str(path), "id": reading.id, "fields": {}, "lines": {}, "links": [], "problems": []}
    match reading:
        case Entry():
            seen["fields"] = reading.fields
            seen["lines"] = {dotted(at): line for at, line in reading.marks.items()}
            seen["links"] = [_link(link) for link in extract(reading)]
            seen["problems"] = [
                {"rule": problem.rule, "line": problem.line, "column": problem.column, "detail": problem.detail}
                for problem in reading.problems
            ]
        case Unreadable(problem=problem):
            seen["links"] = [_link(link) for link in salvage(reading)]
            seen["problems"] = [{"rule": problem.rule, "line": problem.line, "column": problem.column, "detail": problem.detail}]
        case Skipped():
            seen["problems"] = [{"rule": "skipped", "line": 1, "column": 1, "detail": reading.why}]
    return seen


def _link(link: Link) -> dict[str, Any]:
    return {"href": link.href, "text": link.text, "field": link.location.field, "line": link.location.line, "kind": link.kind.value}


def _tell(file: dict[str, Any]) -> None:
    click.echo(f"{file['path']}  {file['id']}")
    for problem in file["problems"]:
        click.echo(f"  problem {file['path']}:{problem['line']}:{problem['column']}: {problem['detail']}")
    for name, value in file["fields"].items():
        shown = json.dumps(value, ensure_ascii=False, default=str)
        click.echo(f"  {name}: {shown if len(shown) <= 100 else shown[:99] + '…'}")
    for link in file["links"]:
        click.echo(f"  line {link['line']:>4}  {link['kind']:<14} {link['href']}  “{link['text']}”")
