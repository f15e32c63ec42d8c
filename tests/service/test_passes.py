"""The words in the addresses of people's own pages: who signs them, for how long, and what they are good for."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.model.correspondence import LinkKey
from audit.service.keyring import Keyring
from audit.service.passes import KEPT, LIFE, SIGNING, Pass, Purpose, new_key, opened, signed
from tests.service.conftest import HandClock

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
KEY = new_key(NOW)
REF = "o1_0123456789abcdef"


@dataclass
class Keys:
    kept: list[LinkKey] = field(default_factory=list)

    async def link_keys(self) -> tuple[LinkKey, ...]:
        return tuple(sorted(self.kept, key=lambda key: key.made_at, reverse=True))

    async def keep_link_key(self, key: LinkKey) -> None:
        self.kept.append(key)

    async def forget_link_keys(self, *, before: datetime) -> int:
        old = [key for key in self.kept if key.made_at < before]
        self.kept = [key for key in self.kept if key.made_at >= before]
        return len(old)


@pytest.mark.parametrize("purpose", Purpose)
def test_a_word_is_good_until_its_last_day(purpose):
    word = signed(REF, purpose, key=KEY, now=NOW)
    assert opened(word, keys=[KEY], now=NOW) == Pass(ref=REF, purpose=purpose, until=NOW.date() + LIFE[purpose])
    assert opened(word, keys=[KEY], now=NOW + LIFE[purpose]) is not None
    assert opened(word, keys=[KEY], now=NOW + LIFE[purpose] + timedelta(days=1)) is None


def test_lists_hold_five_weeks_and_the_way_off_the_list_a_year():
    assert {Purpose.OWN: timedelta(days=35), Purpose.STOP: timedelta(days=400)} == LIFE
    assert opened(signed(REF, Purpose.OWN, key=KEY, now=NOW), keys=[KEY], now=NOW).until == date(2026, 12, 28)


def test_the_same_mail_made_twice_on_a_day_has_the_same_word():
    assert signed(REF, Purpose.OWN, key=KEY, now=NOW) == signed(REF, Purpose.OWN, key=KEY, now=NOW + timedelta(hours=5))


def test_the_word_tells_nobody_whose_it_is():
    word = signed(REF, Purpose.OWN, key=KEY, now=NOW)
    assert "0123456789abcdef" not in word
    assert KEY.secret not in repr(KEY)


def test_a_word_has_one_spelling():
    word = signed(REF, Purpose.STOP, key=KEY, now=NOW)
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    good = [sign for sign in signs if opened(word[:-1] + sign, keys=[KEY], now=NOW)]
    assert good == [word[-1]]
    assert opened(word + "=", keys=[KEY], now=NOW) is None


@given(place=st.integers(0, 41), sign=st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"))
def test_a_word_with_one_sign_changed_opens_nothing(place, sign):
    word = signed(REF, Purpose.STOP, key=KEY, now=NOW)
    changed = word[:place] + sign + word[place + 1 :]
    assert opened(changed, keys=[KEY], now=NOW) is None or changed == word


@given(st.text(max_size=60))
def test_no_other_word_opens_anything(word):
    assert opened(word, keys=[KEY], now=NOW) is None


def test_a_key_of_the_same_name_that_is_another_key_opens_nothing():
    word = signed(REF, Purpose.OWN, key=KEY, now=NOW)
    assert opened(word, keys=[replace(KEY, secret="00" * 32)], now=NOW) is None
    assert opened(word, keys=[], now=NOW) is None


async def test_keys_change_every_month_and_old_ones_open_as_long_as_their_words_hold():
    keys, clock = Keys(), HandClock(at=NOW)
    ring = Keyring(store=keys, clock=clock, url="https://audit.example.org")
    first = await ring.pages_of(REF)
    assert first.settings_url == f"{first.list_url}settings"
    assert first.hand_over_url == f"{first.list_url}hand-over"
    word = first.stop_url.removeprefix("https://audit.example.org/owners/").removesuffix("/stop")
    assert (await ring.opened(word)).purpose is Purpose.STOP
    await ring.pages_of(REF)
    assert len(keys.kept) == 1
    clock.at += SIGNING
    await ring.pages_of(REF)
    assert len(keys.kept) == 2
    assert (await ring.opened(word)).ref == REF
    clock.at = NOW + KEPT + timedelta(days=1)
    assert await ring.opened(word) is None
    await ring.pages_of(REF)
    assert len(keys.kept) == 2, "the first one is forgotten"
