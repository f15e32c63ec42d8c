"""What the options of `audit run` ask for besides the run itself."""

import signal
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeVar

from audit.cli.errors import tell_error
from audit.clock import Clock
from audit.config.durations import seconds_of
from audit.config.shape import Config
from audit.errors import Locked, SurroundingsError, UsageError
from audit.run.audit import Interrupted

T = TypeVar("T")

_LOOK_AGAIN = 2.0
"""Seconds between two looks at whether the other run is over."""


def with_deadline(config: Config, deadline: str | None) -> Config:
    """The configuration with another time limit for the run.

    Raises:
        UsageError: the text is no length of time.
    """
    if deadline is None:
        return config
    try:
        seconds = float(seconds_of(deadline))
    except ValueError:
        raise UsageError(f"{deadline!r} is no length of time.", remedy="Write it as 90s, 20m or 3h.") from None
    return config.model_copy(update={"run": config.run.model_copy(update={"deadline": seconds})})


async def in_turn(begin: Callable[[], Awaitable[T]], *, clock: Clock, tell: Callable[[str], object]) -> T:
    """Begin, and while another run is in progress wait for its end."""
    told = False
    while True:
        try:
            return await begin()
        except Locked as locked:
            if not told:
                tell(f"{locked.message} Waiting for its end.")
            told = True
            await clock.sleep(_LOOK_AGAIN)


@dataclass(slots=True)
class Ending:
    """By which signal a run was ended: SIGTERM ends it as Ctrl-C does, and what was done is saved."""

    number: int = signal.SIGINT

    @classmethod
    def on_sigterm(cls) -> Self:
        """Begins to listen."""
        made = cls()
        # What a shell starts in the background ignores Ctrl-C, and the loop would not listen for it; SIGTERM reaches it that way alone.
        if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, made.told)
        return made

    def told(self, number: int, _frame: object) -> None:
        """Somebody tells us to end."""
        self.number = number
        signal.raise_signal(signal.SIGINT)

    @property
    def code(self) -> int:
        """The exit code, as shells write it: 130 or 143."""
        return 128 + self.number

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        if kind is KeyboardInterrupt:
            sys.exit(self.code)
        if isinstance(error, Interrupted):
            tell_error(error, code=self.code)
            sys.exit(self.code)


@contextmanager
def written_to(path: Path | None) -> Iterator[None]:
    """What the body prints goes to a file; to the terminal without one, and for ``-``.

    Raises:
        SurroundingsError: the file cannot be written.
    """
    if path is None or str(path) == "-":
        yield
        return
    try:
        file = path.open("w", encoding="utf-8")
    except OSError as error:
        raise SurroundingsError(f"{path} cannot be written: {error.strerror or error}.") from error
    sys.stdout.flush()
    with file, redirect_stdout(file):
        yield
