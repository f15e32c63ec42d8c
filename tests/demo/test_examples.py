"""The examples promise that the demo's web knows every address in them, and that they bother nobody outside it."""

import re
from functools import cache
from urllib.parse import urljoin, urlsplit

from audit.demo import examples_folder, expected, fragment_state, verdicts
from audit.demo.world import TONIGHT, world
from audit.model.verdict import FragmentState, Verdict

HREF = re.compile(r"""\bhref: '?([^'\n]+)'?$|\b(?:url_to_take_action|website|source_url): '?([^'\n]+)'?$""", re.MULTILINE)
BARE = re.compile(r"\b[a-z]{3,7}://[^\s'\"()<>\]]+")
INTERNAL = ("asset::", "entry::", "statamic://")


def files(pattern="*"):
    return sorted(path for path in (examples_folder() / "content").rglob(pattern) if path.is_file())


@cache
def hrefs():
    found = set()
    for path in files():
        text = path.read_text(encoding="utf-8")
        found |= {one or other for one, other in HREF.findall(text)}
        found |= {address.rstrip(".,") for address in BARE.findall(text)}
    return sorted(href for href in found if not href.startswith(INTERNAL))


def test_the_demo_knows_what_becomes_of_every_address():
    assert [href for href in hrefs() if expected(href) is None] == []


def test_every_promise_of_the_demo_is_kept_by_an_address_in_the_content_or_by_a_page_on_the_way():
    mentioned = {re.sub("^http:", "https:", href.partition("#")[0]) for href in hrefs()}
    unmentioned = {re.sub("^http:", "https:", address) for address, verdict in verdicts().items() if verdict is not Verdict.OK} - mentioned
    on_the_way = {urljoin(f"https://{site.host}/", page.to) for site in world().sites.values() for page in site.pages if page.to}
    # Only an editor of an earlier night linked here.
    assert unmentioned - on_the_way == {"https://hedgerowleague.example/species-list"}


def test_all_verdicts_that_a_web_can_produce_are_there():
    there = {expected(href) for href in hrefs()}
    assert there == set(Verdict) - {Verdict.NOT_CHECKED}


def test_both_kinds_of_fragments_are_there():
    assert {fragment_state(href) for href in hrefs()} >= {FragmentState.FOUND, FragmentState.MISSING}


def test_most_addresses_are_healthy():
    healthy = [href for href in hrefs() if expected(href) is Verdict.OK]
    assert len(healthy) > 0.7 * len(hrefs())


def host_of(href):
    """The machine or mail domain that an address leads to; empty when it leads to none."""
    if href.startswith(("tel:", "file:")):
        return ""
    return urlsplit(href.replace("https://https:", "https:")).hostname or href.partition("?")[0].rpartition("@")[2]


def test_no_address_leads_to_anybody_outside():
    hosts = {host_of(href) for href in hrefs()} - {""}
    assert {host for host in hosts if not host.endswith(".example") and not host.startswith("192.168.")} == set()


def test_there_are_about_twenty_five_published_initiatives_and_two_drafts():
    initiatives = [path.read_text(encoding="utf-8") for path in files("partner_initiatives/*.md")]
    drafts = [text for text in initiatives if "\npublished: false\n" in text]
    assert len(drafts) == 2
    assert 24 <= len(initiatives) - len(drafts) <= 28


def test_ids_are_unique():
    found = [line for path in files("*.md") for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("id: ")]
    assert len(found) == len(set(found))


def test_one_dead_page_is_used_in_several_initiatives():
    using = [
        path for path in files("partner_initiatives/*.md") if "https://commonfund.example/match/2024" in path.read_text(encoding="utf-8")
    ]
    assert len(using) == 3


def test_one_dead_website_has_several_links():
    assert len([href for href in hrefs() if "://oldapples.example/" in href]) >= 3


def test_fewer_than_one_in_twenty_good_addresses_fail_first_tonight():
    # More would look like trouble of our own connection, and the demo would end inconclusive.
    yesterday, tonight = verdicts(TONIGHT - 1), verdicts(TONIGHT)
    good = [href for href in {href.partition("#")[0] for href in hrefs()} if yesterday.get(href) is Verdict.OK]
    failing = [href for href in good if tonight[href] in {Verdict.BROKEN, Verdict.UNSTABLE}]
    assert 0 < len(failing) < 0.05 * len(good)


def test_names_that_do_not_exist_have_no_site():
    assert not set(world().dead) & set(world().sites)
