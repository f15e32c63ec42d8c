"""Where a page itself sends its reader: a refresh, or a plain script."""

import re

_REFRESH = re.compile(r"^\s*(\d*\.?\d*)[^,;\s]*\s*[,;\s]?\s*(?:url\s*=\s*)?(.*)$", re.IGNORECASE | re.DOTALL)
_SCRIPT = re.compile(
    r"(?:(?:window|document|self|top|parent)\s*\.\s*)?location(?:\s*\.\s*href)?\s*=\s*(?![=])([\"'`])([^\"'`\s<>]{1,2000})\1"
    r"|location\s*\.\s*(?:replace|assign)\s*\(\s*([\"'`])([^\"'`\s<>]{1,2000})\3\s*\)",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(
    r"\baddEventListener\s*\(\s*[\"'](?!load|DOMContentLoaded)|\bonclick\b|\bonsubmit\b|\bif\s*\(|\?[^\"'`]{0,200}:|\bfunction\s+\w+\s*\([^)]{0,80}\)\s*\{",
    re.IGNORECASE,
)
_LONGEST_SCRIPT = 2_000
_QUOTES = "\"'"


def read_refresh(value: str) -> tuple[float, str] | None:
    """The seconds and the address of a refresh, the address empty when it reloads the page (HTML standard, 4.2.5.3)."""
    found = _REFRESH.match(value[:4_000])
    if not found or not value.strip() or not (found[1] or value.strip()[0] in ";,"):
        return None
    try:
        seconds = float(found[1] or 0)
    except ValueError:
        return None
    target = found[2].strip()
    if target[:1] in _QUOTES and target:
        target = target[1:].split(target[0], 1)[0]
    return seconds, target.strip()


def read_script(source: str) -> str:
    """The address that a short script leads to whatever happens; empty when it depends on something."""
    if len(source) > _LONGEST_SCRIPT or "location" not in source or _CONDITIONAL.search(source):
        return ""
    found = _SCRIPT.search(source)
    return (found[2] or found[4]) if found else ""
