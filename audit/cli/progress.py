"""Showing how far a run has come: a bar for a person, a line every half minute for a log."""

import time
from dataclasses import dataclass, field
from typing import Literal, Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn

EVERY = 30.0
"""Seconds between two plain lines."""

_NAMES = {"read": "Reading", "canaries": "Asking known-good addresses", "probe": "Checking", "publish": "Publishing"}
_THINGS = {"read": "files", "probe": "addresses"}


class Shown(Protocol):
    """A progress display that is also a context."""

    def stage(self, name: str, *, total: int | None = None) -> None:
        """See `ports.Progress.stage`."""

    def advance(self, *, done: int, suspected: int = 0) -> None:
        """See `ports.Progress.advance`."""

    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...


@dataclass(slots=True)
class NoProgress:
    """Says nothing."""

    def stage(self, name: str, *, total: int | None = None) -> None:
        """See `ports.Progress.stage`."""

    def advance(self, *, done: int, suspected: int = 0) -> None:
        """See `ports.Progress.advance`."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


@dataclass(slots=True)
class PlainProgress:
    """A line every half minute, and the first one at once."""

    console: Console
    name: str = ""
    total: int | None = None
    done: int = 0
    begun: float = 0.0
    told: float = 0.0

    def stage(self, name: str, *, total: int | None = None) -> None:
        """See `ports.Progress.stage`."""
        self.name, self.total, self.done = name, total, 0
        self.begun = self.told = time.monotonic()
        self.console.print(f"{_clock()} {_NAMES.get(name, name)}" + (f" {total:,} {_THINGS.get(name, '')}".rstrip() if total else ""))

    def advance(self, *, done: int, suspected: int = 0) -> None:
        """See `ports.Progress.advance`."""
        self.done = done
        now = time.monotonic()
        if now - self.told < EVERY or not self.total:
            return
        self.told = now
        left = (now - self.begun) / max(self.done, 1) * (self.total - self.done)
        share = self.done * 100 // self.total
        waiting = f", {suspected:,} suspected" if suspected else ""
        what = f"{_NAMES.get(self.name, self.name).lower()}: {self.done:,} of {self.total:,} {_THINGS.get(self.name, '')}"
        self.console.print(f"{_clock()} {what} ({share}%), about {left:.0f} s left{waiting}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


@dataclass(slots=True)
class BarProgress:
    """One line, redrawn four times a second."""

    console: Console
    bar: Progress = field(init=False)
    task: TaskID | None = None

    def __post_init__(self) -> None:
        self.bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(compact=True),
            TextColumn("{task.fields[note]}"),
            console=self.console,
            refresh_per_second=4,
            transient=True,
        )

    def stage(self, name: str, *, total: int | None = None) -> None:
        """See `ports.Progress.stage`."""
        if self.task is not None:
            self.bar.remove_task(self.task)
        self.task = self.bar.add_task(_NAMES.get(name, name), total=total, note="")

    def advance(self, *, done: int, suspected: int = 0) -> None:
        """See `ports.Progress.advance`."""
        if self.task is not None:
            self.bar.update(self.task, completed=done, note=f"{suspected:,} suspected" if suspected else "")

    def __enter__(self) -> Self:
        self.bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.bar.stop()


def progress_of(style: Literal["bar", "plain", "none"], console: Console) -> Shown:
    """The display for a style."""
    if style == "bar":
        return BarProgress(console)
    return PlainProgress(console) if style == "plain" else NoProgress()


def _clock() -> str:
    return time.strftime("%H:%M:%S")
