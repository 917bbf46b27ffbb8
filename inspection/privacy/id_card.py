"""Resident identity numbers (18 and 15 digits, GB 11643), and passport or social security numbers offered as such."""

import re
from collections.abc import Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate, pieces_of
from inspection.privacy.cues import Cue
from inspection.privacy.number_run import NumberRun

_PROVINCES_WORDS = """
11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83
"""
PROVINCES = frozenset(_PROVINCES_WORDS.split())
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_DATE = re.compile(r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_OTHER_DOCUMENT = re.compile(r"[A-Z]{0,2}\d{7,10}[A-Z]?")
NOT_AN_ID = (Cue.LAST_DIGITS, Cue.PRODUCT, Cue.AMOUNT, Cue.STAFF, Cue.HOTLINE)


def checksum_is_valid(number: str) -> bool:
    """GB 11643 (ISO 7064 MOD 11-2) over the 17 digits of an 18-character number."""
    if len(number) != 18 or not number[:17].isdigit():
        return False
    return _CHECK[sum(int(d) * w for d, w in zip(number[:17], _WEIGHTS, strict=True)) % 11] == number[17]


def find_id_cards(run: NumberRun) -> Iterator[Candidate]:
    """Identity numbers by structure, and whatever is offered as one, with its checksum."""
    if len(run.value) < 7 or run.attached or run.denied_by(*NOT_AN_ID):
        return
    offered = run.offered_as(Cue.ID_CARD)
    for i, j in _windows(run):
        number = run.value[i:j]
        claim = _judge(
            number,
            offered=offered,
            called_other=run.denied_by(Cue.BANK_CARD, Cue.ORDER_NO, Cue.PHONE),
        )
        if claim:
            reason, strength = claim
            valid = checksum_is_valid(number) if len(number) == 18 else None
            yield Candidate(
                pieces_of(run, i, j),
                EntityKind.ID_CARD,
                number,
                reason,
                strength,
                valid,
            )


def _windows(run: NumberRun) -> Iterator[tuple[int, int]]:
    for i, j in run.digit_windows():
        yield i, j
        if run.value[j : j + 1] == "X" and (j + 1 == len(run.value) or run.opens[j + 1]):
            yield i, j + 1
    if run.offered_as(Cue.ID_CARD) and _OTHER_DOCUMENT.fullmatch(run.value) and not run.value.isdigit():
        yield 0, len(run.value)


def _judge(number: str, *, offered: bool, called_other: bool) -> tuple[str, float] | None:
    if len(number) == 18 and _looks_like_18(number):
        valid = checksum_is_valid(number)
        if offered or (valid and not called_other):
            return ("18 digits, checksum valid", 0.97) if valid else ("offered as an id, checksum wrong", 0.9)
        if valid:
            return "18 digits, checksum valid, called something else", 0.6
        return None if called_other else ("18 digits with region and birth date, checksum wrong", 0.76)
    if len(number) == 15 and number[:2] in PROVINCES and _DATE.fullmatch(number[8:12]) and not called_other:
        return "15 digits with region and birth date", 0.95 if offered else 0.62
    if not offered:
        return None
    if 14 <= len(number) <= 19:
        return "offered as an id", 0.88
    if len(number) == 9 or (_OTHER_DOCUMENT.fullmatch(number) and not number.isdigit()):
        return "offered as a passport, licence or social security number", 0.7
    return None


def _looks_like_18(number: str) -> bool:
    dated = number[6:8] in ("18", "19", "20") and _DATE.fullmatch(number[10:14])
    return number[:2] in PROVINCES and bool(dated) and (number[17].isdigit() or number[17] == "X")
