"""Who may start audits, and how often anyone may guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.errors import SurroundingsError, UsageError
from audit.model.acknowledgement import Role
from audit.service.holders import Holder, Scope
from audit.service.serving import check_bind
from audit.service.tokens import Throttle, Tokens
from tests.service.conftest import HandClock

LONG = "q7Yw0cXk3mRz9uTb"


def test_tokens_come_from_the_lines_of_a_file_and_from_the_environment(tmp_path):
    path = tmp_path / "tokens"
    path.write_text(f"# for the newsroom\n{LONG}1\n\n  {LONG}2  \n")
    tokens = Tokens.read(file=path, variable=f"{LONG}3")
    holders = [tokens.open_to(f"Bearer {LONG}{number}") for number in (1, 2, 3, 4)]
    assert [holder and holder.name for holder in holders] == ["token-1", "token-2", "AUDIT_TOKEN", None]
    assert tokens.open_to("Bearer # for the newsroom") is None
    assert tokens.open_to(f"bearer   {LONG}1") == holders[0]
    assert LONG not in repr(tokens)


def test_a_token_is_good_for_starting_audits_and_for_what_its_line_says_besides(tmp_path):
    path = tmp_path / "tokens"
    path.write_text(f"{LONG}1\n{LONG}2 name=amina scopes=acknowledge\n{LONG}3\tscopes=runs,acknowledge role=manager\n")
    tokens = Tokens.read(file=path, variable=f"{LONG}4")
    holders = [tokens.open_to(f"Bearer {LONG}{number}") for number in (1, 2, 3, 4)]
    assert [(holder.name, holder.role, sorted(holder.scopes)) for holder in holders] == [
        ("token-1", Role.EDITOR, ["runs"]),
        ("amina", Role.EDITOR, ["acknowledge"]),
        ("token-3", Role.MANAGER, ["acknowledge", "runs"]),
        ("AUDIT_TOKEN", Role.OPS, ["acknowledge", "runs"]),
    ]
    assert tokens.allow(Scope.ACKNOWLEDGE)
    assert not Tokens.of([LONG]).allow(Scope.ACKNOWLEDGE)


@pytest.mark.parametrize("words", ["and more", "role=boss", "scopes=everything", "scopes=runs,", "name=", "name=a name=b"])
def test_a_line_that_is_not_understood_stops_the_start_and_is_not_repeated(words):
    with pytest.raises(SurroundingsError, match="Token number 2") as raised:
        Tokens.of([LONG, f"{LONG}9 {words}"])
    assert LONG not in str(raised.value)


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
    assert Tokens.of([LONG]).open_to(f"Bearer {header}") == (None if header.strip() != LONG else Holder(name="token-1"))


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
