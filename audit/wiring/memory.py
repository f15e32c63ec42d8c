"""What is remembered from run to run, for whoever only reads it: nothing of an audit is loaded with it."""

from audit.clock import Clock
from audit.config.shape import Config
from audit.errors import SurroundingsError
from audit.model.report import Report
from audit.stores import SqlStore


def store_of(config: Config, *, clock: Clock | None = None) -> SqlStore:
    """What is remembered from run to run: the configured database, or a file beside the reports."""
    if config.store.url:
        return SqlStore(config.store.url, clock=clock)
    try:
        config.reports.path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SurroundingsError(
            f"The folder of the reports cannot be made: {error}", remedy="Check reports.path and its rights."
        ) from error
    return SqlStore(f"sqlite+aiosqlite:///{config.reports.path / 'audit.sqlite'}", clock=clock)


async def newest_report(config: Config) -> Report | None:
    """The newest published report, as the store keeps it."""
    store = store_of(config)
    try:
        await store.open()
        rows = await store.reports(limit=1)
        return await store.report(rows[0].report_id) if rows else None
    finally:
        await store.close()
