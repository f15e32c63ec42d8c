"""Rules about addresses that need no network."""

import pytest

from audit.model.verdict import Verdict
from tests.rules.world import entry, found, judged, link, link_rules, says, target


def told(rule: str, href: str):
    return found(rule, entry(), (link(href),))


@pytest.mark.parametrize(
    ("href", "clean"),
    [
        ("https://x.example/w?utm_source=news", "https://x.example/w"),
        ("https://x.example/w?id=3&fbclid=IwAR&lang=de#top", "https://x.example/w?id=3&lang=de#top"),
        ("http://x.example/w?mc_eid=1&UTM_Medium=mail", "http://x.example/w"),
        ("https://x.example/w?_hsenc=a&gclid=b", "https://x.example/w"),
    ],
)
def test_trackers_are_told_with_the_address_without_them(href, clean):
    (finding,) = told("link-tracking", href)

    assert dict(finding.params)["suggestion"] == clean


@pytest.mark.parametrize(
    "href",
    [
        "https://x.example/w?id=3",
        "https://x.example/utm_source=1",
        "https://x.example/?source=a&ref=b",
        "mailto:a@x.example?utm_source=x",
        "https://[x/?utm_source=a",
    ],
)
def test_parameters_that_choose_a_page_are_silent(href):
    assert not told("link-tracking", href)


@pytest.mark.parametrize("href", ["https://bit.ly/3xYz", "http://www.tinyurl.com/abc", "//t.co/hYm2", "https://ow.ly/a"])
def test_short_addresses_are_told(href):
    assert told("link-shortener", href)


@pytest.mark.parametrize(
    "href", ["https://youtu.be/7Q4", "https://bit.ly", "https://bit.ly/", "https://orbit.ly.example/a", "https://amzn.to/x", "tel:+49"]
)
def test_addresses_that_are_short_by_nature_are_silent(href):
    assert not told("link-shortener", href)


@pytest.mark.parametrize(
    ("href", "inside"),
    [
        ("https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fx.example%2Fw&data=05", "https://x.example/w"),
        ("https://www.google.com/url?q=https://x.example/w&sa=D", "https://x.example/w"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fx.example%2Fw&h=AT", "https://x.example/w"),
        ("https://urldefense.com/v3/__https://x.example/w__;!!abc", ""),
        ("https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fx.example&c=E", "https://x.example"),
        ("https://x.us1.list-manage.com/track/click?u=1&id=2", ""),
        ("https://www.google.de/url?q=javascript:alert(1)", ""),
    ],
)
def test_wrapped_addresses_are_told_with_what_is_inside(href, inside):
    (finding,) = told("link-wrapped", href)

    assert dict(finding.params)["suggestion"] == inside


@pytest.mark.parametrize(
    "href",
    [
        "https://web.archive.org/web/2020/https://x.example/",
        "https://www.google.com/search?q=wells",
        "https://translate.google.com/translate?u=https://x.example",
        "https://www.facebook.com/river",
        "https://x.example/url?q=https://y.example",
        "https://www.linkedin.com/company/river",
    ],
)
def test_pages_that_were_meant_are_no_wrappers(href):
    assert not told("link-wrapped", href)


@pytest.mark.parametrize(
    "href",
    [
        "https://staging.x.example/w",
        "https://www-stg.x.example.org/",
        "https://deploy-preview-12--river.netlify.app/w",
        "https://x.example/wp-admin/post.php?post=3&action=edit",
        "https://x.example/?p=3&preview=true",
        "https://x.example/cp/collections/pages/entries/1",
        "https://x.example/node/12/edit",
        "https://docs.google.com/forms/d/1aB/edit",
        "https://www.canva.com/design/DAF/xyz/edit",
    ],
)
def test_rehearsal_copies_and_editors_pages_are_told(href):
    assert told("link-staging", href)


@pytest.mark.parametrize(
    "href",
    [
        "https://test.com/",
        "https://tested.com/staging",
        "https://web.dev/w",
        "https://staging.example/",
        "https://developers.google.com/",
        "https://x.example/preview",
        "https://x.example/?preview=true",
        "https://docs.google.com/forms/d/e/1FAIp/viewform",
        "https://x.example/cp/",
        "https://x.example/stage-craft",
        "mailto:staging@staging.x.example",
    ],
)
def test_addresses_that_only_look_like_a_rehearsal_are_silent(href):
    assert not told("link-staging", href)


@pytest.mark.parametrize("href", ["file:///C:/Users/a/report.pdf", "C:\\Users\\a\\report.pdf", "\\\\server\\share\\x.docx", "d:/x.pdf"])
def test_files_on_one_computer_are_told(href):
    assert told("link-local-file", href)


@pytest.mark.parametrize("href", ["https://x.example/file:/a", "/files/report.pdf", "c:", "https://c/", "callto:x"])
def test_other_files_are_silent(href):
    assert not told("link-local-file", href)


@pytest.mark.parametrize(
    ("verdict", "reason"),
    [(Verdict.NOT_CHECKED, "excluded"), (Verdict.NOT_CHECKED, "probing-off"), (Verdict.BLOCKED, "forbidden")],
)
def test_an_http_link_of_which_nobody_will_know_more_is_told(verdict, reason):
    assert "link-http" in link_rules(judged(verdict, reason), to=target("http://x.example/"))
    assert "link-http" not in link_rules(judged(verdict, reason), to=target("https://x.example/"))


@pytest.mark.parametrize(
    ("verdict", "reason"), [(Verdict.UNSTABLE, "connect-timeout"), (Verdict.NOT_CHECKED, "host-budget"), (Verdict.NOT_CHECKED, "network")]
)
def test_an_http_link_of_which_the_next_night_will_know_more_is_silent(verdict, reason):
    assert "link-http" not in link_rules(judged(verdict, reason), to=target("http://x.example/"))


@pytest.mark.parametrize("verdict", [Verdict.OK, Verdict.BROKEN, Verdict.REDIRECTED_TEMPORARY])
def test_an_http_link_that_was_settled_is_silent(verdict):
    assert "link-http" not in link_rules(judged(verdict, "status-404"), to=target("http://x.example/"))


def test_an_http_link_that_is_left_out_of_checking_is_told_by_its_own_letters():
    from audit.rules import LINK_RULES, check_links
    from tests.rules.world import CONTEXT

    mention = (link(" HTTP://x.example/"),)
    (finding,) = check_links(entry(), mention, None, judged(Verdict.NOT_CHECKED, "excluded"), rules=LINK_RULES, context=CONTEXT)

    assert finding.rule == "link-http"


def test_one_address_in_two_fields_is_two_findings():
    links = (
        link("https://bit.ly/1", field="summary"),
        link("https://bit.ly/1", field="description.1.content.0"),
        link("https://bit.ly/1", field="description.4.content.2"),
    )

    assert [(each.field, len(each.occurrences)) for each in found("link-shortener", entry(), links)] == [("summary", 1), ("description", 2)]


def test_addresses_of_a_broken_file_are_left_to_the_checker():
    assert not says("link-shortener", entry(), (link("https://bit.ly/1", salvaged=True),))
