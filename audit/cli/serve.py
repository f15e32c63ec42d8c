"""`audit serve`: the nightly job, the hosted reports, and audits on demand."""

import asyncio
import logging
import os
import sys
from pathlib import Path

import click

from audit import wiring
from audit.cli.terminal import Terminal, pass_terminal
from audit.config.load import load_config
from audit.config.shape import Config


@click.command()
@click.option("--host", help="The address to listen on, instead of service.host.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port to listen on, instead of service.port.")
@click.option("--config", "config_path", type=click.Path(path_type=Path), help="The configuration file.")
@pass_terminal
def serve(terminal: Terminal, host: str | None, port: int | None, config_path: Path | None) -> None:
    """Audit by the schedule, host the reports, and start audits that are asked for, until told to stop."""
    config = load_config(config_path or terminal.config_path)
    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    config = config.model_copy(update={"service": config.service.model_copy(update=given)})
    logging.getLogger("audit").setLevel(logging.DEBUG if terminal.verbose else logging.INFO)
    wiring.run_loop(_served(config, terminal))
    sys.exit(0)


async def _served(config: Config, terminal: Terminal) -> None:
    started: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def tell(listening: "asyncio.Future[str]") -> None:
        if not listening.cancelled():
            terminal.err().print(f"The reports are at {listening.result()}/reports/. {_schedule(config)} {_door(config)} Stop with Ctrl-C.")

    started.add_done_callback(tell)
    await wiring.serve(config, token=os.environ.get("AUDIT_TOKEN", ""), started=started)


def _schedule(config: Config) -> str:
    schedule = config.schedule
    return f"Audits run by “{schedule.cron}” ({schedule.timezone})." if schedule.cron.strip() else "Nothing is scheduled."


def _door(config: Config) -> str:
    if os.environ.get("AUDIT_TOKEN") or config.service.token_file:
        return "POST /api/v1/runs starts one."
    return "Set AUDIT_TOKEN to let audits be started by POST /api/v1/runs."
