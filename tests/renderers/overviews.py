"""What a test reads of an overview."""

from tests.renderers.pages import pages, text


def overview(report) -> str:
    return text(pages(report)["index.html"])


def before(words: str, *later: str) -> bool:
    places = [words.index(one) for one in later]
    return places == sorted(places)
