"""Texts that were meant to be replaced before publishing."""

import re

from audit.rules.reading.phrases import phrases
from audit.rules.reading.remembered import remembered

_ANYWHERE = phrases(
    "tbc | tbd | tba | t.b.c | t.b.d | t.b.a | tbw | fixme | dummy text | sample text | filler text",
    "to be confirmed | to be determined | to be decided | to be announced | to be added | to be completed | to be written",
    "to be defined | to be filled | to be filled in | copy to come | copy to follow | text to follow | text to come",
    "content to follow | content coming soon | needs text | lorem | lorem ipsum | blah blah | blah blah blah | bla bla bla | asdf",
    "asdfasdf | qwerty | qwertz | some text | text here | text goes here | platzhalter | blindtext | text folgt | inhalt folgt",
    "wird nachgereicht | à compléter | a completer | texte à venir | por definir | por confirmar | por completar | texto aquí",
    "da definire | da completare | da confermare | nader te bepalen | volgt nog | placeholder text | lipsum | changeme | change me",
    "texto de ejemplo | votre texte ici | ihr text hier | hier text einfügen | beispieltext | testo di esempio | voorbeeldtekst",
    "tekst volgt",
    "replace me | replace this text | fill me in | write something here | edit me | default text | example text | sample content",
)
"""Nobody publishes these as a text of their own, wherever it stands."""
_AS_A_FIELD = phrases(
    "placeholder | dummy | to follow | to come | coming soon | more to come | details to follow | ipsum | blah | bla | foo | foobar",
    "foo bar",
    "test | test test | testing | test text | test content | test title | this is a test | just a test | test entry | untitled",
    "new entry | new page | your text | empty | null | nil | undefined | none | n/a | folgt | folgt in kürze | noch offen",
    "in arbeit | à venir | à définir | à confirmer | en construction | pendiente | próximamente | en construcción | a definir",
    "a confirmar | em breve | volgt | todo | to do | to-do | hello world | sample page | example | default | fill in | temp | tmp",
    "draft | xxx | no title | no description | no summary",
)
"""As a cell, a tag or a paragraph these can be meant; as all that a field says they cannot."""
_HOLLOW = re.compile(r"(?:[xX]{3,}|[zZ]{3,}|[?.…_–—*#/-]+)\Z")
_WORDS = (
    r"(?:text|title|subtitle|summary|description|content|copy|caption|heading|headline|paragraph|body(?: text)?|intro(?:duction)?|excerpt"
    r"|call to action|cta|key facts?)"
)
_THINGS = rf"(?:{_WORDS}|link|url|image|photo|picture|quote|details|information|info|facts?|date|name(?: of (?:the )?\w+)?)"
_INSTRUCTION = re.compile(
    rf"(?:please )?(?:insert|enter|add|type|write|put|place|paste)(?: (?:the|a|an|some|short|brief|new))* {_THINGS}(?: here| below)?\Z"
    rf"|(?:please )?(?:insert|enter|add|type|write|put|place|paste) (?:your|your own) (?:\w+ )?{_WORDS}(?: here| below)?\Z"
    rf"|(?:your |the )?(?:\w+ )?{_THINGS} (?:goes|go|comes|belongs|will go|to go) here\Z"
    rf"|(?:(?:your|the) )?{_WORDS} here\Z"
)
_ASKING = ("please ", "insert ", "enter ", "add ", "type ", "write ", "put ", "place ", "paste ")
"""No instruction begins otherwise, unless it ends in "here"."""
_BRACKETED = re.compile(
    rf"\[\s*(?:(?i:insert (?!your|my|name)[^\[\]/\n]{{2,60}}|(?:add|enter|insert) (?!your|my|name)(?:\w+ ){{0,3}}{_THINGS}[^\[\]\n]{{0,40}}"
    rf"|(?:{_WORDS}|link|date|name) (?:here|to come|to follow)"
    r"|placeholder[^\[\]\n]{0,40}|[\w ]{0,30}\bto be (?:confirmed|determined|decided|announced|added|completed)"
    r"|todo\b[^\[\]\n]{0,60}|fixme\b[^\[\]\n]{0,60})"
    r"|TB[ACD]|T\.B\.[ACD]\.?|XX+|xx+|\?{2,})\s*\](?!\()"
    rf"|<(?i:(?:insert|add|enter) (?!your)[a-z' ]{{2,40}})>"
    r"|[$£€]\s?XX+\b|\bXX[./]XX[./](?:20)?\d\d\b"
    r"|\(\s*(?:TB[ACD]|T\.B\.[ACD]\.?|XXX+|\?{2,}|(?i:insert (?!your)[^()\n]{2,40} here))\s*\)"
)
_AT_THE_END = re.compile(
    r"[:=][ \t]*(?:TB[ACD]|tb[acd]|T\.B\.[ACD])\.?[ \t]*$|\b(?:is|are|remains?)[ \t]+(?:still[ \t]+)?TB[ACD]\b\.?[ \t]*$"
    r"|[ \t][–—-][ \t]*TB[ACD]\.?[ \t]*$"
    r"|\b(?i:dates?|time|venue|location|place|speakers?|host|price|cost|amount|deadline|details|link|url|name)[ \t]+TB[ACD]\b",
    re.MULTILINE,
)
_NOTE_TO_SELF = re.compile(r"^\W{0,3}(?:(?:TODO|FIXME)[ \t]*[:–-]|TB[CD]:)[ \t]?\S[^\n]{0,40}", re.MULTILINE)
_DUMMY_LATIN = re.compile(
    r"lorem ipsum dolor|dolor sit amet,? consectetur|consectetur adipisi?cing elit|sed ut perspiciatis unde omnis|ut enim ad minim veniam"
    r"|duis aute irure dolor|excepteur sint occaecat|quis nostrud exercitation|at vero eos et accusam|neque porro quisquam est",
    re.IGNORECASE,
)
_DUMMY_BEGINS = re.compile(r"[#*_> -]{0,10}lorem ipsum\b(?!\s+(?:is|was|are|has|comes|means|in|generators?)\b)", re.IGNORECASE)
"""So begins dummy Latin, and not a text about it."""
_LATIN_WORDS = ("dolor", "consectetur", "perspiciatis", "veniam", "excepteur", "nostrud", "accusam", "porro")
_CAPITALS = ("TB", "T.B", "TODO", "FIXME", "tba", "tbc", "tbd")
_SHORT = 300
"""No text that is a placeholder as a whole is longer."""
_CITED = re.compile(r"[“\"'‘«„]\s*\Z")
_NO_ADDRESS = re.compile(r"\s*(?:#+|url|link|href|tb[acd])\s*\Z", re.IGNORECASE)
_EDGES = " \t\r\n\u00a0\u200b.!,;:…-–—*_#[](){}<>\"'“”‘’"


@remembered
def placeholder(text: str, *, whole_field: bool = True, also: frozenset[str] = frozenset()) -> str | None:
    """The words that make a text a placeholder, or None.

    A text that says nothing else counts as a whole; in longer ones only what no writer leaves on purpose does: dummy Latin,
    bracketed instructions, a "TBC" where a fact should be. `whole_field` tells that the text is all that a field says, `also` are
    further texts, folded by `folded`, that count as a whole.
    """
    stripped = text.strip()
    if not stripped:
        return None
    if len(stripped) <= _SHORT and _is_hollow(stripped, whole_field=whole_field, also=also):
        return stripped
    if _DUMMY_BEGINS.match(stripped):
        return "Lorem ipsum"
    return _inside(text)


def is_no_address(text: str) -> bool:
    """Whether what stands for an address leads nowhere and was left from when the field was made: ``#``, ``url``."""
    return _NO_ADDRESS.match(text) is not None


def folded(text: str) -> str:
    """A text made comparable: without case, runs of blanks, and punctuation around it."""
    return " ".join(text.casefold().split()).strip(_EDGES)


def _is_hollow(text: str, *, whole_field: bool, also: frozenset[str]) -> bool:
    """Whether a short text says nothing else."""
    bare = folded(text)
    if bare in _ANYWHERE or bare in also:
        return True
    if (bare.startswith(_ASKING) or bare.endswith("here")) and _INSTRUCTION.match(bare):
        return True
    return whole_field and (bare in _AS_A_FIELD or bool(_HOLLOW.match(text)))


def _inside(text: str) -> str | None:
    """The placeholder inside a longer text. Cheap signs are looked for first: nearly every text has none of them."""
    if any(word in text for word in _LATIN_WORDS):
        latin = _DUMMY_LATIN.search(text)
        if latin and not _CITED.search(text[: latin.start()]):
            return latin.group()
    patterns = [_BRACKETED] if "XX" in text or any(opening in text for opening in "[(<") else []
    if any(sign in text for sign in _CAPITALS):
        patterns += [_AT_THE_END, _NOTE_TO_SELF]
    found = next((match for pattern in patterns if (match := pattern.search(text))), None)
    return found.group().strip() if found else None
