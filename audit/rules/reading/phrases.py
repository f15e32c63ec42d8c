"""Lists of words and phrases, written so that people can read and extend them."""


def phrases(*lines: str) -> frozenset[str]:
    """The phrases of some lines, which are separated by ``|``."""
    return frozenset(phrase.strip() for line in lines for phrase in line.split("|") if phrase.strip())
