"""Two network namespaces joined by a cable, with no way out: one where the web is, one where whoever checks it is.

The web has every address of 23.1.0.0/16 and the name server's, packets to 23.3.0.0/16 vanish. Needs root and iproute2.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

NAME_SERVER = "23.0.0.53"


def impossible() -> str:
    """Why namespaces cannot be made here; empty when they can."""
    if os.geteuid() != 0 or not shutil.which("ip"):
        return "network namespaces need root and iproute2"
    name = f"audit-try-{os.getpid()}"
    if subprocess.run(["ip", "netns", "add", name], check=False, capture_output=True).returncode:
        return "network namespaces cannot be made here"
    subprocess.run(["ip", "netns", "delete", name], check=True)
    return ""


@dataclass(frozen=True, slots=True)
class Box:
    """The two namespaces."""

    web: str
    client: str

    def in_web(self, *command: str | Path) -> list[str]:
        """The command, as run where the web is."""
        return ["ip", "netns", "exec", self.web, *map(str, command)]

    def in_client(self, *command: str | Path) -> list[str]:
        """The command, as run where the web is checked."""
        return ["ip", "netns", "exec", self.client, *map(str, command)]


@contextmanager
def box() -> Iterator[Box]:
    """The namespaces while the block lasts. They are this process's own: several may stand side by side."""
    number = os.getpid()
    made = Box(web=f"audit-web-{number}", client=f"audit-client-{number}")
    folder = Path("/etc/netns") / made.client
    ends = (f"aw{number}", f"ac{number}")
    try:
        for name in (made.web, made.client):
            _ip("netns", "add", name)
        _ip("link", "add", ends[0], "type", "veth", "peer", "name", ends[1])
        for end, name, address in ((ends[0], made.web, "23.0.0.1/8"), (ends[1], made.client, "23.255.255.254/8")):
            _ip("link", "set", end, "netns", name)
            _ip("-n", name, "link", "set", "lo", "up")
            _ip("-n", name, "addr", "add", address, "dev", end)
            _ip("-n", name, "link", "set", end, "up")
        for net in ("23.1.0.0/16", f"{NAME_SERVER}/32"):
            _ip("-n", made.web, "route", "add", "local", net, "dev", "lo")
        _ip("-n", made.web, "route", "add", "blackhole", "23.3.0.0/16")
        for net in ("23.1.0.0/16", "23.3.0.0/16", f"{NAME_SERVER}/32", "default"):
            _ip("-n", made.client, "route", "add", net, "via", "23.0.0.1", "dev", ends[1])
        for name, setting in ((made.web, "net.core.somaxconn=65535"), (made.client, "net.ipv4.ip_local_port_range=1024 65535")):
            subprocess.run(["ip", "netns", "exec", name, "sysctl", "-qw", setting], check=False, capture_output=True)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "resolv.conf").write_text(f"nameserver {NAME_SERVER}\noptions timeout:5 attempts:2\n", encoding="ascii")
        (folder / "hosts").write_text("127.0.0.1 localhost\n", encoding="ascii")
        yield made
    finally:
        for name in (made.web, made.client):
            subprocess.run(["ip", "netns", "delete", name], check=False, capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)
