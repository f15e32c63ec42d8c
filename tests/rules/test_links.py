import pytest

from audit.model.finding import Certainty, Severity
from audit.model.verdict import FragmentState, Verdict
from audit.rules import LINK_RULES
from audit.rules.checking import WHY_SILENT
from audit.wording import catalogue
from tests.rules.world import judged, link, link_findings, link_rules, target

REASONS = (
    *("status-200", "status-400", "status-401", "status-402", "status-403", "status-404", "status-410", "status-429", "status-451"),
    *("status-500", "status-503", "status-999", "name-not-found", "name-no-address", "name-server-failed", "name-timeout", "reserved-name"),
    *("connect-timeout", "connect-refused", "unreachable", "tls-certificate", "tls-handshake", "tls-timeout", "connection-lost"),
    *("answer-timeout", "protocol", "budget", "robots", "internal", "forbidden-address", "forbidden-port", "internal-name", "malformed"),
    *(
        "redirect-loop",
        "redirect-chain",
        "cert-expired",
        "cert-wrong-host",
        "cert-self-signed",
        "cert-untrusted",
        "cert-weak",
        "tls-legacy",
    ),
    *(
        "cert-expires-soon",
        "https-available",
        "login",
        "auth-required",
        "challenge",
        "parking",
        "hijacked",
        "deceptive-userinfo",
        "credentials",
    ),
    *("empty", "too-long", "template", "excluded", "deadline", "moved", "a-word-that-nobody-thought-of", ""),
)


@pytest.mark.parametrize("verdict", list(Verdict))
def test_no_verdict_falls_through_in_silence(verdict):
    for reason in REASONS:
        rules = link_rules(judged(verdict, reason))

        assert rules or verdict in WHY_SILENT, reason
        assert len([rule for rule in LINK_RULES if rule.name in rules and rule.family == "link"]) <= 1, reason


@pytest.mark.parametrize("verdict", list(WHY_SILENT))
def test_silence_has_a_reason(verdict):
    assert link_rules(judged(verdict)) == []
    assert WHY_SILENT[verdict].endswith(".")


@pytest.mark.parametrize(
    ("verdict", "reason", "rule", "severity", "certainty"),
    [
        (Verdict.INVALID, "malformed", "link-malformed", Severity.FIX, Certainty.CONFIRMED),
        (Verdict.BROKEN, "reserved-name", "link-malformed", Severity.FIX, Certainty.CONFIRMED),
        (Verdict.UNSAFE, "private-address", "link-private", Severity.FIX, Certainty.CONFIRMED),
        (Verdict.UNSAFE, "forbidden-port", "link-port", Severity.FIX, Certainty.CONFIRMED),
        (Verdict.PARKED, "coming-soon", "link-holding-page", Severity.FIX, Certainty.CANNOT_TELL),
        (Verdict.BROKEN, "account-suspended", "link-holding-page", Severity.FIX, Certainty.CANNOT_TELL),
        (Verdict.PARKED, "seized", "link-unsafe", Severity.REMOVE, Certainty.CANNOT_TELL),
        (Verdict.UNSTABLE, "cert-expired", "link-certificate", Severity.FIX, Certainty.CONFIRMED),
        (Verdict.UNSTABLE, "tls-handshake", "link-server-error", Severity.FIX, Certainty.CONFIRMED),
        (Verdict.BROKEN, "redirect-invalid", "link-broken", Severity.FIX, Certainty.CONFIRMED),
        (Verdict.BROKEN, "too-many-redirects", "link-redirect-loop", Severity.FIX, Certainty.CONFIRMED),
        (Verdict.BLOCKED, "payment-required", "link-login", Severity.FIX, Certainty.CANNOT_TELL),
        (Verdict.BLOCKED, "script-only", "link-blocked", Severity.FIX, Certainty.CANNOT_TELL),
        (Verdict.INSECURE, "deceptive-userinfo", "link-deceptive", Severity.REMOVE, Certainty.CANNOT_TELL),
        (Verdict.PARKED, "hijacked", "link-unsafe", Severity.REMOVE, Certainty.CANNOT_TELL),
        (Verdict.PARKED, "threat-list", "link-unsafe", Severity.REMOVE, Certainty.CONFIRMED),
        (Verdict.PARKED, "parking", "link-parked", Severity.FIX, Certainty.CONFIRMED),
        (Verdict.BROKEN, "redirect-loop", "link-redirect-loop", Severity.FIX, Certainty.CONFIRMED),
        (Verdict.BROKEN, "name-not-found", "link-site-gone", Severity.FIX, Certainty.CONFIRMED),
        (Verdict.BROKEN, "status-404", "link-not-found", Severity.FIX, Certainty.CONFIRMED),
        (Verdict.BROKEN, "status-410", "link-not-found", Severity.FIX, Certainty.CONFIRMED),
        (Verdict.UNSTABLE, "status-503", "link-server-error", Severity.FIX, Certainty.CONFIRMED),
        (Verdict.BROKEN, "connect-refused", "link-server-error", Severity.FIX, Certainty.CONFIRMED),
        (Verdict.BROKEN, "video-removed", "link-broken", Severity.FIX, Certainty.CONFIRMED),
        (Verdict.INSECURE, "cert-expired", "link-certificate", Severity.FIX, Certainty.CONFIRMED),
        (Verdict.INSECURE, "something-else", "link-certificate", Severity.FIX, Certainty.CONFIRMED),
        (Verdict.SOFT_404, "same-as-sibling", "link-soft-404", Severity.FIX, Certainty.CANNOT_TELL),
        (Verdict.BLOCKED, "login", "link-login", Severity.FIX, Certainty.CANNOT_TELL),
        (Verdict.BLOCKED, "status-401", "link-login", Severity.FIX, Certainty.CANNOT_TELL),
        (Verdict.BLOCKED, "challenge", "link-blocked", Severity.FIX, Certainty.CANNOT_TELL),
        (Verdict.BLOCKED, "robots", "link-blocked", Severity.FIX, Certainty.CANNOT_TELL),
        (Verdict.REDIRECTED_PERMANENT, "moved", "link-moved", Severity.TIDY, Certainty.CONFIRMED),
        (Verdict.REDIRECTED_TEMPORARY, "redirect-chain", "link-redirect-chain", Severity.TIDY, Certainty.CONFIRMED),
        (Verdict.INSECURE, "cert-expires-soon", "link-certificate-expiring", Severity.TIDY, Certainty.CONFIRMED),
        (Verdict.INSECURE, "credentials-in-link", "link-credentials", Severity.FIX, Certainty.CONFIRMED),
    ],
)
def test_a_verdict_becomes_the_finding_that_describes_it(verdict, reason, rule, severity, certainty):
    (finding,) = link_findings(judged(verdict, reason))

    assert (finding.rule, finding.severity, finding.certainty) == (rule, severity, certainty)


@pytest.mark.parametrize(("reason", "rule"), [("name-not-found", "link-site-gone"), ("status-404", "link-not-found")])
def test_a_name_that_a_stranger_could_take_over_is_told_as_such(reason, rule):
    (plain,) = link_findings(judged(Verdict.BROKEN, reason))
    (risky,) = link_findings(judged(Verdict.BROKEN, reason, notes=("takeover-risk",)))

    assert (risky.rule, risky.id) == (rule, plain.id)
    assert "stranger" in catalogue().message(risky).title
    assert "stranger" not in catalogue().message(plain).title


def test_a_page_that_is_not_what_it_was_is_told_in_place_of_its_new_address():
    judgement = judged(Verdict.REDIRECTED_PERMANENT, notes=("drifted",), final_url="https://elsewhere.example/")
    (finding,) = link_findings(judgement)

    assert (finding.rule, finding.certainty) == ("link-drifted", Certainty.CANNOT_TELL)


def test_an_insecure_http_address_is_told_of_https():
    assert link_rules(judged(Verdict.INSECURE, "https-available"), to=target("http://river.example/")) == ["link-insecure"]
    assert link_rules(judged(Verdict.OK, notes=("https-available",)), to=target("http://river.example/")) == ["link-insecure"]


def test_a_redirect_from_http_to_https_is_told_as_http():
    moved = judged(Verdict.REDIRECTED_PERMANENT, notes=("http-to-https", "trivial"))

    assert link_rules(moved, to=target("http://river.example/")) == ["link-insecure"]
    assert link_rules(judged(Verdict.OK, notes=("https-available",)), to=target("https://river.example/")) == []


@pytest.mark.parametrize("href", ["https://www.river-trust.org@evil.example/x", "http://bank.com:443@203.0.113.7/"])
def test_an_address_that_reads_like_another_website_is_told(href):
    assert link_rules(judged(Verdict.OK), link(href))[0] == "link-deceptive"


@pytest.mark.parametrize(
    "href", ["https://first.last@river.example/", "https://maps.example/@48.1,11.5,12z", "https://social.example/@river.org"]
)
def test_an_at_sign_that_deceives_nobody_is_silent(href):
    assert link_rules(judged(Verdict.OK), link(href)) == []


def test_a_note_of_an_ending_certificate_is_told_beside_the_verdict():
    assert link_rules(judged(Verdict.REDIRECTED_PERMANENT, notes=("cert-expires-soon",))) == ["link-moved", "link-certificate-expiring"]


def test_a_dead_link_with_an_ending_certificate_is_only_dead():
    assert link_rules(judged(Verdict.BROKEN, "status-404", notes=("cert-expires-soon",))) == ["link-not-found"]


def test_credentials_are_told_whatever_the_website_does():
    assert link_rules(judged(Verdict.OK), to=target(credentials=True)) == ["link-credentials"]
    assert link_rules(judged(Verdict.BROKEN, "status-404"), to=target(credentials=True)) == ["link-not-found", "link-credentials"]


def test_a_moved_link_in_a_chain_is_told_once():
    assert link_rules(judged(Verdict.REDIRECTED_PERMANENT, notes=("redirect-chain",))) == ["link-moved"]


def test_all_mentions_in_a_field_are_one_finding():
    here, there = link(line=9), link(line=12, text="pumps", field="description.5.content.0")
    (finding,) = link_findings(judged(Verdict.BROKEN, "status-404"), here, there)

    assert [(each.location.line, each.text) for each in finding.occurrences] == [(9, "wells"), (12, "pumps")]
    assert finding.field == "description.content"
    assert dict(finding.params)["words"] == "wells"


def test_moving_a_paragraph_and_a_404_that_becomes_a_410_keep_the_identity():
    (before,) = link_findings(judged(Verdict.BROKEN, "status-404"), link(field="description.3.content.1", line=9))
    (after,) = link_findings(judged(Verdict.BROKEN, "status-410"), link(field="description.8.content.0", line=30, text="our wells"))

    assert before.id == after.id


def test_an_address_that_cannot_be_read_is_told_apart_by_its_letters():
    from audit.rules import check_links
    from tests.rules.world import CONTEXT, entry

    judgement = judged(Verdict.INVALID, "misspelt-scheme", suggest="https://river.example/")
    (finding,) = check_links(entry(), (link(" htps://river.example/"),), None, judgement, rules=LINK_RULES, context=CONTEXT)

    assert finding.target_key == "htps://river.example/"
    assert finding.target_id == ""
    assert dict(finding.params)["suggestion"] == "https://river.example/"


def test_the_end_of_a_redirect_is_told_only_when_it_is_another_address():
    (finding,) = link_findings(judged(Verdict.REDIRECTED_PERMANENT, final_url="https://river.example/new"))
    (same,) = link_findings(judged(Verdict.BROKEN, "status-404", final_url="https://river.example/wells"))

    assert dict(finding.params)["redirect"] == "https://river.example/new"
    assert dict(same.params)["redirect"] == ""


def test_every_missing_part_of_a_page_is_a_finding_of_its_own():
    mentions = (link("https://river.example/r#a"), link("https://river.example/r#b", line=10), link("https://river.example/r#c", line=11))
    states = (("a", FragmentState.MISSING), ("b", FragmentState.FOUND), ("c", FragmentState.MISSING), ("d", FragmentState.MISSING))
    found = link_findings(judged(Verdict.OK, fragments=states), *mentions, to=target("https://river.example/r"))

    assert [finding.rule for finding in found] == ["anchor-missing", "anchor-missing"]
    assert [finding.target_key for finding in found] == ["https://river.example/r#a", "https://river.example/r#c"]
    assert [each.location.line for finding in found for each in finding.occurrences] == [9, 11]
    assert len({finding.id for finding in found}) == 2


def test_a_part_spelt_in_another_way_is_the_same_part():
    mention = link("https://river.example/r#C%C3%B4te d’Ivoire")
    found = link_findings(judged(Verdict.OK, fragments=(("Côte%20d’Ivoire", FragmentState.MISSING),)), mention)

    assert [finding.rule for finding in found] == ["anchor-missing"]


@pytest.mark.parametrize("state", [FragmentState.FOUND, FragmentState.UNVERIFIABLE, FragmentState.NOT_APPLICABLE])
def test_a_part_that_is_there_or_cannot_be_told_is_silent(state):
    assert link_rules(judged(Verdict.OK, fragments=(("a", state),)), link("https://river.example/r#a")) == []


def test_a_dead_page_has_no_missing_parts():
    missing = (("a", FragmentState.MISSING),)

    assert link_rules(judged(Verdict.BROKEN, "status-404", fragments=missing), link("https://river.example/r#a")) == ["link-not-found"]
