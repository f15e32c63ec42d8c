"""What pages say that are not the page: in the languages of the web, as patterns over lower-case text.

Phrases never decide alone. They are one kind of evidence; judging asks for a second. Each kind is a file beside this one, with one
pattern a line, so that whoever speaks a language can add to it.
"""

from importlib.resources import files

from audit.probing.phrases.phrase import Phrase, phrase


def _read(name: str) -> Phrase:
    """The pattern that matches whatever a line of the file called `name` matches."""
    lines = (files(__package__) / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return phrase("|".join(line for line in lines if line and not line.startswith("#")))


NOT_FOUND = _read("not-found")
"""The page that was asked for is not there."""
LOOKING_FOR = _read("looking-for")
"""The page apologises for not being there, in a sentence."""
REMOVED = _read("removed")
"""It has been moved or taken away."""
WITHDRAWN = _read("withdrawn")
"""What the page was about is over."""
NO_RESULTS = _read("no-results")
"""A search that found nothing."""
ERROR_WORDS = _read("error-words")
"""The page says that something failed."""
TROUBLE = _read("trouble")
"""A server in trouble that answers as if all were well."""
CRASH = _read("crash")
"""What only programs write, when they fall over."""
MAINTENANCE = _read("maintenance")
"""The site is closed for repairs."""
FOR_SALE = _read("for-sale")
"""The name itself is offered."""
PARKED = _read("parked")
"""A name without a site."""
DOMAIN = _read("domain")
"""The page speaks of names of sites."""
COMING_SOON = _read("coming-soon")
"""A site that is not there yet."""
SEIZED = _read("seized")
"""The authorities have taken the name."""
SUSPENDED = _read("suspended")
"""The host has switched the site off."""
DEFAULT_PAGE = _read("default-page")
"""What a fresh server shows before anybody has put a site on it."""
LOGIN = _read("login")
"""Words of a door that wants a name and a password."""
DOOR = _read("door")
"""A title or heading that is nothing but the name of a login."""
PASSWORD = _read("password")
"""The page names what a door wants."""
ACCESS = _read("access")
"""The page is there for those who are let in."""
DENIED = _read("denied")
"""A title or heading that turns its reader away."""
REGION = _read("region")
"""Closed to visitors from here."""
ROBOT_CHECK = _read("robot-check")
"""A door that wants to know whether we are a machine."""
CONSENT = _read("consent")
"""A door that wants a word on cookies."""
SPAM = _read("spam")
"""The vocabulary of those who take over abandoned names."""
TRADES = _read("trades")
"""Plain words of the other trades that take over abandoned names."""
WARNING = _read("warning")
"""Titles and headings of those who warn of such a trade, or help its victims."""
GAMBLING = _read("gambling")
"""Words of games of chance, honest ones included."""
