"""Chooses the parts and joins them. The one room that knows everybody.

A name is looked for when it is first used: who asks a few addresses needs neither database nor web server.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit.wiring.audits import audit_of, audit_once, look_closer, plan_of, source_of
    from audit.wiring.letters import letters_of, revoke_addresses, send_mails
    from audit.wiring.loop import run_loop
    from audit.wiring.memory import newest_report, store_of
    from audit.wiring.service import serve
    from audit.wiring.web import REAL, World, ask_canaries, asking, user_agent

_ROOMS = {
    "REAL": "web",
    "World": "web",
    "ask_canaries": "web",
    "asking": "web",
    "audit_of": "audits",
    "audit_once": "audits",
    "letters_of": "letters",
    "look_closer": "audits",
    "newest_report": "memory",
    "plan_of": "audits",
    "revoke_addresses": "letters",
    "run_loop": "loop",
    "send_mails": "letters",
    "serve": "service",
    "source_of": "audits",
    "store_of": "memory",
    "user_agent": "web",
}
"""Each public name, and the module beside this one that it stands in."""

__all__ = [
    "REAL",
    "World",
    "ask_canaries",
    "asking",
    "audit_of",
    "audit_once",
    "letters_of",
    "look_closer",
    "newest_report",
    "plan_of",
    "revoke_addresses",
    "run_loop",
    "send_mails",
    "serve",
    "source_of",
    "store_of",
    "user_agent",
]


def __getattr__(name: str) -> object:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
    globals()[name] = found
    return found
