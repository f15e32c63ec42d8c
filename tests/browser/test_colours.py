"""Every pair of colours that stands on a page can be told apart."""

import re

import pytest

from audit.renderers.html.environment import stylesheet

TEXT_ON = [
    ("ink", "bg"),
    ("ink", "surface"),
    ("muted", "bg"),
    ("muted", "surface"),
    ("link", "bg"),
    ("link", "surface"),
    ("ink", "mark"),
    *((label, f"{label}-bg") for label in ("remove", "fix", "check", "tidy", "good")),
]
BORDER_ON = [("line", "surface"), ("line", "bg"), ("focus", "bg"), ("focus", "surface")]


def schemes() -> dict[str, dict[str, str]]:
    blocks = re.findall(r":root\{(.*?)\}", stylesheet())
    light, dark, _print = (dict(re.findall(r"--([\w-]+): ?(#[0-9a-f]{3,6})", block)) for block in blocks)
    return {"light": light, "dark": {**light, **dark}}


def brightness(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(one * 2 for one in colour[1:])
    parts = (int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 defines it."""
    darker, lighter = sorted((brightness(one), brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_can_be_read(scheme, text, ground):
    colours = schemes()[scheme]
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), BORDER_ON)
def test_borders_can_be_seen(scheme, line, ground):
    colours = schemes()[scheme]
    assert contrast(colours[line], colours[ground]) >= 3
