"""Words that stand in a file under review, put together with those that the store keeps."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from audit.history.acknowledging import dropped
from audit.model.acknowledgement import AckEnd, Acknowledgement


def merged(kept: Iterable[Acknowledgement], filed: Iterable[Acknowledgement], *, at: datetime) -> tuple[Acknowledgement, ...]:
    """Every word, the file's with what became of them on earlier nights.

    The file says what was said; the store, what came of it. A word that has left the file is taken back. One that stands there
    holds again after it was taken back, and after it expired when its end was moved, but not after it was overtaken.
    """
    listed = {word.id: word for word in filed}
    known = tuple(kept)
    old = tuple(_known(word, listed.pop(word.id, None), at) for word in known)
    return (*old, *listed.values())


def _known(word: Acknowledgement, filed: Acknowledgement | None, at: datetime) -> Acknowledgement:
    if filed is None:
        return dropped(word, at=at, end=AckEnd.REMOVED) if word.filed and word.ended_at is None else word
    moved = word.ended is AckEnd.EXPIRED and filed.until > word.until
    again = word.ended is AckEnd.REMOVED or moved
    return replace(filed, matched_at=word.matched_at, ended_at=None if again else word.ended_at, ended=None if again else word.ended)
