"""`audit check`: a few addresses, or a file full of them, asked with all manners."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from audit import wiring
from audit.cli.progress import progress_of
from audit.cli.terminal import Terminal, pass_terminal, print_json, print_json_lines
from audit.config.load import load_config
from audit.config.shape import Config
from audit.errors import UsageError
from audit.ports import Progress
from audit.run.hrefs import Answered, Answers, check_hrefs


@click.command()
@click.argument("urls", nargs=-1)
@click.option(
    "--hrefs",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="A file with one address a line, as typed; - for standard input.",
)
@click.option("--format", "form", type=click.Choice(["text", "json", "jsonl"]), default="text", show_default=True)
@click.option("--config", "config_path", type=click.Path(path_type=Path), help="The configuration file.")
@pass_terminal
def check(terminal: Terminal, urls: tuple[str, ...], hrefs: Path | None, form: str, config_path: Path | None) -> None:
    """Check the addresses URL..., as a run would: same pace, same guard, same verdicts."""
    typed = [*urls, *(_lines(hrefs) if hrefs else ())]
    if not typed:
        raise UsageError("There is no address to check.", remedy="Name addresses, or a file of them with --hrefs FILE.")
    config = load_config(config_path or terminal.config_path)
    with progress_of(terminal.progress_style if len(typed) > 1 else "none", terminal.err()) as progress:
        answers = wiring.run_loop(_checked(config, typed, progress))
    if answers.network_down:
        terminal.err().print("Something was wrong with our own connection: no failure of these can be believed.")
    if form == "json":
        print_json([_as_json(answer) for answer in answers.answered])
    elif form == "jsonl":
        print_json_lines(_as_json(answer) for answer in answers.answered)
    else:
        for answer in answers.answered:
            _tell(terminal, answer)
    sys.exit(3 if answers.network_down else 0)


async def _checked(config: Config, typed: list[str], progress: Progress) -> Answers:
    async with wiring.asking(config) as asker:
        return await check_hrefs(typed, asker=asker, progress=progress, canaries=config.checks.canaries)


def _lines(path: Path) -> Iterator[str]:
    """The file's lines as they are: only the line end goes, since blanks are part of what an editor typed."""
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}.") from None
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    if lines and not lines[-1]:
        lines.pop()
    return (line.removesuffix("\r") for line in lines)


def _as_json(answer: Answered) -> dict[str, Any]:
    judgement = answer.judgement
    return {
        "href": answer.href,
        "url": answer.url,
        "verdict": judgement.verdict.value,
        "reason": judgement.reason,
        "fragment": answer.fragment.value,
        "final_url": judgement.final_url,
        "suggest": judgement.suggest,
        "detail": judgement.detail,
        "notes": list(judgement.notes),
    }


def _tell(terminal: Terminal, answer: Answered) -> None:
    judgement = answer.judgement
    out = terminal.out()
    out.print(f"{judgement.verdict.value:<21} {answer.href}")
    for name, value in (
        ("why", judgement.detail or judgement.reason),
        ("leads to", judgement.final_url),
        ("use instead", judgement.suggest),
        ("noted", ", ".join(judgement.notes)),
    ):
        if value:
            out.print(f"{'':<21} {name}: {value}")
