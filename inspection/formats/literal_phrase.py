"""Words of other systems as phrases of ours: every sign that would mean something in a phrase is meant as text."""

import unicodedata

from inspection.errors import RuleError
from inspection.rules.normal_text import fold, is_chinese
from inspection.rules.phrases import compile_phrase
from inspection.rules.spec_values import LIST_MARK

_SIGNS = frozenset("()[]{}|/*^\\?+")
_REGEX_SIGNS = frozenset("()[]{}|*^\\?+$")


def literal_phrase(word: str) -> str | None:
    r"""The word as a phrase that matches just its text (folded); None for what no phrase can say.

    `稳赚(保本)` becomes `稳赚\(保本\)`: full-width signs count, as folding makes them half-width.
    """
    plain = word.strip().replace("…", "...")
    escaped = "".join(f"\\{c}" if _is_sign(plain, at) else c for at, c in enumerate(plain))
    if escaped.startswith(LIST_MARK):
        escaped = f"\\{escaped}"
    if not any(c.isalnum() for c in fold(plain)):
        return None
    try:
        compile_phrase(escaped, {})
    except RuleError:
        return None
    return escaped


def looks_like_regex(word: str) -> bool:
    """Whether the word holds a sign that a regular expression would read as more than text."""
    return ".*" in word or any(c in _REGEX_SIGNS for c in word)


def is_one_character(word: str) -> bool:
    """Whether the word is a single Chinese character, which hits by chance."""
    folded = fold(word)
    return len(folded) == 1 and is_chinese(folded)


def _is_sign(text: str, at: int) -> bool:
    """Whether a character means something in a phrase; a dot does when it stands beside another (a gap is ...)."""
    folded = unicodedata.normalize("NFKC", text[at])
    if folded == ".":
        return "." in unicodedata.normalize("NFKC", text[max(0, at - 1) : at] + text[at + 1 : at + 2])
    return any(c in _SIGNS for c in folded)
