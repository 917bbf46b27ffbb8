"""Typed codes of letters and digits: SF1234567890123, PO-2026-88123, JD0098 2217 4406."""

import re
from functools import lru_cache

TYPED = re.compile(
    r"(?<![A-Za-z0-9@._/=-])(?=[A-Za-z0-9_/-]*\d)(?=[A-Za-z0-9_/-]*[A-Za-z])[A-Za-z0-9]{1,24}(?:[-_/][A-Za-z0-9]{1,24})*"
    r"(?![A-Za-z0-9@]|\.[A-Za-z0-9])"
)
"""One word: letters and digits, parts joined by dashes or strokes."""

_PART = r"(?:[A-Z]{0,4}\d[A-Z0-9]{0,10}|[A-Z]{1,5})"
GROUPED = re.compile(
    rf"(?<![A-Za-z0-9@._/=-]){_PART}(?:[ -]{_PART}){{1,9}}(?![A-Za-z0-9@]|\.[A-Za-z0-9]|[ -]?[a-z]*'[a-z])"
)
"""Several groups of capitals and digits, as people read from a card: they mean something only beside a cue."""

_LETTER, _DIGIT = re.compile("[A-Za-z]"), re.compile(r"\d")
_IN_URL = re.compile(r"(?:https?://|www\.)[!-~]*$")


@lru_cache(maxsize=64)
def typed_codes(text: str) -> tuple[re.Match[str], ...]:
    """Codes of one word."""
    if not (_LETTER.search(text) and _DIGIT.search(text)):
        return ()
    return tuple(found for found in TYPED.finditer(text) if not is_in_address(text, found.start()))


@lru_cache(maxsize=64)
def grouped_codes(text: str) -> tuple[re.Match[str], ...]:
    """Codes of several groups: at least one letter, two digits and five characters."""
    if not (_LETTER.search(text) and _DIGIT.search(text)):
        return ()
    return tuple(found for found in GROUPED.finditer(text) if _is_code(compact(found.group())))


def _is_code(code: str) -> bool:
    return len(code) >= 5 and sum(map(str.isdigit, code)) >= 2 and not code.isdigit()


def compact(code: str) -> str:
    """The letters (as capitals) and digits of a code."""
    return re.sub(r"[^A-Za-z0-9]", "", code).upper()


def is_in_address(text: str, start: int) -> bool:
    """True inside a web address."""
    return bool(_IN_URL.search(text, max(0, start - 200), start))
