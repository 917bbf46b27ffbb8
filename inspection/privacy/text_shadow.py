"""The shadow of a text: same length, so offsets stay true, but half-width, simplified, placeholders opaque."""

from functools import cache

from opencc import OpenCC

from inspection.privacy.placeholders import PLACEHOLDER

OPAQUE = "\x00"
"""Stands for every character of a placeholder: nothing is recognised in it or across it."""

_FIRST_HAN, _LAST_HAN = 0x4E00, 0x9FFF


@cache
def _table() -> dict[int, str]:
    """Full-width to half-width and traditional to simplified, one character for one character."""
    half = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {
        0x3000: " ",
        0xA0: " ",
    }
    dashes = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
    han = [chr(code) for code in range(_FIRST_HAN, _LAST_HAN + 1)]
    simplified = OpenCC("t2s").convert("\n".join(han)).split("\n")
    to_simple = {ord(a): b for a, b in zip(han, simplified, strict=True) if a != b and len(b) == 1}
    return half | dashes | to_simple


def shadow(text: str) -> str:
    """The text in the form the recognisers read; `len(shadow(text)) == len(text)`, position for position."""
    plain = text if text.isascii() else text.translate(_table())
    if "<" not in plain:
        return plain
    return PLACEHOLDER.sub(lambda found: OPAQUE * len(found.group()), plain)
