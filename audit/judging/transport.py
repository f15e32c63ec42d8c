"""What it means when no answer came: names, connections, time, our own guard."""

import re
from urllib.parse import urlsplit

from audit.model.probe import Failure, HopKind, Probe, Reason
from audit.model.verdict import Judgement, Verdict

_VERDICTS: dict[Reason, Verdict] = {
    Reason.NAME_NOT_FOUND: Verdict.BROKEN,
    Reason.NAME_NO_ADDRESS: Verdict.BROKEN,
    Reason.NAME_SERVER_FAILED: Verdict.UNSTABLE,
    Reason.NAME_TIMEOUT: Verdict.UNSTABLE,
    Reason.FORBIDDEN_ADDRESS: Verdict.UNSAFE,
    Reason.FORBIDDEN_PORT: Verdict.UNSAFE,
    Reason.CONNECT_TIMEOUT: Verdict.UNSTABLE,
    Reason.CONNECT_REFUSED: Verdict.UNSTABLE,
    Reason.UNREACHABLE: Verdict.UNSTABLE,
    Reason.TLS_CERTIFICATE: Verdict.UNSTABLE,
    Reason.TLS_HANDSHAKE: Verdict.UNSTABLE,
    Reason.TLS_TIMEOUT: Verdict.UNSTABLE,
    Reason.CONNECTION_LOST: Verdict.UNSTABLE,
    Reason.ANSWER_TIMEOUT: Verdict.UNSTABLE,
    Reason.PROTOCOL: Verdict.UNSTABLE,
    Reason.BUDGET: Verdict.UNSTABLE,
    Reason.ROBOTS: Verdict.BLOCKED,
    Reason.INTERNAL: Verdict.NOT_CHECKED,
}
"""Only a name that does not exist is final at first sight; all else may pass and is left to the following nights."""
_OTHERWISE = {
    "client-certificate": Judgement(verdict=Verdict.BLOCKED, reason="auth-required", detail="the server asks for a client certificate"),
    "host-frozen": Judgement(verdict=Verdict.BLOCKED, reason="rate-limited", detail="the server asked for a longer wait than a run allows"),
    "host-quota": Judgement(verdict=Verdict.NOT_CHECKED, reason="host-budget", detail="its website was asked as often as a run allows"),
}
"""Failures that say nothing against the link: its server wants to know who asks, or it was not asked at all."""
_ROBOT_DESK = re.compile(
    r"(?:^|[/_.-])(?:\w*captcha|challenge|bot-?(?:check|detect\w*)|js-?check|human-?(?:check|verif\w*)|verify-?human)(?:$|[/_.?-])",
    re.IGNORECASE,
)
"""Paths at which walls ask whether a person is looking."""
_ONE_WORD_FOR_ALL = "internal or forbidden address, not contacted"
"""A report must not tell what answers inside the network, so every refusal reads the same."""
_SCRIPTS = frozenset(
    {"scheme-javascript", "scheme-data", "scheme-vbscript", "scheme-file", "scheme-blob", "scheme-about", "scheme-view-source"}
)
"""Schemes to which no browser follows a redirect."""


def judge_loop(probe: Probe) -> Judgement | None:
    """`broken` when the redirects never end: no browser gets there either."""
    if not probe.loop:
        return None
    if any(hop.kind is HopKind.SCRIPT for hop in probe.hops):
        return Judgement(verdict=Verdict.BLOCKED, reason="script-only", detail="its scripts lead in circles for whoever cannot run them")
    if _leads_to_a_desk(probe):
        return Judgement(verdict=Verdict.BLOCKED, reason="challenge", detail="its redirects lead through a check for robots, and back")
    been = {hop.url for hop in probe.hops}
    circle = bool(probe.hops) and probe.hops[-1].location.partition("#")[0] in been
    return Judgement(
        verdict=Verdict.BROKEN,
        reason="redirect-loop" if circle else "too-many-redirects",
        detail=f"{len(probe.hops)} redirects without an end",
    )


def _leads_to_a_desk(probe: Probe) -> bool:
    """Whether a redirect leads to a check for robots; a word for one that the link itself has is the subject of its page."""
    asked = urlsplit(probe.target.url).path.lower()
    desks = (found for hop in probe.hops for found in _ROBOT_DESK.finditer(urlsplit(hop.location).path))
    return any(found[0].strip("/_.?-").lower() not in asked for found in desks)


def judge_refusal(probe: Probe) -> Judgement | None:
    """What it means that a redirect leads where nobody should or can follow."""
    refused = probe.refused
    if refused is None:
        return None
    target = probe.hops[-1].location[:200] if probe.hops else ""
    if refused.verdict is Verdict.UNSAFE:
        return Judgement(verdict=Verdict.UNSAFE, reason=refused.reason, detail="redirects to an " + _ONE_WORD_FOR_ALL)
    if refused.verdict is Verdict.UNSUPPORTED and refused.reason not in _SCRIPTS:
        return Judgement(verdict=Verdict.UNSUPPORTED, reason=refused.reason, detail=f"redirects to {target}")
    if refused.verdict is Verdict.BROKEN:
        return Judgement(verdict=Verdict.BROKEN, reason=refused.reason, detail=f"redirects to {target}")
    return Judgement(verdict=Verdict.BROKEN, reason="redirect-invalid", detail=f"redirects to {target}")


def judge_failure(probe: Probe) -> Judgement | None:
    """The verdict on an exchange that brought no answer; `not_checked` when there was no exchange at all."""
    final = probe.final
    if final is None:
        return Judgement(verdict=Verdict.NOT_CHECKED, reason="not-asked")
    failure = final.failure
    if failure is None:
        return None
    if failure.code in _OTHERWISE:
        return _OTHERWISE[failure.code]
    reason = failure.code if failure.reason is Reason.TLS_CERTIFICATE and failure.code else failure.reason.value
    return Judgement(verdict=_VERDICTS[failure.reason], reason=reason, detail=_detail(failure))


def _detail(failure: Failure) -> str:
    if failure.reason in {Reason.FORBIDDEN_ADDRESS, Reason.FORBIDDEN_PORT}:
        return _ONE_WORD_FOR_ALL
    return failure.detail[:200]
