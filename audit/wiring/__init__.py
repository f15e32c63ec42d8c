"""Chooses the parts and joins them. The one room that knows everybody."""

from audit.wiring.audits import audit_of, audit_once, newest_report, plan_of, source_of, store_of
from audit.wiring.loop import run_loop
from audit.wiring.service import serve
from audit.wiring.web import REAL, World, ask_canaries, asking, user_agent

__all__ = [
    "REAL",
    "World",
    "ask_canaries",
    "asking",
    "audit_of",
    "audit_once",
    "newest_report",
    "plan_of",
    "run_loop",
    "serve",
    "source_of",
    "store_of",
    "user_agent",
]
