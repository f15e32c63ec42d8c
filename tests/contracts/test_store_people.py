"""What any store keeps of people: their mails, their wishes, and their words."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from audit.model.acknowledgement import AckEnd
from audit.model.correspondence import HandOver, LinkKey, Preference, Rhythm
from audit.stores import SqlStore
from tests.contracts.making import acknowledgement, night, report, run
from tests.contracts.nights import StandingClock


async def test_a_message_is_known_to_be_sent_once_it_was_marked(store):
    assert not await store.was_sent("<report-1@audit.example.org>")
    for _ in range(2):
        await store.mark_sent("<report-1@audit.example.org>", at=night(0))
    assert await store.was_sent("<report-1@audit.example.org>")


async def test_of_two_who_want_to_hand_a_message_over_one_may(store):
    message, stale = "<list-1@audit.example.org>", timedelta(minutes=15)

    async def claimed(at):
        return await store.claim(message, at=at, stale=at - stale)

    assert sorted(await asyncio.gather(*(claimed(night(0)) for _ in range(5)))) == [False, False, False, False, True]
    assert not await claimed(night(0) + stale)
    assert await claimed(night(0) + stale + timedelta(seconds=1)), "whoever had it was killed"
    await store.release(message)
    assert await claimed(night(0) + stale)


async def test_what_people_want_of_the_mails_is_kept_the_last_word_counting(store):
    for day, rhythm in enumerate((Rhythm.OFF, Rhythm.MONTHLY)):
        await store.keep_preference(Preference(ref="o1_amina", rhythm=rhythm, since=night(day)))
        await store.keep_hand_over(HandOver(initiative_id="ini_1", to_ref=f"o1_{day}", by_ref="o1_amina", at=night(day)))
    assert await store.preferences() == (Preference(ref="o1_amina", rhythm=Rhythm.MONTHLY, since=night(1)),)
    assert await store.hand_overs() == (HandOver(initiative_id="ini_1", to_ref="o1_1", by_ref="o1_amina", at=night(1)),)


async def test_keys_of_addresses_are_kept_newest_first_until_they_are_forgotten(store):
    keys = [LinkKey(id=f"0000000{day}", secret="ab" * 32, made_at=night(day)) for day in range(3)]
    for key in keys:
        await store.keep_link_key(key)
    assert await store.link_keys() == tuple(reversed(keys))
    assert await store.forget_link_keys(before=night(2)) == 2
    assert await store.link_keys() == (keys[2],)


async def test_peoples_words_are_kept_renewed_and_forgotten_when_they_are_long_over(url):
    store = SqlStore(url, clock=StandingClock(night(500)))
    await store.open()
    first = acknowledgement()
    second = acknowledgement(created_at=night(1))
    await store.keep_acknowledgements([second, first])
    assert await store.acknowledgements() == (first, second)
    over = replace(first, ended_at=night(2), ended=AckEnd.EXPIRED)
    done = run(2)
    await store.finish(done, report(done), records=(), streaks=(), links=(), acknowledgements=[over])
    assert await store.acknowledgements() == (over, second)
    await store.prune(400)
    assert await store.acknowledgements() == (second,)
    await store.close()


async def test_a_word_that_was_taken_back_while_a_run_was_in_progress_stays_over(store):
    read = acknowledgement()
    await store.keep_acknowledgements([read])
    over = replace(read, ended_at=night(1), ended=AckEnd.REMOVED, ended_by="amina")
    await store.keep_acknowledgements([over])
    done = run(2)
    await store.finish(done, report(done), records=(), streaks=(), links=(), acknowledgements=[replace(read, matched_at=night(2))])
    assert await store.acknowledgements() == (over,)


async def test_a_word_of_the_file_holds_again_when_it_stands_there_again(store):
    filed = replace(acknowledgement(), filed=True)
    await store.keep_acknowledgements([replace(filed, ended_at=night(1), ended=AckEnd.REMOVED)])
    await store.keep_acknowledgements([filed])
    assert await store.acknowledgements() == (filed,)
