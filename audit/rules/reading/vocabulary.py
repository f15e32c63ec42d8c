"""The words that an entry uses."""

import re
from collections import Counter
from collections.abc import Iterable

from audit.rules.reading.texts import Text

_WORD = re.compile(r"[^\W\d_]+")


def vocabulary(texts: Iterable[Text]) -> Counter[str]:
    """How often each word stands in some texts, in lower case. What runs together counts as one word."""
    return Counter(_WORD.findall("\n".join([text.shown for text in texts]).lower()))
