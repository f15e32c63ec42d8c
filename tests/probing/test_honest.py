"""One phrase of a list condemns nobody: pages are read and judged, without a web."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from audit.judging.doubt import is_doubtful
from audit.model.probe import Page, Probe
from audit.model.verdict import WORKS
from audit.probing import phrases
from audit.probing.page import Order, read_page
from audit.probing.phrases.phrase import phrase
from tests.judging.making import answer, hop, target, verdict
from tests.probing.honest import NOTICES, PAGES
from tests.probing.phrasing import plainest
from tests.web.prose import missing, sentences, shell

FILES = [file for file in Path(str(phrases.__file__)).parent.glob("*.txt") if file.stem != "crash"]
HOST, OTHER = "valley.org", "brighthill.net"
FRONT, INNER = f"https://{HOST}/", f"https://{HOST}/node/7"
BOX = "<form action=/login><input name=user><input type=password><button>Log in</button><a href=/forgot>Forgot password?</a></form>"
NEWS = "<form><input type=email><button>Subscribe</button></form><p>We use cookies. Accept all cookies</p>"
CAPTCHA = '<script src="https://www.google.com/recaptcha/api.js"></script>'
MESSAGE = '<form><input name=name><textarea></textarea><div class="g-recaptcha"></div></form>' + CAPTCHA
DRAWER = "<nav>" + "".join(f"<a href=/{name}>{name}</a>" for name in ("work", "people", "news", "help", "contact")) + "</nav>"


def read(markup: str, url: str) -> Page:
    return read_page(Order(markup=markup, url=url, host=url.split("/")[2], content_type="text/html", length=len(markup)))


def asked(markup: str, url: str, *, start: str = "", sibling: int | None = 404, everywhere: bool = False) -> Probe:
    """What asking `start` brings: a page at `url`, and for a doubtful one what the server says to an address that cannot exist."""
    page, final, start = read(markup, url), answer(url=url), start or url
    hops = (hop(start, url),) if start != url else ()
    told: dict[str, Any] = {}
    if is_doubtful(page, final, hops, asked=start):
        other = page if everywhere else read(missing(HOST), url)
        told = {"sibling": other, "sibling_status": 200 if everywhere else sibling, "sibling_url": f"https://{HOST}/bcdfg"}
        told |= {"home": page} if everywhere else {}
    return Probe(target=target(start, texts=("Annual review",)), hops=hops, final=final, exchanges=(final,), page=page, **told)


def beside_excuses(markup: str) -> Probe:
    probe = asked(markup, INNER)
    return replace(probe, sibling_status=200) if probe.sibling else probe


def bare(title: str, main: str) -> str:
    return f"<!doctype html><title>{title}</title><body>{main}</body>"


SHAPES: dict[str, Callable[[str, str, str], Probe]] = {
    "a short page": lambda head, told, _: asked(shell(HOST, head, told), INNER),
    "a page of a server that turns us away elsewhere": lambda head, told, more: asked(shell(HOST, head, told + more), INNER, sibling=403),
    "a sentence below another heading": lambda head, told, more: asked(
        shell(HOST, "Our work", f"<h1>Our work</h1><p>{head}</p>{told.replace('h1', 'h3')}{more}"), INNER, sibling=None
    ),
    "a page among excuses that answer with success": lambda _, told, __: beside_excuses(
        shell(HOST, "Our work", f"<h1>Our work</h1>{told.replace('h1', 'h3')}")
    ),
    "a front page": lambda _, told, __: asked(shell(HOST, "Valley Trust", told), FRONT),
    "a site of one page": lambda _, told, more: asked(bare("Valley Trust", told + more), FRONT, everywhere=True),
    "a site of one page with a captcha": lambda _, told, more: asked(bare("Valley Trust", told + more + MESSAGE), FRONT, everywhere=True),
    "a site under its own name": lambda _, told, more: asked(bare(f"Valley Trust | {HOST}", told + more), FRONT, everywhere=True),
    "moved to another name": lambda head, told, _: asked(shell(HOST, head, told), f"https://{OTHER}/node/7", start=INNER),
    "a front page that moved": lambda _, told, __: asked(shell(HOST, "Valley Trust", told), f"https://{OTHER}/", start=FRONT, sibling=403),
    "a newsletter and a word on cookies": lambda head, told, more: asked(shell(HOST, head, told + more + NEWS), INNER),
    "a box to log in": lambda head, told, more: asked(bare(head, DRAWER + BOX + told + more), INNER),
    "a captcha in a form": lambda head, told, _: asked(shell(HOST, head, told + MESSAGE), INNER),
    "news by https": lambda _, told, more: asked(shell(HOST, "News", told + more), INNER, start=INNER.replace("https", "http")),
    "a long page that moved": lambda head, told, _: asked(
        shell(HOST, head, told + sentences(head, 25)), f"https://{OTHER}/node/7", start=INNER, sibling=403
    ),
    "a front page named as its address": lambda head, told, _: asked(
        shell(HOST, head, told, head='<link rel=canonical href="/">'), f"https://{HOST}/node/7"
    ),
}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page[0]}: {page[1]}")
def test_an_ordinary_page_stays_alive_in_whatever_shape(page: tuple[str, str, str]) -> None:
    _, head, sentence = page
    told, more = f"<h1>{head}</h1><p>{sentence}</p>", f"<p>{sentences(head, 2)}</p>"

    judged = {shape: verdict(make(head, told, more)) for shape, make in SHAPES.items()}

    assert {shape: (found.verdict, found.detail) for shape, found in judged.items() if found.verdict not in WORKS} == {}


def phrases_of(file: Path) -> list[str]:
    """A text for each way to say it, but for those that must stand at the beginning."""
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    ways = [way for line in lines for way in phrase(line).ways if not way.source.startswith("^")]
    return sorted({text for way in ways if way.pattern.search(text := plainest(way.source)) and not phrases.CRASH.search(text)})


@pytest.mark.parametrize("file", sorted(FILES), ids=lambda file: file.stem)
def test_whatever_a_phrase_is_one_sentence_of_it_condemns_no_page(file: Path) -> None:
    condemned = {}
    for text in phrases_of(file):
        told = f"<h1>Our work</h1><p>Three of us went to the river in May. Somebody said: {text}. And then we all ate bread.</p>"
        for shape in ("a short page", "a site under its own name", "a front page that moved", "a box to log in"):
            judged = verdict(SHAPES[shape]("Our work", told, f"<p>{sentences(text, 2)}</p>"))
            if judged.verdict not in WORKS:
                condemned[text] = (shape, judged.verdict, judged.detail)

    assert condemned == {}


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: f"{notice[0]}: {notice[1]} {notice[3][:30]}")
@pytest.mark.parametrize("url", [FRONT, INNER])
def test_a_notice_in_the_place_of_a_site_is_none_of_its_pages(notice: tuple[str, str, str, str], url: str) -> None:
    reason, title, heading, text = (part.format(h=HOST) for part in notice)

    judged = verdict(asked(bare(title, f"<h1>{heading}</h1><p>{text}</p>" if heading else f"<p>{text}</p>"), url, everywhere=True))

    assert judged.reason == reason
