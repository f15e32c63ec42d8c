"""The event loop, and as many open files as the system grants."""

import asyncio
import gc
import resource
import sys
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def run_loop(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end on the fastest event loop there is, with as many open files as the system grants."""
    _raise_file_limit()
    _collect_less()
    found: list[T] = []

    async def working() -> None:
        # The runner has its task described at the end, with its result: a list of a night's answers would be written out for nothing.
        found.append(await work)

    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(working())
    return found[0]


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    if sys.platform == "win32":
        return None
    import uvloop  # noqa: PLC0415 - it does not exist on Windows

    return uvloop.new_event_loop


_ALLOCATIONS = 50_000
"""New objects between two searches for circles of rubbish. Python's own 700 makes a night spend a tenth of its time on them."""


def _collect_less() -> None:
    gc.freeze()  # what is loaded by now stays; there is no point in looking at it again
    gc.set_threshold(_ALLOCATIONS, 20, 50)


def _raise_file_limit() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65_536) if hard != resource.RLIM_INFINITY else 65_536, hard))
