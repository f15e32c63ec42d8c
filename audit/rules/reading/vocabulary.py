"""The words that an entry uses."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain

from audit.rules.reading.remembered import remembered
from audit.rules.reading.texts import Text

_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = {code: " " for code in range(128) if not chr(code).isalpha()}


def vocabulary(texts: Iterable[Text]) -> Counter[str]:
    """How often each word stands in some texts, in lower case. What runs together counts as one word."""
    return Counter(chain.from_iterable(_words(text.shown) for text in texts))


@remembered
def _words(text: str) -> list[str]:
    low = text.lower()
    # Most texts are ASCII, where taking out everything else is several times faster than looking for words.
    return low.translate(_LETTERS).split() if low.isascii() else _WORD.findall(low)
