"""The families of reasons that judging gives."""

CREDENTIALS = frozenset({"credentials", "credentials-in-link", "userinfo"})
IN_THE_ADDRESS = CREDENTIALS | {"deceptive-userinfo", "deceptive"}
"""Faults of how the address is written, whatever the website does."""
EXPIRING = frozenset({"cert-expires-soon"})
_LOGIN = frozenset(
    {"login", "auth-required", "payment", "payment-required", "paywall", "sign-in", "status-401", "status-402", "status-407"}
)
_REFUSALS = frozenset({"not-found", "gone", "removed"})
_NAMES = frozenset({"name-not-found", "name-no-address"})
_TROUBLE = (
    "name-",
    "connect",
    "tls-",
    "answer-",
    "status-5",
    "unreachable",
    "protocol",
    "budget",
    "timeout",
    "server-error",
    "maintenance",
)


def is_loop(reason: str) -> bool:
    """Whether redirects never end."""
    return "loop" in reason.split("-") or reason in {"too-many-redirects", "redirect-limit"}


def is_name(reason: str) -> bool:
    """Whether the name leads to no machine."""
    return reason in _NAMES


def is_refusal(reason: str) -> bool:
    """Whether the website says that there is no such page."""
    return reason in _REFUSALS or reason.startswith("status-4")


def is_certificate(reason: str) -> bool:
    """Whether browsers warn of the certificate."""
    return reason.startswith(("cert", "tls-certificate", "tls-legacy")) and reason not in EXPIRING


def is_trouble(reason: str) -> bool:
    """Whether the website or the way to it fails, which may pass."""
    return reason.startswith(_TROUBLE) and not is_name(reason)


def is_login(reason: str) -> bool:
    """Whether visitors are asked to sign in or to pay."""
    return reason in _LOGIN
