"""Which language a text is in, told from its letters and its commonest words; nothing is said in doubt."""

from audit.model.sketch import words_of

_SCRIPTS = (
    ("cyrillic", "\u0400", "\u052f"),
    ("greek", "\u0370", "\u03ff"),
    ("hebrew", "\u0590", "\u05ff"),
    ("arabic", "\u0600", "\u06ff"),
    ("devanagari", "\u0900", "\u097f"),
    ("bengali", "\u0980", "\u09ff"),
    ("tamil", "\u0b80", "\u0bff"),
    ("thai", "\u0e00", "\u0e7f"),
    ("georgian", "\u10a0", "\u10ff"),
    ("armenian", "\u0530", "\u058f"),
    ("ethiopic", "\u1200", "\u137f"),
    ("japanese", "\u3040", "\u30ff"),
    ("hangul", "\uac00", "\ud7af"),
    ("han", "\u3400", "\u9fff"),
)
"""Letters that stand for a language, or for several that this does not tell apart. Kana come before the characters they are mixed with."""
_COMMON = {
    "en": "the of and to in is that for with are on as this by from have not be you our we it their your more",
    "de": "der die das und ist nicht mit den von für auf eine sich auch dem im werden wir zu ein sie des zur unsere",
    "fr": "le la les des et est une pour dans que pas sur avec nous vous du au par plus sont ces aux notre qui",
    "es": "el la los las del y en es una para con por que se su más como sus al nuestra está un de lo",
    "it": "il di che è per una non sono con del della gli nel dei le alla più anche la un si nostra delle",
    "pt": "o os do da em que para com não uma é dos das ao mais por nossa se um de na no são à",
    "nl": "de het een van en is dat niet voor met op zijn aan er ook wij naar bij om te onze worden",
    "pl": "i w na z do nie się jest to że dla przez oraz od jak po są za przy nasze",
    "sv": "och att det som en på är av för med till den har inte vi ett om från våra kan",
    "da": "og at det er en på til af av for med den som ikke har vi et om fra vores våre kan",
    "fi": "ja on ei että se oli myös ovat kuin mutta tai sen olla voi sekä meidän",
    "tr": "ve bir bu için ile olarak da daha olan çok gibi ne kadar sonra veya en olan her",
    "id": "yang dan di untuk dengan dari ini pada adalah tidak dalam akan anda atau juga ke kami bisa",
    "vi": "và của là có cho không được các trong với một người này để những",
    "cs": "a se na v je že s z do o pro jsou jako k ale za by od které nebo",
    "ro": "și de la în cu pe pentru din este nu care mai sunt sau să un al noastre",
    "hu": "a az és hogy nem is egy van meg ez csak vagy mint ki minden",
    "sw": "na ya wa kwa ni katika za la kama hii cha watu yetu au pia",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
COMMON_WORDS = frozenset().union(*_WORDS.values())
"""Words that say nothing of what a text is about, in any of the languages."""
_READ = 1_500
_MOST_OF = 0.4
"""The share of letters from which they settle the language."""
_FEWEST = 4
_SHARE = 0.08
"""So much of a text in a language are its commonest words, at the least."""
_CLEARLY = 1.5


def language_of(text: str) -> str:
    """The language of a text as a short word of our own; empty for a short text, and where two languages are about as likely."""
    text = text[:_READ]
    return _by_letters(text) or _by_words(words_of(text))


def _by_letters(text: str) -> str:
    if text.isascii():
        return ""
    letters = [letter for letter in text if letter.isalpha()]
    for name, first, last in _SCRIPTS:
        here = sum(first <= letter <= last for letter in letters)
        # In Japanese, a third of the letters may be kana; no other language has any to speak of.
        if here >= _FEWEST and here > len(letters) * (_MOST_OF / 4 if name == "japanese" else _MOST_OF):
            return name
    return ""


def _by_words(words: list[str]) -> str:
    counts = sorted(((sum(word in common for word in words), language) for language, common in _WORDS.items()), reverse=True)
    (most, language), (second, _) = counts[0], counts[1]
    return language if most >= max(_FEWEST, len(words) * _SHARE) and most >= second * _CLEARLY else ""
