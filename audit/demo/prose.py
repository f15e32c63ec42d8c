"""Texts for the demo's pages: human, and different on every page."""

import random
from functools import cache
from importlib.resources import files

from audit.demo.world import Page, Site

_SENTENCES = 19
"""Makes pages of about 400 words."""
_PARAGRAPH = 4
"""Sentences in a paragraph."""
_PEOPLE = ("Agnes", "Bashir", "Carla", "Dimitri", "Esther", "Farouk", "Greta", "Hoa", "Ivana", "Joaquim", "Keiko", "Leszek", "Malaika")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_SMALL = ("two", "three", "four", "five", "six", "seven", "eight")


@cache
def _sentences() -> tuple[str, ...]:
    return tuple((files("audit.demo") / "sentences.txt").read_text(encoding="utf-8").splitlines())


@cache
def paragraphs(site: Site, page: Page) -> tuple[str, ...]:
    """The text of a page, the same whenever it is asked for."""
    dice = random.Random(f"{site.host}{page.path}")  # noqa: S311 - chooses words, keeps no secret
    told = [_tell(sentence, site, dice) for sentence in dice.sample(_sentences(), _SENTENCES)]
    opening = f"{page.title}: this page tells how {site.people} in {site.place} go about {site.work}, and where you come in."
    lines = [opening, *told]
    return tuple(" ".join(lines[at : at + _PARAGRAPH]) for at in range(0, len(lines), _PARAGRAPH))


def _tell(sentence: str, site: Site, dice: random.Random) -> str:
    who, other = dice.sample(_PEOPLE, 2)
    weekday, weekday2 = dice.sample(_DAYS, 2)
    text = sentence.format(
        name=site.name,
        work=site.work,
        things=site.things,
        people=site.people,
        place=site.place,
        since=site.since,
        who=who,
        other=other,
        weekday=weekday,
        weekday2=weekday2,
        month=dice.choice(_MONTHS),
        small=dice.choice(_SMALL),
        big=dice.randrange(18, 240),
        old=dice.randrange(79, 97),
    )
    return text[0].upper() + text[1:]
