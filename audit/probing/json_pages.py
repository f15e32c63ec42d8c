"""What an answer in JSON says of itself: programs put their errors inside an answer of success."""

import json
from typing import Any

from audit.model.probe import Exchange, Page

_CODES = ("status", "code", "statusCode", "status_code", "error", "errorCode", "error_code", "type", "reason", "classification")
_WORDS = ("error", "message", "title", "detail", "reason", "errors", "error_description", "msg")
_GONE = frozenset({"404", "410", "not_found", "notfound", "not found", "resource_not_found", "page_not_found", "no_such_key", "nosuchkey"})
_EXCUSES = ("not found", "not_found", "notfound", "does not exist", "doesn't exist", "no such", "unknown resource", "no longer available")
_SAYS_SO = frozenset({"not found", "page not found", "resource not found", "file not found", "object not found", "no such resource"})
_ENVELOPE = frozenset(
    {
        *("message", "msg", "detail", "error", "errors", "status", "code", "path", "timestamp", "success", "ok", "instance", "type"),
        *("error_code", "errorcode", "statuscode", "status_code", "trace_id", "request_id", "requestid", "documentation_url"),
        *("data", "result"),
    }
)
"""What an error is wrapped in; whatever else an answer names is a thing that was found."""
_FAILED = frozenset({"error", "fail", "failed", "failure", "false"})
_ERRORS = ("error", "errors")
_WITHIN = (*_ERRORS, "extensions", "meta", "response")
_READ = 100_000
_FEW = 6
_DEEP = 3


def json_page(exchange: Exchange, content_type: str) -> Page:
    """The facts of a JSON answer: whether a status inside it, or a short message, says that nothing is there."""
    try:
        told = json.loads(exchange.body[:_READ].decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        told = None
    return Page(content_type=content_type, length=len(exchange.body), signals=tuple(sorted(_signals(told))))


def _signals(told: Any) -> set[str]:
    if not isinstance(told, dict):
        return set()
    # What holds data answers the question, whatever else it says.
    parts = [told] if any(told.get(key) for key in ("data", "items", "results")) else _parts(told)
    codes = {str(part.get(key, "")).strip().lower() for part in parts for key in _CODES}
    words = " ".join(str(part.get(key, ""))[:200] for part in parts for key in _WORDS).lower()
    excused = any(phrase in words for phrase in _EXCUSES)
    failed = any(told.get(key) for key in _ERRORS) or any(
        str(part.get(key, "")).lower() in _FAILED for part in parts for key in ("status", "ok", "success", "result")
    )
    found: set[str] = set()
    if codes & _GONE or (excused and failed and len(told) <= _FEW) or _is_mere_excuse(told):
        found.add("body-status-not-found")
    if excused:
        found.add("text-not-found")
    if len(told) <= _FEW:
        found.add("thin")
    return found


def _is_mere_excuse(told: dict[str, Any]) -> bool:
    """Whether the answer is an error's envelope around a message that says nothing else."""
    said = {str(told.get(key, "")).strip(" .!").lower() for key in ("message", "msg", "detail", "error")}
    holds = any(told.get(key) for key in ("data", "result"))
    return bool(said & _SAYS_SO) and not holds and {key.lower() for key in told} <= _ENVELOPE


def _parts(told: dict[str, Any], depth: int = 0) -> list[dict[str, Any]]:
    """The answer itself and the errors inside it, the first of each list."""
    parts = [told]
    for key in _WITHIN:
        inner = told.get(key)
        inner = inner[0] if isinstance(inner, list) and inner else inner
        if isinstance(inner, dict) and depth < _DEEP:
            parts += _parts(inner, depth + 1)
    return parts
