"""What can go wrong on our side, each kind with the exit code it ends in.

The web's troubles are evidence in a probe and the author's are findings; neither is ever raised past its room.

    AuditError
    ├── ConfigError        the operator's: every problem of config.yaml at once    exit 2
    ├── UsageError         the operator's: a command called wrongly                exit 2
    ├── NothingToAudit     no site, no collection, no entry                        exit 4
    ├── Locked             another run holds the lock                              exit 5
    └── SurroundingsError  disk, database, mail                                    exit 3
"""

from typing import ClassVar


class AuditError(Exception):
    """Something that ends a command with one clear message: what happened, and what to do."""

    exit_code: ClassVar[int] = 3

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class ConfigError(AuditError):
    """Every problem found in the configuration, each as ``config.yaml:8:5: key: what is wrong``."""

    exit_code = 2

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class UsageError(AuditError):
    """A command or a function was called in a way that cannot work."""

    exit_code = 2


class NothingToAudit(AuditError):  # noqa: N818 - it is called what it is
    """There is no content where the configuration points."""

    exit_code = 4


class Locked(AuditError):  # noqa: N818 - it is called what it is
    """Another run is in progress on the same reports."""

    exit_code = 5


class SurroundingsError(AuditError):
    """The disk, the database or the mail server failed us; saved results stay saved."""

    exit_code = 3
