"""What a probe says of itself."""

from audit.model.probe import Exchange, Probe, Target


def test_every_request_counts_second_looks_too():
    target = Target(id="t1_x", key="https://partner.org/", url="https://partner.org/", host="partner.org")
    page = Exchange(method="GET", url=target.url, at=0.0, status=200)
    sibling = Exchange(method="GET", url="https://partner.org/xyz", at=1.0, status=404, purpose="sibling")

    assert Probe(target=target, exchanges=(page, sibling)).requests == 2


def test_an_exchange_without_its_body_is_otherwise_the_same():
    whole = Exchange(method="GET", url="https://partner.org/", at=0.0, status=200, headers=(("Server", "x"),), body=b"<p>words")

    assert whole.bare() == Exchange(method="GET", url="https://partner.org/", at=0.0, status=200, headers=(("Server", "x"),))


def test_of_a_field_sent_twice_the_first_value_counts_however_it_is_spelt():
    answer = Exchange(method="GET", url="https://partner.org/", at=0.0, headers=(("X-One", "1"), ("x-one", "2")))

    assert (answer.header("X-ONE"), answer.header("x-two")) == ("1", "")
