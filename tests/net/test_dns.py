"""Names, and exactly why some lead nowhere."""

import asyncio

import pytest

from audit.clock import SystemClock
from audit.model.probe import Reason
from audit.net import open_exchanger
from audit.net.dns import Names
from audit.net.noanswer import NoAnswerError
from audit.ports import Request
from tests.net.kit import settings
from tests.net.names import naming


async def look_up(answers, *, timeout=60.0, name="site.example.org"):
    async with naming(answers) as server:
        names = Names(nameservers=(server.address,), timeout=timeout)
        try:
            return await names.addresses(name), server
        except NoAnswerError as error:
            return error.failure.reason, server
        finally:
            await names.close()


def always(v4, v6=()):
    return lambda _name, kind, _count: v4 if kind == "A" else (v6 or ([] if isinstance(v4, list) else v4))


async def test_both_kinds_of_addresses_are_found():
    found, server = await look_up(always(["192.0.2.1", "192.0.2.2"], ["2001:db8::1"]))

    assert found == ("2001:db8::1", "192.0.2.1", "192.0.2.2")
    assert sorted(server.asked) == [("site.example.org", "A"), ("site.example.org", "AAAA")]


async def test_a_name_may_have_only_one_kind():
    assert (await look_up(always([], ["2001:db8::1"])))[0] == ("2001:db8::1",)
    assert (await look_up(always(["192.0.2.1"])))[0] == ("192.0.2.1",)


async def test_an_answer_too_long_for_one_packet_is_fetched_by_tcp():
    assert (await look_up(lambda _n, kind, _c: "truncated" if kind == "A" else []))[0] == ("127.0.0.1",)


async def test_a_missing_name_is_asked_for_twice_and_then_whether_it_is_an_alias():
    reason, server = await look_up(always("NXDOMAIN"))

    assert reason is Reason.NAME_NOT_FOUND
    assert server.asked.count(("site.example.org", "AAAA")) == 2
    assert server.asked.count(("site.example.org", "A")) == 3


async def test_a_name_that_was_missing_only_once_is_there():
    found, _ = await look_up(lambda _n, kind, count: "NXDOMAIN" if count == 1 else (["192.0.2.1"] if kind == "A" else []))

    assert found == ("192.0.2.1",)


@pytest.mark.parametrize(
    ("v4", "v6", "reason"),
    [
        ([], [], Reason.NAME_NO_ADDRESS),
        ("SERVFAIL", "SERVFAIL", Reason.NAME_SERVER_FAILED),
        ("REFUSED", "REFUSED", Reason.NAME_SERVER_FAILED),
        ("SERVFAIL", "NXDOMAIN", Reason.NAME_SERVER_FAILED),
        ("silence", "silence", Reason.NAME_TIMEOUT),
        ("silence", "NXDOMAIN", Reason.NAME_TIMEOUT),
    ],
)
async def test_each_kind_of_trouble_is_told_apart_and_doubt_wins(v4, v6, reason):
    seconds = 0.6 if "silence" in (v4, v6) else 60.0
    assert (await look_up(lambda _n, kind, _c: v4 if kind == "A" else v6, timeout=seconds))[0] is reason


async def test_a_server_that_never_answers_for_ipv6_costs_little():
    async with asyncio.timeout(30):
        found, _ = await look_up(lambda _n, kind, _c: ["192.0.2.1"] if kind == "A" else "silence")

    assert found == ("192.0.2.1",)


async def test_a_server_that_never_answers_for_ipv4_leaves_the_other_addresses():
    found, _ = await look_up(lambda _n, kind, _c: ["2001:db8::1"] if kind == "AAAA" else "silence", timeout=0.6)

    assert found == ("2001:db8::1",)


async def test_a_name_that_cannot_be_asked_for_is_missing():
    assert (await look_up(always(["192.0.2.1"]), name="a" * 64 + ".example.org"))[0] is Reason.NAME_NOT_FOUND


async def test_however_many_wait_a_name_is_asked_for_once_and_remembered():
    async with naming(always(["192.0.2.1"])) as server:
        names = Names(nameservers=(server.address,))
        found = await asyncio.gather(*(names.addresses("site.example.org") for _ in range(50)))
        found.append(await names.addresses("site.example.org"))
        await names.close()

    assert set(found) == {("192.0.2.1",)}
    assert server.asked.count(("site.example.org", "A")) == 1


async def test_one_who_gives_up_does_not_take_the_answer_from_others():
    async with naming(always(["192.0.2.1"])) as server:
        names = Names(nameservers=(server.address,))
        impatient = asyncio.create_task(names.addresses("site.example.org"))
        patient = asyncio.create_task(names.addresses("site.example.org"))
        await asyncio.sleep(0)
        impatient.cancel()

        assert await patient == ("192.0.2.1",)
        await names.close()


async def test_closing_ends_what_is_under_way():
    async with naming(always("silence")) as server:
        names = Names(nameservers=(server.address,), timeout=30.0)
        waiting = asyncio.create_task(names.addresses("site.example.org"))
        await asyncio.sleep(0.05)
        await names.close()

        with pytest.raises(asyncio.CancelledError):
            await waiting


async def test_no_name_server_at_all_is_silence():
    names = Names(nameservers=("127.0.0.1:9",), timeout=0.6)
    with pytest.raises(NoAnswerError) as caught:
        await names.addresses("site.example.org")
    await names.close()

    assert caught.value.failure.reason is Reason.NAME_TIMEOUT


@pytest.mark.parametrize(("then", "reason"), [("SERVFAIL", Reason.NAME_SERVER_FAILED), ("NXDOMAIN", Reason.NAME_NOT_FOUND)])
async def test_what_an_exchange_says_is_what_the_second_question_brought(then, reason):
    async with (
        naming(lambda _n, _k, count: "NXDOMAIN" if count == 1 else then) as server,
        open_exchanger(settings(nameservers=(server.address,), retries=0), SystemClock()) as exchanger,
    ):
        answer = await exchanger.exchange(Request(url="http://site.berlindo.org/"))

    assert answer.failure is not None
    assert answer.failure.reason is reason
