"""`audit report build|diff|open`: reports of earlier days, made again, compared, and opened."""

import os
import sys
import webbrowser
from pathlib import Path

import click

from audit import __version__
from audit.cli.difference import Difference
from audit.cli.stored import in_one_line, needed
from audit.cli.terminal import Terminal, pass_terminal, print_json
from audit.config.load import load_config
from audit.errors import SurroundingsError, UsageError
from audit.model.report import Report
from audit.renderers import RENDERERS, OneFileRenderer
from audit.renderers.names import ONE_FILE
from audit.wording import catalogue


@click.command()
@click.argument("report_id", metavar="DATE")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write the files to this folder too.")
@click.option("--single-file", is_flag=True, help="Write the one file that has everything, for mailing or an archive, and compare nothing.")
@pass_terminal
def build(terminal: Terminal, report_id: str, out: Path | None, single_file: bool) -> None:
    """Make the report of DATE again from the store, and say whether it is the published one. Exit 1 when it is not."""
    config = load_config(terminal.config_path)
    found = needed(config, report_id)
    if single_file:
        _write({ONE_FILE: next(iter(OneFileRenderer().render(found))).content}, out or Path())
        terminal.out().print(str((out or Path()) / ONE_FILE))
        return
    made = {document.name: document.content for renderer in RENDERERS for document in renderer.render(found)}
    if out:
        _write(made, out)
        terminal.out().print(f"Written  {out} ({len(made):,} files)")
    published = config.reports.path / found.id
    if not published.is_dir():
        terminal.out().print(f"There is no published report in {published} to compare with.")
        return
    differing = _differing(made, published)
    if not differing:
        terminal.out().print(f"Identical with the published report of {found.id}: {len(made):,} files, byte for byte.")
        return
    terminal.out().print(f"Not identical with {published}:")
    for name, how in differing:
        terminal.out().print(f"  {name}: {how}")
    if found.tool_version != __version__:
        terminal.err().print(f"It was made by version {found.tool_version}, and this is {__version__}.")
    sys.exit(1)


@click.command()
@click.argument("earlier", metavar="A")
@click.argument("later", metavar="B")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@pass_terminal
def diff(terminal: Terminal, earlier: str, later: str, form: str) -> None:
    """List what is new, fixed and still there in the report B, held against the report A."""
    config = load_config(terminal.config_path)
    before, after = needed(config, earlier), needed(config, later)
    parts = Difference.of(before, after).parts()
    if form == "json":
        ids = {name: [line.finding.id for line in lines] for name, lines in parts.items()}
        print_json({"earlier": before.id, "later": after.id, "totals": {name: len(lines) for name, lines in parts.items()}, **ids})
        return
    out = terminal.out()
    out.print(f"From {before.id} to {after.id}")
    for name, lines in parts.items():
        out.print(f"\n{catalogue().text(f'state.{name}')}: {len(lines):,}")
        for line in lines:
            out.print(f"  {in_one_line(line)}")


@click.command("open")
@click.argument("report_id", metavar="[DATE]", required=False)
@pass_terminal
def open_(terminal: Terminal, report_id: str | None) -> None:
    """Print the address of the report of DATE, or of the newest, and show it where there is a desktop."""
    config = load_config(terminal.config_path)
    found = needed(config, report_id)
    address = _address(found, config.reports.path)
    terminal.out().print(address)
    if sys.stdout.isatty() and (sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        webbrowser.open(address)


def _address(found: Report, root: Path) -> str:
    page = root / found.id / "index.html"
    if page.exists():
        return page.resolve().as_uri()
    if found.base_url:
        return f"{found.base_url}/{found.id}/"
    raise UsageError(f"The report {found.id} is no longer in {root}.", remedy=f"`audit report build {found.id} --out DIR` makes it again.")


def _write(made: dict[str, bytes], folder: Path) -> None:
    try:
        for name, content in made.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError as error:
        raise SurroundingsError(f"{folder} cannot be written: {error.strerror or error}") from error


def _differing(made: dict[str, bytes], published: Path) -> list[tuple[str, str]]:
    """The files that are not the same, each with how."""
    standing = {path.relative_to(published).as_posix(): path for path in published.rglob("*") if path.is_file()}
    found = [(name, "is not published") for name in made if name not in standing]
    found += [(name, "is only in the published report") for name in standing if name not in made]
    found += [(name, "differs") for name, content in made.items() if name in standing and standing[name].read_bytes() != content]
    return sorted(found)
