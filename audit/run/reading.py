"""Every content file of a source taken once: from memory where it still holds, else read, by several processes where there is much."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass, field
from itertools import islice

from audit.model.entry import Reading
from audit.ports import Opened, Sheet
from audit.run.crew import Crew, Desk, Written, write
from audit.run.recall import Recall
from audit.run.taken import Taken
from audit.run.taken_rows import from_text, unpacked

log = logging.getLogger(__name__)

BATCH = 64
"""So many files are read between two signs of life."""
MANY = 200
"""From so many files on, further processes are worth their start."""
_AHEAD = 3
"""So many batches are handed out before the first one is waited for, so that no process runs out of work."""


@dataclass(slots=True, kw_only=True)
class _Batch:
    sheets: tuple[Sheet, ...]
    opened: list[Opened | Reading]
    taken: list[Taken | None]
    """What is known by now, in the order of the sheets."""
    work: "list[asyncio.Future[list[Written | None]]]" = field(default_factory=list)
    """What other processes take of the rest."""

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

    async def batches(self) -> AsyncIterator[list[Taken]]:
        """What is taken of the files, a batch at a time.

        Raises:
            NothingToAudit: there is no content where the source looks.
        """
        sheets = await asyncio.to_thread(lambda: list(self.desk.source.sheets()))
        async with Crew(self.desk, hands=self.hands) as crew:
            waiting: deque[_Batch] = deque()
            rest = iter(sheets)
            while some := tuple(islice(rest, BATCH)):
                batch = await self._begun(some)
                if self.hands > 1 and len(sheets) >= MANY and self._is_much(batch):
                    batch.work = crew.send([batch.sheets[at].path for at in batch.missing])
                waiting.append(batch)
                if len(waiting) > _AHEAD:
                    yield await self._ended(waiting.popleft())
            while waiting:
                yield await self._ended(waiting.popleft())

    def _is_much(self, batch: _Batch) -> bool:
        """A changed file here and there is read faster than a process starts."""
        missing = len(batch.missing)
        self._read += missing
        return missing * 2 > len(batch.sheets) or self._read >= MANY

    async def _begun(self, sheets: tuple[Sheet, ...]) -> _Batch:
        """Open a batch and look up what is known of it."""
        opened = await asyncio.to_thread(lambda: [sheet.open() for sheet in sheets])
        if self.recall is None:
            return _Batch(sheets=sheets, opened=opened, taken=[None] * len(sheets))
        recall = self.recall
        kept = await recall.of([file for file in opened if isinstance(file, Opened)])

        def known(file: Opened | Reading) -> Taken | None:
            content = kept.get(file.key) if isinstance(file, Opened) else None
            return recall.read(content, file) if content is not None and isinstance(file, Opened) else None

        batch = _Batch(sheets=sheets, opened=opened, taken=await asyncio.to_thread(lambda: [known(file) for file in opened]))
        self.recalled += len(sheets) - len(batch.missing)
        return batch

    async def _ended(self, batch: _Batch) -> list[Taken]:
        """Read what is missing, or wait for those who do, and keep it for the next time."""
        missing = batch.missing
        written = await self._from_crew(batch, missing)
        made = await asyncio.to_thread(self._made, [batch.opened[at] for at in missing], written)
        if self.recall:
            await self.recall.keep({key: (text, taken) for key, text, taken in made if key})
        for at, (_, _, taken) in zip(missing, made, strict=True):
            batch.taken[at] = taken
        return [taken for taken in batch.taken if taken is not None]

    async def _from_crew(self, batch: _Batch, missing: Sequence[int]) -> list[Written | None]:
        try:
            pieces = await asyncio.gather(*batch.work)
        except BrokenExecutor:
            # Somebody ended a process, or memory did: one alone takes longer, and comes to the same.
            log.warning("a reading process ended early; going on with one")
            self.hands = 1
            pieces = []
        return [each for piece in pieces for each in piece] or [None] * len(missing)

    def _made(self, files: Sequence[Opened | Reading], written: Sequence[Written | None]) -> list[tuple[str, str, Taken]]:
        """Of each file its key, the line that tells what was taken of it, and that itself."""
        made = []
        for file, ready in zip(files, written, strict=True):
            key, content = ready or write(file, self.desk)
            text = unpacked(content)
            made.append((key, text, from_text(text, file.blueprints if isinstance(file, Opened) else ())))
        return made
