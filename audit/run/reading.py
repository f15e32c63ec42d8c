"""Every content file of a source taken once: from memory where it still holds, else read, by several processes where there is much."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from itertools import chain, islice

from audit.model.entry import Blueprint
from audit.model.values import as_value
from audit.ports import Opened, Sheet
from audit.run.crew import Crew, Desk, Written, calm, work_on
from audit.run.recall import Recall
from audit.run.taken import Taken
from audit.run.taken_rows import from_bytes

log = logging.getLogger(__name__)

BATCH = 512
"""So many files are read between two signs of life."""
MANY = 200
"""From so many files on, further processes are worth their start."""
_MEANWHILE = 144
"""So many files are read here in the time that other processes take to start."""
_AHEAD = 3
"""So many batches are handed out before the first one is waited for, so that no process runs out of work."""


@as_value
class _Glance:
    """What stays of a file that was opened; its bytes are let go, for there may be many."""

    sheet: Sheet
    key: str = ""
    """Empty when it cannot be opened, or there is nothing to understand."""
    blueprints: tuple[Blueprint, ...] = ()
    edited: tuple[float | None, str] = (None, "disk")


_Made = list[tuple[Taken, Written | None]]
"""Of each file what was taken of it, and the same as it is kept."""


@dataclass(slots=True, kw_only=True)
class _Batch:
    glances: Sequence[_Glance]
    taken: list[Taken | None]
    """What is known by now, in the order of the files."""
    work: "list[asyncio.Task[_Made]]" = field(default_factory=list)
    """What is being taken of the rest, in parts."""

    @property
    def missing(self) -> list[int]:
        return [at for at, taken in enumerate(self.taken) if taken is None]


@dataclass(slots=True, kw_only=True)
class Reader:
    """Takes the files of a source in their order."""

    desk: Desk
    recall: Recall | None = None
    """What earlier runs took of files; every file is read when None."""
    hands: int = 1
    """So many processes read where there is much to read."""
    recalled: int = 0
    """How many files did not have to be read."""
    _read: int = 0
    _keeping: "asyncio.Task[None] | None" = None
    """What is being written into the store while reading goes on."""

    async def batches(self) -> AsyncIterator[list[Taken]]:
        """What is taken of the files, a batch at a time.

        Raises:
            NothingToAudit: there is no content where the source looks.
        """
        sheets = await asyncio.to_thread(lambda: list(self.desk.source.sheets()))
        with calm():
            async with Crew(self.desk, hands=self.hands) as crew, aclosing(self._batches(sheets, crew)) as batches:
                async for batch in batches:
                    yield batch

    async def _batches(self, sheets: Sequence[Sheet], crew: Crew) -> AsyncGenerator[list[Taken], None]:
        waiting: deque[_Batch] = deque()
        rest = iter(sheets)
        try:
            while some := tuple(islice(rest, BATCH)):
                # One after the other: threads that wait for the interpreter at every row hinder each other more than they help.
                batch = await self._begun(await asyncio.to_thread(_glances, some))
                if self.hands > 1 and len(sheets) >= MANY and self._is_much(batch):
                    self._hand_out(batch, crew)
                waiting.append(batch)
                if len(waiting) > _AHEAD:
                    yield await self._ended(waiting.popleft())
            while waiting:
                yield await self._ended(waiting.popleft())
        finally:
            for part in chain.from_iterable(batch.work for batch in waiting):
                part.cancel()
            await self._kept()

    def _hand_out(self, batch: _Batch, crew: Crew) -> None:
        """Have others read what is missing. While they start, this process reads the first files itself."""
        missing = [batch.glances[at] for at in batch.missing]
        own, others = ([], missing) if crew.is_there else (missing[:_MEANWHILE], missing[_MEANWHILE:])
        batch.work = [asyncio.create_task(self._read_here(own))]
        if others:
            batch.work.append(asyncio.create_task(self._from_crew(others, crew)))

    def _is_much(self, batch: _Batch) -> bool:
        """A changed file here and there is read faster than a process starts."""
        missing = len(batch.missing)
        self._read += missing
        return missing * 2 > len(batch.glances) or self._read >= MANY

    async def _begun(self, glances: Sequence[_Glance]) -> _Batch:
        """A batch with what is known of it."""
        recall = self.recall
        if recall is None:
            return _Batch(glances=glances, taken=[None] * len(glances))
        kept = await recall.of([glance.key for glance in glances if glance.key])

        def known(glance: _Glance) -> Taken | None:
            content = kept.get(glance.key)
            return None if content is None else recall.read(content, glance.blueprints, glance.edited)

        batch = _Batch(glances=glances, taken=await asyncio.to_thread(lambda: [known(glance) for glance in glances]))
        self.recalled += len(glances) - len(batch.missing)
        return batch

    async def _ended(self, batch: _Batch) -> list[Taken]:
        """Read what is missing, or wait for those who do, and keep it for the next time."""
        missing = batch.missing
        if missing:
            parts = batch.work or [asyncio.create_task(self._read_here([batch.glances[at] for at in missing]))]
            made = [each for part in await asyncio.gather(*parts) for each in part]
            for at, (taken, _) in zip(missing, made, strict=True):
                batch.taken[at] = taken
            await self._keep(each for _, each in made)
        return [taken for taken in batch.taken if taken is not None]

    async def _read_here(self, glances: Sequence[_Glance]) -> _Made:
        return await asyncio.to_thread(self._made, glances, [None] * len(glances))

    async def _from_crew(self, glances: Sequence[_Glance], crew: Crew) -> _Made:
        """What other processes take of some files, read back a piece at a time as it comes."""
        made: _Made = []
        pieces: list[asyncio.Future[list[Written | None]]] = []
        try:
            pieces = await crew.send([glance.sheet.path for glance in glances])
            for piece in pieces:
                written = await piece
                made += await asyncio.to_thread(self._made, glances[len(made) : len(made) + len(written)], written)
        except BrokenExecutor:
            # Somebody ended a process, or memory did: one alone takes longer, and comes to the same.
            log.warning("a reading process ended early; going on with one")
            self.hands = 1
            await asyncio.gather(*pieces, return_exceptions=True)  # the loop complains of failures that nobody has heard of
        return made + await self._read_here(glances[len(made) :])

    def _made(self, glances: Sequence[_Glance], written: Sequence[Written | None]) -> _Made:
        """See `_Made`: what others have written is read back, all else read."""
        ready = [_read_back(glance, each) for glance, each in zip(glances, written, strict=True)]
        worked = work_on((glance.sheet for glance, each in zip(glances, ready, strict=True) if each is None), self.desk)
        return [each or next(worked) for each in ready]

    async def _keep(self, written: Iterable[Written | None]) -> None:
        """Write it down while the next batch is read."""
        if self.recall:
            await self._kept()
            made = {each.key: each.content for each in written if each and each.lasts}
            self._keeping = asyncio.create_task(self.recall.keep(made))

    async def _kept(self) -> None:
        if self._keeping:
            keeping, self._keeping = self._keeping, None
            await keeping


def _glances(sheets: Iterable[Sheet]) -> list[_Glance]:
    return [_glance(sheet) for sheet in sheets]


def _glance(sheet: Sheet) -> _Glance:
    opened = sheet.open()
    if not isinstance(opened, Opened):
        return _Glance(sheet=sheet)
    edited = (opened.edited_at, opened.edited_from)
    return _Glance(sheet=sheet, key=opened.key, blueprints=opened.blueprints, edited=edited)


def _read_back(glance: _Glance, written: Written | None) -> tuple[Taken, Written] | None:
    """What another process took of a file; None where it took nothing."""
    if written is not None:
        with suppress(ValueError):
            return from_bytes(written.content, glance.blueprints)[0], written
    return None
