"""Several processes that read content side by side."""

import asyncio
import gc
import multiprocessing
import pickle
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, Self

from audit.model.entry import Reading
from audit.ports import Opened, Sheet, Source
from audit.rules import ContentRule, Context
from audit.run.taken import Taken, lasts, take_each
from audit.run.taken_rows import to_bytes

_PIECE = 32
"""Files handed to a process at a time: few enough that all processes end at about the same time."""
_HANDFUL = 16
"""Files worked on side by side: more of them are no longer at hand for the processor when the next rule asks for them."""
_MUCH = 500_000
"""Bytes. Of so many, fewer files are worked on side by side."""
_CALM = 1_000_000
"""So many new objects are waited for before the collector looks for circles among them; reading leaves hardly any."""


class Written(NamedTuple):
    """What was taken of a file, on its way from one process to another and into the store."""

    key: str
    """The file's key as it was when it was read; empty when it has none."""
    content: bytes
    lasts: bool
    """Whether it can serve another time."""


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

    def written(self, paths: Sequence[str]) -> list[Written | None]:
        sheets = [self.sheets.get(path) for path in paths]
        written = (each for _, each in work_on(filter(None, sheets), self.desk))
        return [next(written) if sheet else None for sheet in sheets]


_seats: list[_Seat] = []
"""In a process of the crew its one seat, elsewhere nothing."""


def work_on(sheets: Iterable[Sheet], desk: Desk) -> Iterator[tuple[Taken, Written | None]]:
    """Understand, extract and check files, and write down what came of each, as far as it can be written down."""
    for opened in _handfuls(sheet.open() for sheet in sheets):
        # Nobody keeps the readings: what one handful is read into serves the next one, while the processor still has it at hand.
        taken = take_each([each.read() if isinstance(each, Opened) else each for each in opened], rules=desk.rules, context=desk.context)
        for each, source in zip(taken, opened, strict=True):
            yield each, _written(each, source if isinstance(source, Opened) else None, now=desk.context.now)


def _handfuls(opened: Iterable[Opened | Reading]) -> Iterator[list[Opened | Reading]]:
    """As many files as are held in memory with all that is known of them: a few, or one that is large."""
    some: list[Opened | Reading] = []
    size = 0
    for each in opened:
        some.append(each)
        size += each.size if isinstance(each, Opened) else 0
        if len(some) >= _HANDFUL or size >= _MUCH:
            yield some
            some, size = [], 0
    if some:
        yield some


def _written(taken: Taken, opened: Opened | None, *, now: datetime) -> Written | None:
    try:
        content, tells_password = to_bytes(taken, opened.blueprints if opened else (), at=now)
    except ValueError:
        return None
    # Passwords belong in no database.
    return Written(opened.key if opened else "", content, opened is not None and not tells_password and lasts(taken, now=now))


@contextmanager
def calm() -> Iterator[None]:
    """Reading makes objects by the million that nothing points back to: the collector is asked to look for circles less often."""
    usual = gc.get_threshold()
    gc.set_threshold(_CALM)
    try:
        yield
    finally:
        # What was made goes to the oldest generation without being looked at: it stays for as long as the run, and looking takes long.
        gc.freeze()
        gc.unfreeze()
        gc.set_threshold(*usual)


def _sit_down(written: str) -> None:
    desk: Desk = pickle.loads(Path(written).read_bytes())  # noqa: S301 - this run's own file, in a folder that nobody else can enter
    _seats[:] = [_Seat(desk)]
    gc.freeze()
    gc.set_threshold(_CALM)


def _work(paths: Sequence[str]) -> list[Written | None]:
    (seat,) = _seats
    return seat.written(paths)


class Crew:
    """So many processes, started when there is work for them."""

    def __init__(self, desk: Desk, *, hands: int) -> None:
        self._desk = desk
        self._hands = hands
        self._pool: asyncio.Task[ProcessPoolExecutor] | None = None
        self._folder: TemporaryDirectory[str] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._pool:
            with suppress(Exception):  # those who waited for it have heard why it did not come about
                await asyncio.to_thread((await self._pool).shutdown, cancel_futures=True)
        if self._folder:
            self._folder.cleanup()

    @property
    def is_there(self) -> bool:
        """Whether the processes were started already."""
        return self._pool is not None

    async def send(self, paths: Sequence[str]) -> list["asyncio.Future[list[Written | None]]"]:
        """Have files worked on; the answers come in the order of the paths, piece by piece."""
        if self._pool is None:
            self._pool = asyncio.create_task(asyncio.to_thread(self._started))
        # Whoever gives up waiting does not keep the others from it.
        pool, loop = await asyncio.shield(self._pool), asyncio.get_running_loop()
        return [loop.run_in_executor(pool, _work, paths[at : at + _PIECE]) for at in range(0, len(paths), _PIECE)]

    def _started(self) -> ProcessPoolExecutor:
        """The processes, the first of them ready for work: it comes when the program is loaded from which all are copied."""
        # Copies of a process that holds the program and nothing else: of this one they would hold open connections and locks.
        forking = multiprocessing.get_context("forkserver")
        forking.set_forkserver_preload([__name__, type(self._desk.source).__module__])
        # Handed over as a file: through the pipe of its start, a process that dies at once would leave us waiting for ever.
        self._folder = TemporaryDirectory(prefix="audit-")
        written = Path(self._folder.name) / "desk"
        written.write_bytes(pickle.dumps(self._desk, pickle.HIGHEST_PROTOCOL))
        pool = ProcessPoolExecutor(self._hands, mp_context=forking, initializer=_sit_down, initargs=(str(written),))
        pool.submit(_work, ())
        return pool
