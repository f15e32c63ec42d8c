"""What a probe says of itself."""

from dataclasses import fields, replace

from audit.model.probe import Certificate, Exchange, Failure, Probe, Reason, Target


def test_every_request_counts_second_looks_too():
    target = Target(id="t1_x", key="https://partner.org/", url="https://partner.org/", host="partner.org")
    page = Exchange(method="GET", url=target.url, at=0.0, status=200)
    sibling = Exchange(method="GET", url="https://partner.org/xyz", at=1.0, status=404, purpose="sibling")

    assert Probe(target=target, exchanges=(page, sibling)).requests == 2


def test_an_exchange_without_its_body_is_otherwise_the_same():
    whole = Exchange(
        method="GET",
        url="https://partner.org/",
        at=1.0,
        ms=2,
        status=200,
        http_version="1.1",
        reason_phrase="OK",
        headers=(("Server", "x"),),
        failure=Failure(reason=Reason.PROTOCOL),
        address="192.0.2.1",
        certificate=Certificate(not_after=1.0),
        tls_version="TLSv1.3",
        verified=False,
        body=b"<p>words",
        body_complete=True,
        bytes_received=8,
        purpose="hop",
    )

    bare = whole.bare()

    assert bare == replace(whole, body=b"")
    assert all(getattr(whole, one.name) != one.default for one in fields(whole)), "a field that is left at its default shows nothing"
    assert bare.bare() is bare


def test_of_a_field_sent_twice_the_first_value_counts_however_it_is_spelt():
    answer = Exchange(method="GET", url="https://partner.org/", at=0.0, headers=(("X-One", "1"), ("x-one", "2")))

    assert (answer.header("X-ONE"), answer.header("x-two")) == ("1", "")
