"""Pages that are not what they were, and those that only look so."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from audit.judging.drift import DRIFTED
from audit.model.probe import Probe
from audit.model.standing import PageSeen
from audit.model.verdict import Judgement, Verdict
from tests.judging.making import answer, hop, page, shown, target, verdict

URL = "https://brunnenfreunde.org/2019/bericht"
GERMAN = (
    "Unser Verein baut seit zwölf Jahren Brunnen in den Dörfern am oberen Tana. Im letzten Sommer haben Freiwillige aus Kassel und"
    " Nairobi gemeinsam die Pumpe in Garissa erneuert, und die Kinder müssen nicht mehr stundenlang für sauberes Wasser laufen."
    " Der Jahresbericht zeigt, wofür die Spenden verwendet werden und was als Nächstes geplant ist."
)
TITLE = "Jahresbericht 2019 – Brunnenfreunde Kassel"
TRANSLATED = (
    "For twelve years our association has been building wells in the villages on the upper Tana. Last summer volunteers from Kassel"
    " and Nairobi renewed the pump in Garissa, and the children no longer have to walk for hours to fetch clean water."
    " The annual report shows how the donations are used and what is planned next."
)
REWRITTEN = (
    "Wasser für alle: wie wir am Tana arbeiten. Die Pumpe in Garissa läuft wieder, dank vieler Helferinnen und Helfer. Hier steht,"
    " was wir mit den Spenden gemacht haben, welche Dörfer als nächste an der Reihe sind, und wie auch Sie dem Verein beitreten können."
)
STRANGE = (
    "Selamat datang di situs kami, tempat terbaik untuk bermain dan menang setiap hari. Anda bisa mendaftar dalam waktu singkat"
    " dan mulai bermain dengan ribuan anggota lain dari seluruh negeri. Bonus besar menanti anda yang bergabung pada malam ini juga."
)
ENGLISH = (
    "The quickest way to a slimmer kitchen is to throw away what you have not used for a year, and this is the list that we made"
    " of the ten gadgets that are not worth the money. You will be surprised by number seven, and your drawers will thank you for it."
)


def before(text: str = GERMAN, *, title: str = TITLE, **more) -> PageSeen:
    at = datetime(2026, 11, 3, 2, tzinfo=UTC)
    judgement = Judgement(verdict=Verdict.OK, reason="status-200", **more)
    return PageSeen(at=at, read_at=at, judgement=judgement, excerpt=text, title=title)


def now(text: str, *signals: str, title: str = "", url: str = URL, seen: PageSeen | None = None, **more) -> Probe:
    said = page(text, *signals, title=title, headings=(title,) if title else (), own_links=20)
    return replace(shown(said, url, **more), before=seen or before())


def moved(probe: Probe, end: str) -> Probe:
    start = probe.target.url
    return replace(probe, hops=(hop(start, end, 302),), final=answer(url=end), exchanges=(answer(302, start), answer(url=end)))


def test_another_subject_in_another_language_is_a_suspicion_and_no_verdict():
    judged = verdict(now(STRANGE, title="Tempat terbaik"))

    assert judged.verdict is Verdict.OK
    assert DRIFTED in judged.notes


@pytest.mark.parametrize(
    ("probe", "reason"),
    [
        (now(STRANGE, "spam-words", title="Situs terbaik"), "hijacked"),
        (now(STRANGE, "gambling-words", title="Kasino terbaik"), "hijacked"),
        (now(ENGLISH, "parking-bodis", title="Kitchens"), "parked"),
        (now(ENGLISH[:150], "for-sale", title="brunnenfreunde.org"), "parked"),
        (
            moved(
                now(ENGLISH, title="Ten gadgets", target=target(URL, texts=("Brunnen am Tana",))), "https://slim-kitchen.net/ten-gadgets"
            ),
            "hijacked",
        ),
    ],
    ids=["spam", "games of chance", "a domain parker's scripts", "for sale", "sent on to another name"],
)
def test_with_a_second_kind_of_evidence_the_name_has_a_new_owner(probe, reason):
    judged = verdict(probe)

    assert (judged.verdict, judged.reason) == (Verdict.PARKED, reason)


def test_the_evidence_says_since_when():
    assert "2026-11-03" in verdict(now(ENGLISH, "parking-bodis")).detail


@pytest.mark.parametrize(
    "probe",
    [
        now(REWRITTEN, title="Was wir tun"),
        now(TRANSLATED, title="Annual report 2019 – Brunnenfreunde Kassel"),
        now(TRANSLATED, title="Annual report"),
        now(ENGLISH, title="News of today", seen=before(TRANSLATED, title="News of yesterday")),
        now(GERMAN, title=TITLE),
        now(STRANGE, title="Brunnen Freunde"),
        now(STRANGE, title="Bericht"),
        now(STRANGE, title="Selamat", target=target(URL, texts=("Selamat datang",))),
        now(STRANGE, "consent-words", title="Cookies"),
        now("Zu kurz.", title="Kurz"),
        now(STRANGE, seen=before("Willkommen!")),
        now(STRANGE, seen=before("", title="")),
        now("xyzzy " * 40),
        replace(now(STRANGE), page=replace(page(STRANGE), analysed=False)),
        replace(now(STRANGE), before=None),
    ],
    ids=[
        "written anew",
        "translated",
        "translated, under a title of its own",
        "a front page that changes every day",
        "as it was",
        "the site still names itself",
        "it says what its address says",
        "it says what the link says",
        "a door",
        "next to nothing to read",
        "next to nothing known",
        "nothing known",
        "no language at all",
        "not read",
        "never seen before",
    ],
)
def test_what_was_written_anew_or_translated_or_changes_every_day_is_as_it_was(probe):
    judged = verdict(probe)

    assert judged.verdict is Verdict.OK
    assert DRIFTED not in judged.notes


def test_a_licensed_casino_that_is_translated_is_a_casino():
    was = "Das Kasino Seeblick hat jeden Abend geöffnet, und im großen Saal mit den Tischen für Roulette ist der Eintritt frei."
    says = "The Seeblick is open every night, and there is no charge for the great hall with the tables on which you play roulette."
    seen = before(was, title="Kasino Seeblick")
    judged = verdict(now(says, "gambling-words", title="Seeblick", url="https://seeblick-am-see.org/", seen=seen))

    assert judged.verdict is Verdict.OK


def test_a_site_that_moved_to_another_name_and_language_and_still_says_who_it_is_moved():
    probe = now(TRANSLATED, title="Annual report", target=target(URL, texts=("Brunnen am Tana",)))

    assert verdict(moved(probe, "https://wellfriends.org/annual-report")).verdict is Verdict.REDIRECTED_TEMPORARY


def test_where_it_always_led_to_that_name_it_has_not_moved():
    seen = before(final_url="https://slim-kitchen.net/old")
    probe = now(ENGLISH, title="Ten gadgets", target=target(URL, texts=("Brunnen am Tana",)), seen=seen)
    judged = verdict(moved(probe, "https://slim-kitchen.net/ten-gadgets"))

    assert judged.verdict is not Verdict.PARKED
    assert DRIFTED in judged.notes


def test_nobody_is_led_to_a_page_that_is_not_what_it_was():
    start = URL
    probe = now(ENGLISH, title="Ten gadgets", seen=before(final_url="https://slim-kitchen.net/old"))
    probe = replace(
        probe, hops=(hop(start, "https://slim-kitchen.net/ten-gadgets", 301),), final=answer(url="https://slim-kitchen.net/ten-gadgets")
    )

    assert verdict(probe).suggest is None


def test_scripts_of_characters_without_blanks_are_compared_too():
    seen = before("村里修了一口新井，人们再也不用走好几个小时去打水了。志愿者们和孩子们一起种下了树。", title="新井的故事")

    assert DRIFTED in verdict(now(STRANGE, title="Tempat terbaik", seen=seen)).notes
