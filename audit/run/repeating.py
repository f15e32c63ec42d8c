"""A line for a shell that asks what we asked, as we asked it, so that anybody can see what we saw."""

import shlex

from audit.model.standing import Check
from audit.model.verdict import Verdict
from audit.net.headers import ACCEPT

_FOLLOWING = "--location --max-redirs 20 --cookie ''"
"""Redirects as far as browsers go; a cookie that is set on the way is sent back, and kept nowhere."""
_NOT_FOLLOWED = frozenset({Verdict.UNSAFE, Verdict.UNSUPPORTED})
"""Nobody should be led to what we refused to follow."""


def curl_line(check: Check | None, *, user_agent: str) -> str:
    """The line that repeats what one check asked; none for what was never asked.

    Servers choose by what a client accepts, and a shell would take brackets in an address for a pattern: both are told to curl.
    """
    if check is None or not check.method:
        return ""
    options = ["curl --silent --show-error --include --globoff --compressed --max-time 30"]
    options += ["--head"] if check.method == "HEAD" else []
    options += [] if check.judgement.verdict in _NOT_FOLLOWED else [_FOLLOWING]
    options += [f"--header {shlex.quote(f'{name}: {value}')}" for name, value in ACCEPT if name != "Accept-Encoding"]
    return " ".join([*options, f"--user-agent {shlex.quote(user_agent)}", shlex.quote(check.url)])
