"""Text from outside, made fit for any encoding."""


def mended(text: str) -> str:
    """The text with every half of a broken surrogate pair replaced by U+FFFD; file names and YAML escapes can hold such halves."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
