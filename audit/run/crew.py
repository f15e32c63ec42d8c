"""Several processes that read content side by side."""

import asyncio
import gc
import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Self

from audit.model.entry import Reading
from audit.ports import Opened, Source
from audit.rules import ContentRule, Context
from audit.run.taken import take
from audit.run.taken_rows import packed, to_text

_PIECE = 16
"""Files handed to a process at a time: few enough that all end at about the same time."""
_CALM = 20_000
"""So many new objects are waited for before the collector looks for circles among them; reading leaves hardly any."""

Written = tuple[str, bytes]
"""The key of a file as it was read, empty when there is none, and what was taken of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What it takes to work on files by their paths."""

    source: Source
    rules: Sequence[ContentRule]
    context: Context


class _Seat:
    """One process' desk with its sheets, laid out once."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.sheets = {sheet.path: sheet for sheet in desk.source.sheets()}

    def written(self, path: str) -> Written | None:
        sheet = self.sheets.get(path)
        return write(sheet.open(), self.desk) if sheet else None


_seats: list[_Seat] = []
"""In a process of the crew its one seat, elsewhere nothing."""


def write(opened: Opened | Reading, desk: Desk) -> Written:
    """Understand, extract and check one opened file, and write down what came of it."""
    if isinstance(opened, Opened):
        return opened.key, packed(to_text(take(opened.read(), rules=desk.rules, context=desk.context), opened.blueprints))
    return "", packed(to_text(take(opened, rules=desk.rules, context=desk.context), ()))


def _sit_down(desk: Desk) -> None:
    _seats[:] = [_Seat(desk)]
    gc.freeze()
    gc.set_threshold(_CALM)


def _work(paths: Sequence[str]) -> list[Written | None]:
    (seat,) = _seats
    return [seat.written(path) for path in paths]


class Crew:
    """So many processes, started when there is work for them."""

    def __init__(self, desk: Desk, *, hands: int) -> None:
        self._desk = desk
        self._hands = hands
        self._pool: ProcessPoolExecutor | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._pool:
            await asyncio.to_thread(self._pool.shutdown, cancel_futures=True)

    def send(self, paths: Sequence[str]) -> list["asyncio.Future[list[Written | None]]"]:
        """Have files worked on; the answers come in the order of the paths, piece by piece."""
        if self._pool is None:
            # A process of its own, not a copy of this one with its open connections and locks.
            spawning = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._hands, mp_context=spawning, initializer=_sit_down, initargs=(self._desk,))
        loop = asyncio.get_running_loop()
        return [loop.run_in_executor(self._pool, _work, paths[at : at + _PIECE]) for at in range(0, len(paths), _PIECE)]
