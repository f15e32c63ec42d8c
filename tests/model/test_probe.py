"""What a probe says of itself."""

from audit.model.probe import Exchange, Probe, Target


def test_every_request_counts_second_looks_too():
    target = Target(id="t1_x", key="https://partner.org/", url="https://partner.org/", host="partner.org")
    page = Exchange(method="GET", url=target.url, at=0.0, status=200)
    sibling = Exchange(method="GET", url="https://partner.org/xyz", at=1.0, status=404, purpose="sibling")

    assert Probe(target=target, exchanges=(page, sibling)).requests == 2
