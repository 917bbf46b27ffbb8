"""WCAG 2 contrast of every pair of text and ground the style sheet uses, light and dark, computed from the file."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[2] / "console" / "static" / "console.css").read_text(encoding="utf-8")
GROUNDS = ("ground", "panel", "agent", "customer")
TEXTS = [(text, ground) for text in ("text", "quiet", "link") for ground in GROUNDS] + [
    ("on-accent", "accent"),
    ("on-mark", "mark"),
    ("on-critical", "critical"),
    ("on-high", "high"),
    ("on-medium", "medium"),
    ("on-good", "good"),
    ("on-plain", "plain"),
]
DRAWN = [("control", "panel"), ("accent", "panel"), ("accent", "ground"), ("critical", "ground"), ("text", "plain")]


def colours(theme: str) -> dict[str, str]:
    light, dark = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", light if theme == "light" else dark))


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_ratio_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_can_be_read(theme: str, text: str, ground: str) -> None:
    found = colours(theme)
    assert contrast(found[text], found[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), DRAWN)
def test_controls_and_drawings_stand_out(theme: str, line: str, ground: str) -> None:
    found = colours(theme)
    assert contrast(found[line], found[ground]) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_highlighted_words_can_be_read(theme: str) -> None:
    (fixed,) = re.findall(r"mark\.lit \{ background: var\(--lit\); color: (#[0-9a-f]{6});", CSS)
    assert contrast(fixed, colours(theme)["lit"]) >= 4.5


def test_both_themes_name_the_same_colours() -> None:
    assert colours("light").keys() == colours("dark").keys()


def test_no_colour_stands_outside_the_table() -> None:
    rules = CSS[CSS.index("* { box-sizing") :]
    assert re.findall(r"#[0-9a-f]{3,6}\b", rules) == ["#1c2328"]  # the words of a lit mark, dark in both themes
    pairs = {(t, g) for t, g in TEXTS}
    used = set(re.findall(r"background: var\(--([a-z]+)\); color: var\(--(on-[a-z]+)\)", rules))
    assert {(text, ground) for ground, text in used} <= pairs
