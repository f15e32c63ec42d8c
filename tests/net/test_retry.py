"""What is asked again, how often, and when a host is left alone."""

import pytest

from audit.model.probe import Exchange, Failure, Reason
from audit.net.breaker import Breaking
from audit.net.retry import Retrying
from audit.net.waits import retry_after
from audit.ports import Request
from tests.net.kit import FastClock, Scripted, settings

URL = "http://a.example.org/"


def failed(reason, code=""):
    return {"failure": Failure(reason=reason, code=code)}


async def ask(answers, request=None, **more):
    clock, inner = FastClock(), Scripted([*answers])
    answer = await Retrying(inner=inner, settings=settings(**{"retry_wait": 2.0, **more}), clock=clock).exchange(
        request or Request(url=URL)
    )
    return answer, inner.asked, clock.slept


@pytest.mark.parametrize("status", [408, 421, 425, 429, 500, 502, 503, 504, 522])
async def test_a_status_that_may_pass_is_asked_again(status):
    answer, asked, slept = await ask([{"status": status}, {"status": 200}])

    assert (answer.status, len(asked), slept) == (200, 2, [2.0])


@pytest.mark.parametrize("status", [200, 204, 301, 304, 400, 401, 403, 404, 410, 451, 501, 505, 600, 999])
async def test_a_status_that_means_what_it_says_is_not(status):
    answer, asked, _ = await ask([{"status": status}])

    assert (answer.status, len(asked)) == (status, 1)


async def test_the_wait_doubles_and_the_tries_end():
    answer, asked, slept = await ask([{"status": 500}], retries=3)

    assert (answer.status, len(asked), slept) == (500, 4, [2.0, 4.0, 8.0])


@pytest.mark.parametrize(
    "reason",
    [Reason.CONNECT_TIMEOUT, Reason.ANSWER_TIMEOUT, Reason.NAME_TIMEOUT, Reason.TLS_TIMEOUT, Reason.CONNECT_REFUSED, Reason.UNREACHABLE],
)
async def test_a_time_out_gets_one_more_chance(reason):
    _, asked, _ = await ask([failed(reason)], retries=3)

    assert len(asked) == 2
    assert asked[1].fresh


@pytest.mark.parametrize(
    "reason",
    [
        Reason.NAME_NOT_FOUND,
        Reason.TLS_CERTIFICATE,
        Reason.TLS_HANDSHAKE,
        Reason.FORBIDDEN_ADDRESS,
        Reason.ROBOTS,
        Reason.BUDGET,
        Reason.INTERNAL,
    ],
)
async def test_a_failure_that_will_not_pass_is_final(reason):
    _, asked, _ = await ask([failed(reason)])

    assert len(asked) == 1


async def test_what_a_head_fails_at_is_left_to_get():
    for answer in ({"status": 503}, failed(Reason.CONNECTION_LOST), failed(Reason.ANSWER_TIMEOUT)):
        _, asked, _ = await ask([answer], Request(url=URL, method="HEAD"))
        assert len(asked) == 1
    _, asked, _ = await ask([failed(Reason.NAME_SERVER_FAILED)], Request(url=URL, method="HEAD"))
    assert len(asked) == 3


async def test_a_misdirected_request_gets_a_new_connection():
    _, asked, _ = await ask([{"status": 421}, {"status": 200}])

    assert [request.fresh for request in asked] == [False, True]


async def test_a_kept_connection_that_closed_is_forgotten_at_once():
    answer, asked, slept = await ask([failed(Reason.CONNECTION_LOST, "kept-connection"), {"status": 200}], retries=0)

    assert (answer.status, len(asked), slept) == (200, 2, [])


async def test_what_cannot_be_parsed_gets_a_forgiving_reader():
    answer, asked, _ = await ask([failed(Reason.PROTOCOL, "unparsable"), {"status": 200}], retries=0)

    assert answer.status == 200
    assert [request.lenient for request in asked] == [False, True]


async def test_a_forgiving_reader_is_asked_only_once():
    _, asked, _ = await ask([failed(Reason.PROTOCOL, "unparsable")], retries=0)

    assert len(asked) == 2


async def test_a_slow_server_gets_more_time_and_is_remembered():
    clock, inner = FastClock(), Scripted([failed(Reason.ANSWER_TIMEOUT), {"status": 200}])
    retrying = Retrying(inner=inner, settings=settings(), clock=clock)
    await retrying.exchange(Request(url=URL))
    await retrying.exchange(Request(url=URL + "2"))
    await retrying.exchange(Request(url="http://b.example.org/"))

    assert [request.patience for request in inner.asked] == [1.0, 1.25, 1.25, 1.0]


async def test_the_wait_that_the_server_asks_for_is_kept():
    _, _, slept = await ask([{"status": 429, "headers": (("Retry-After", "5"),)}, {"status": 200}])
    assert slept == [5.0]

    _, asked, _ = await ask([{"status": 429, "headers": (("Retry-After", "500"),)}])
    assert len(asked) == 1


@pytest.mark.parametrize("purpose", ["robots", "sibling", "home", "upgrade", "canary"])
async def test_a_second_look_is_taken_once(purpose):
    _, asked, _ = await ask([{"status": 503}], Request(url=URL, purpose=purpose))

    assert len(asked) == 1


@pytest.mark.parametrize(
    ("wish", "date", "seconds"),
    [
        ("3", "", 3.0),
        (" 0 ", "", 0.0),
        ("2.5", "", 2.5),
        ("Thu, 01 Jan 2026 00:00:30 GMT", "", 20.0),
        ("Thu, 01 Jan 2026 00:00:30 GMT", "Thu, 01 Jan 2026 00:00:27 GMT", 3.0),
        ("Thursday, 01-Jan-26 00:00:30 GMT", "", 20.0),
        ("Thu Jan  1 00:00:30 2026", "", 20.0),
        ("Wed, 31 Dec 2025 23:00:00 GMT", "", 0.0),
        ("", "", None),
        ("soon", "", None),
        ("-3", "", None),
        ("\u0663", "", None),
        ("Thu, 99 Jan 2026 00:00:30 GMT", "", None),
    ],
)
def test_a_wish_to_wait_is_read_in_all_its_forms(wish, date, seconds):
    answer = Exchange(method="GET", url=URL, at=0.0, status=503, headers=(("Retry-After", wish), ("Date", date)))

    assert retry_after(answer, now=FastClock(second=10.0).now()) == seconds


async def test_a_host_that_is_down_is_left_alone():
    clock, inner = FastClock(), Scripted([failed(Reason.CONNECT_TIMEOUT)])
    breaking = Breaking(inner=inner, settings=settings(), clock=clock)
    answers = [await breaking.exchange(Request(url=f"{URL}{number}", purpose="hop")) for number in range(30)]

    assert len(inner.asked) == 2
    assert {answer.failure.reason for answer in answers} == {Reason.CONNECT_TIMEOUT}
    assert answers[-1].failure.code == "host-down"
    assert (answers[-1].url, answers[-1].purpose) == (f"{URL}29", "hop")


async def test_a_host_that_was_down_is_tried_again_after_a_while():
    clock, inner = FastClock(), Scripted([failed(Reason.CONNECT_REFUSED), failed(Reason.CONNECT_REFUSED), {"status": 200}])
    breaking = Breaking(inner=inner, settings=settings(down_for=60.0), clock=clock)
    for _ in range(3):
        await breaking.exchange(Request(url=URL))
    clock.second += 61

    assert (await breaking.exchange(Request(url=URL))).status == 200
    assert (await breaking.exchange(Request(url=URL))).status == 200
    assert len(inner.asked) == 4


async def test_a_host_that_answers_now_and_then_is_not_down():
    inner = Scripted([failed(Reason.CONNECT_TIMEOUT), {"status": 500}, failed(Reason.CONNECT_TIMEOUT), {"status": 404}])
    breaking = Breaking(inner=inner, settings=settings(), clock=FastClock())
    for _ in range(4):
        await breaking.exchange(Request(url=URL))
    assert len(inner.asked) == 4


async def test_what_a_page_does_says_nothing_about_its_host():
    for reason in (Reason.ANSWER_TIMEOUT, Reason.CONNECTION_LOST, Reason.PROTOCOL, Reason.FORBIDDEN_ADDRESS):
        inner = Scripted([failed(reason)])
        breaking = Breaking(inner=inner, settings=settings(), clock=FastClock())
        for _ in range(5):
            await breaking.exchange(Request(url=URL))
        assert len(inner.asked) == 5


async def test_a_host_that_is_down_is_not_asked_again():
    answer, asked, slept = await ask([failed(Reason.CONNECT_TIMEOUT, "host-down")])

    assert (len(asked), slept) == (1, [])
    assert answer.failure.code == "host-down"


async def test_when_we_run_short_others_are_waited_for():
    answer, asked, _ = await ask([failed(Reason.INTERNAL, "out-of-resources")] * 3 + [{"status": 200}], retries=0)

    assert (answer.status, len(asked)) == (200, 4)
