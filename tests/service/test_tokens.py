"""Who may start audits, and how often anyone may guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.errors import SurroundingsError, UsageError
from audit.service.serving import check_bind
from audit.service.tokens import Throttle, Tokens
from tests.service.conftest import HandClock

LONG = "q7Yw0cXk3mRz9uTb"


def test_tokens_come_from_the_lines_of_a_file_and_from_the_environment(tmp_path):
    path = tmp_path / "tokens"
    path.write_text(f"# for the newsroom\n{LONG}1\n\n  {LONG}2  \n")
    tokens = Tokens.read(file=path, variable=f"{LONG}3")
    assert [tokens.open_to(f"Bearer {LONG}{number}") for number in (1, 2, 3, 4)] == ["token-1", "token-2", "token-3", None]
    assert tokens.open_to("Bearer # for the newsroom") is None
    assert tokens.open_to(f"bearer   {LONG}1") == "token-1"
    assert LONG not in repr(tokens)


def test_without_tokens_nothing_fits():
    assert not Tokens.read(file=None, variable="")
    assert Tokens().open_to("Bearer ") is None
    assert Tokens().open_to("") is None


def test_a_token_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(SurroundingsError, match="token file"):
        Tokens.read(file=tmp_path / "none", variable="")


@given(st.text(max_size=40))
def test_no_header_opens_the_door_but_the_right_one(header):
    assert Tokens.of([LONG]).open_to(header) is None
    assert Tokens.of([LONG]).open_to(f"Bearer {header}") is (None if header.strip() != LONG else "token-1")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7"])
def test_a_short_token_is_no_key_to_a_door_that_the_world_can_reach(host):
    with pytest.raises(UsageError):
        check_bind(host, Tokens.of(["short"]))
    check_bind(host, Tokens.of([LONG]))
    check_bind(host, Tokens())
    check_bind("127.0.0.1", Tokens.of(["short"]))


def test_the_memory_of_callers_is_bounded_and_waiting_ends():
    clock = HandClock()
    throttle = Throttle(clock=clock, most=2, window=60)
    for _ in range(2):
        throttle.note("a")
    assert throttle.wait("a") == 60
    assert throttle.wait("b") == 0
    clock.move(30)
    assert 29 <= throttle.wait("a") <= 31
    clock.move(31)
    assert throttle.wait("a") == 0
    for number in range(10_050):
        throttle.note(str(number))
    assert len(throttle._seen) == 10_000
