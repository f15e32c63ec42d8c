"""Each target is asked about once, however often and however it is written."""

from datetime import UTC, datetime

from audit.model.link import Link, LinkKind
from audit.model.location import Location
from audit.model.verdict import Verdict
from audit.run.held.links import Links
from audit.run.targets import NOT_REACHED, Mentions

AT = datetime(2026, 11, 21, 2, tzinfo=UTC)


def link(href: str, *, kind: LinkKind = LinkKind.INLINE, text: str = "words", entry: str = "e1") -> Link:
    return Link(entry_id=entry, href=href, text=text, kind=kind, location=Location(path="a.md", field="description.0", line=3))


def mentions(*links: Link, **settings: object) -> Mentions:
    made = Mentions(**settings)
    for one in links:
        made.add(Links.of([one]))
    return made


def test_spellings_of_one_page_are_one_target_with_all_its_fragments():
    made = mentions(link("https://Partner.org/a#one"), link("https://partner.org/a#two"), link("https://partner.org/a", text="more"))
    (target,) = made.targets()

    assert target.url == "https://partner.org/a"
    assert target.fragments == ("one", "two")
    assert target.texts == ("words", "more")
    assert made.links == 3


def test_http_and_https_are_two_targets():
    assert mentions(link("http://partner.org/"), link("https://partner.org/")).to_ask == 2


def test_what_is_malformed_needs_no_network_and_keeps_what_was_typed():
    made = mentions(link("htps://partner.org/ "))
    (check,) = made.decided(at=AT)

    assert made.to_ask == 0
    assert check.judgement.verdict is Verdict.INVALID
    assert made.key_of(check.target_id) == "htps://partner.org/"


def test_internal_references_mail_and_telephone_are_kept_and_not_asked_about():
    made = mentions(
        link("entry::abc", kind=LinkKind.INTERNAL),
        link("mailto:a@partner.org", kind=LinkKind.MAIL),
        link("tel:+4912345", kind=LinkKind.PHONE),
    )

    assert made.internal == 3
    assert (made.links, made.to_ask) == (0, 0)


def test_a_mail_address_in_a_link_field_is_no_outbound_link():
    made = mentions(link("mailto:a@partner.org", kind=LinkKind.CALL_TO_ACTION))

    assert (made.internal, made.links) == (1, 0)


def test_excluded_hosts_are_counted_and_not_asked():
    made = mentions(link("https://www.partner.org/a"), link("https://partner.org.example.net/"), excluded=("partner.org",))
    (check,) = made.decided(at=AT)

    assert made.to_ask == 1
    assert (check.judgement.verdict, check.judgement.reason) == (Verdict.NOT_CHECKED, "excluded")


def test_credentials_are_noted_and_not_sent():
    (target,) = mentions(link("https://me:secret@partner.org/")).targets()

    assert target.credentials
    assert target.url == "https://partner.org/"


def test_targets_whose_turn_never_came_say_why():
    made = mentions(link("https://a.org/"), link("https://b.org/"))
    first = next(made.targets())

    (left,) = made.unasked({first.id}, why=NOT_REACHED, at=AT)

    assert (left.url, left.judgement.reason) == ("https://b.org/", "deadline")


def test_a_target_that_everybody_links_is_made_once_and_anew_after_a_further_mention():
    made = mentions(*(link("https://partner.org/a", entry=f"e{number}") for number in range(20)))
    (target,) = made.targets()

    assert made.target(target.id) is target
    made.add(Links.of([link("https://partner.org/a#two", text="more", entry="e21")]))
    assert (made.target(target.id).texts, made.target(target.id).fragments) == (("words", "more"), ("two",))
