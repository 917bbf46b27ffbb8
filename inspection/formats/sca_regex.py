"""Regular expressions of SCA, written for the text as they see it, rewritten for our folded text."""

import re
import unicodedata

import regex

from inspection.rules.normal_text import fold

_KEPT = re.compile(r"\\[pP]\{[^}]*\}|\\.|\(\?[a-zA-Z]+\)", re.DOTALL)
_META = frozenset("()[]{}|*+?.^$\\")
_AROUND = re.compile(r"^(?:\^?\.\*\??)+(?![+?{])")


def folded_regex(source: str) -> str:
    """The same expression for folded text: lower case, half width, simplified; `.*` at its ends dropped.

    An expression is searched for, not matched whole, so `.*` at either end changes nothing but the evidence.
    """
    return _without_ends("".join(_folded_piece(piece) for piece in _pieces(source)))


def regex_problem(source: str) -> str:
    """Why the rewritten expression cannot be used; empty when it can (or when there is none)."""
    if not source:
        return ""
    try:
        regex.compile(folded_regex(source))
    except (regex.error, RecursionError, OverflowError) as error:
        return str(error)
    return ""


def _pieces(source: str) -> list[tuple[str, bool]]:
    """The expression in pieces; True for those that stay as they are (escapes, classes by name, flags)."""
    found: list[tuple[str, bool]] = []
    at = 0
    for kept in _KEPT.finditer(source):
        found += [(source[at : kept.start()], False), (kept[0], True)]
        at = kept.end()
    return [*found, (source[at:], False)]


def _folded_piece(piece: tuple[str, bool]) -> str:
    text, is_kept = piece
    return text if is_kept and (len(text) != 2 or text.isascii()) else "".join(map(_folded_sign, text))


def _folded_sign(char: str) -> str:
    if char.isascii():
        return char.lower()
    folded = fold(char) or char
    if unicodedata.normalize("NFKC", char) != char:
        return "".join(f"\\{c}" if c in _META else c for c in folded)
    return folded


def _without_ends(source: str) -> str:
    bare = _AROUND.sub("", source)
    if bare.endswith(".*") and not bare.endswith((r"\.*", "(.*", "|.*")):
        bare = bare[:-2]
    return bare if bare and not _may_be_empty(bare) else source


def _may_be_empty(source: str) -> bool:
    try:
        return regex.fullmatch(source, "") is not None
    except regex.error:
        return True
