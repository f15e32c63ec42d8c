"""What the transport raises, told as evidence."""

import errno
import ssl
import time

import pytest

from audit.model.probe import Reason
from audit.net import failures
from audit.net.attempt import Attempt
from audit.net.deadlines import Deadlines
from tests.net.kit import PATIENT


def attempt(phase, *, reused=False):
    return Attempt(
        host="a.example.org",
        port=80,
        budgets=PATIENT,
        deadline=Deadlines().until(1e9),
        time=time.monotonic,
        ends_at=1e9,
        phase=phase,
        reused=reused,
    )


@pytest.mark.parametrize(
    ("number", "phase", "reason"),
    [
        (errno.ECONNREFUSED, "connect", Reason.CONNECT_REFUSED),
        (errno.ETIMEDOUT, "connect", Reason.CONNECT_TIMEOUT),
        (errno.ENETUNREACH, "connect", Reason.UNREACHABLE),
        (errno.EHOSTUNREACH, "connect", Reason.UNREACHABLE),
        (errno.ECONNRESET, "connect", Reason.CONNECTION_LOST),
        (errno.ECONNRESET, "tls", Reason.TLS_HANDSHAKE),
        (errno.ECONNRESET, "answer", Reason.CONNECTION_LOST),
        (errno.EMFILE, "connect", Reason.INTERNAL),
        (errno.ENFILE, "name", Reason.INTERNAL),
    ],
)
def test_the_systems_words_become_evidence(number, phase, reason):
    assert failures.of(OSError(number, "why"), attempt(phase)).reason is reason


def test_several_failed_addresses_are_one_failure():
    group = OSError("Multiple exceptions")
    group.__cause__ = ExceptionGroup("all", [OSError(errno.ECONNREFUSED, "no"), OSError(errno.ECONNREFUSED, "no")])

    assert failures.of(group, attempt("connect")).reason is Reason.CONNECT_REFUSED


def test_causes_in_a_circle_come_to_an_end():
    one, other = OSError("a"), OSError("b")
    one.__cause__, other.__cause__ = other, one

    assert failures.of(one, attempt("answer")).reason is Reason.CONNECTION_LOST


@pytest.mark.parametrize(
    ("error", "phase", "reason", "code"),
    [
        (ssl.SSLEOFError(8, "EOF occurred"), "answer", Reason.CONNECTION_LOST, ""),
        (ssl.SSLError(1, "[SSL: BAD_THING] bad thing"), "answer", Reason.CONNECTION_LOST, ""),
        (ssl.SSLError(1, "[SSL: SOME] thing"), "tls", Reason.TLS_HANDSHAKE, "tls-handshake"),
        (EOFError(), "tls", Reason.TLS_HANDSHAKE, "tls-closed"),
    ],
)
def test_a_broken_secure_connection_is_told_by_its_phase(error, phase, reason, code):
    found = failures.of(error, attempt(phase))

    assert (found.reason, found.code) == (reason, code)


def test_on_a_kept_connection_a_loss_proves_nothing():
    assert failures.of(OSError(errno.ECONNRESET, "reset"), attempt("answer", reused=True)).code == "kept-connection"


@pytest.mark.parametrize(
    ("phase", "reason"),
    [
        ("name", Reason.NAME_TIMEOUT),
        ("connect", Reason.CONNECT_TIMEOUT),
        ("tls", Reason.TLS_TIMEOUT),
        ("answer", Reason.ANSWER_TIMEOUT),
        ("body", Reason.ANSWER_TIMEOUT),
    ],
)
def test_a_budget_that_is_used_up_names_its_phase(phase, reason):
    assert failures.timed_out(attempt(phase)).reason is reason
