"""What the transport raises, told as evidence."""

import errno
import ssl
from collections.abc import Iterator
from dataclasses import replace

from audit.model.probe import Failure, Reason
from audit.net import tls
from audit.net.attempt import Attempt
from audit.net.noanswer import NoAnswerError

_UNREACHABLE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL, errno.ENETDOWN, errno.EACCES, errno.EPERM})
_OUR_OWN = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
OUT_OF_RESOURCES = "out-of-resources"
"""The code of a failure for want of open files or memory on our side."""
_TIMEOUTS = {
    "name": Reason.NAME_TIMEOUT,
    "connect": Reason.CONNECT_TIMEOUT,
    "tls": Reason.TLS_TIMEOUT,
    "answer": Reason.ANSWER_TIMEOUT,
    "body": Reason.ANSWER_TIMEOUT,
}


def timed_out(attempt: Attempt) -> Failure:
    """The budget of a phase was used up."""
    return Failure(reason=_TIMEOUTS[attempt.phase], detail=f"no {attempt.phase} within {attempt.budget:g} s")


def of(error: BaseException, attempt: Attempt) -> Failure:
    """The failure behind an exception of the transport."""
    if attempt.refusal is not None:
        return attempt.refusal
    causes = list(_causes(error))[::-1]  # the innermost first: the HTTP client wraps in classes that look like the real thing
    for cause in causes:
        if isinstance(cause, NoAnswerError):
            return cause.failure
        if isinstance(cause, ssl.SSLError):
            return _handshake(cause, attempt)
    for cause in causes:
        if isinstance(cause, OSError) and cause.errno is not None:
            return _system(cause, attempt)
    if attempt.phase == "tls":
        code = "client-certificate" if attempt.certificate_wanted else "tls-closed"
        return Failure(reason=Reason.TLS_HANDSHAKE, code=code, detail="closed during the handshake")
    return lost(attempt, "the connection was closed before the answer was complete")


def lost(attempt: Attempt, detail: str) -> Failure:
    """The connection ended too early; on a kept one that proves nothing about the server."""
    return Failure(reason=Reason.CONNECTION_LOST, code="kept-connection" if attempt.reused else "", detail=detail)


def _handshake(error: ssl.SSLError, attempt: Attempt) -> Failure:
    found = tls.failure(error)
    if attempt.certificate_wanted and found.reason is Reason.TLS_HANDSHAKE:
        return replace(found, code="client-certificate")
    if attempt.phase == "tls" or found.code == "client-certificate":
        return found
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return lost(attempt, "closed without an answer")
    return found if found.code != "tls-handshake" else lost(attempt, found.detail)


def _system(error: OSError, attempt: Attempt) -> Failure:
    detail = (error.strerror or str(error))[:200]
    if error.errno in _OUR_OWN:
        return Failure(reason=Reason.INTERNAL, code=OUT_OF_RESOURCES, detail=detail)
    if attempt.phase != "connect":
        if attempt.phase == "tls":
            code = "client-certificate" if attempt.certificate_wanted else "tls-closed"
            return Failure(reason=Reason.TLS_HANDSHAKE, code=code, detail=detail)
        return lost(attempt, detail)
    if error.errno == errno.ECONNREFUSED:
        return Failure(reason=Reason.CONNECT_REFUSED, detail=detail)
    if error.errno == errno.ETIMEDOUT:
        return Failure(reason=Reason.CONNECT_TIMEOUT, detail=detail)
    if error.errno in _UNREACHABLE:
        return Failure(reason=Reason.UNREACHABLE, detail=detail)
    return Failure(reason=Reason.CONNECTION_LOST, detail=detail)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception and what lies behind it, the outermost first."""
    seen: set[int] = set()
    todo: list[BaseException | None] = [error]
    while todo:
        one = todo.pop(0)
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        if isinstance(one, BaseExceptionGroup):
            todo += one.exceptions
        inner = getattr(one, "os_error", None)
        todo += [inner if isinstance(inner, BaseException) else None, one.__cause__, one.__context__]
