"""What a password (密码) must be: long, and not among the first that anybody would try. No symbols are demanded.

Length counts, composition does not (NIST SP 800-63B, 5.1.1.2): a rule like "one digit, one capital" gives Password1.
"""

import unicodedata
from enum import StrEnum
from itertools import pairwise

SHORTEST, LONGEST = 12, 128
_RUN_SHARE = 0.75
FEWEST_DIFFERENT = 6
_RUNS = ("01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn")
# Stems of what is tried first; with digits and signs around them they are no better.
_COMMON = (
    "password passw0rd p@ssword p@ssw0rd admin administrator welcome letmein iloveyou monkey dragon football mingjian "
    "woaini mima kefu zhijian supervisor callcenter contactcenter secret changeme default test guest root qwerty "
    "密码 管理员 明鉴 客服 质检"
)
_STEMS = frozenset(_COMMON.split())


class PasswordFault(StrEnum):
    """Why a password is refused."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TOO_PLAIN = "too_plain"
    HOLDS_NAME = "holds_name"
    EASY_TO_GUESS = "easy_to_guess"


def as_hashed(password: str) -> str:
    """The form that is hashed: NFKC, so that the same keys on another system give the same password."""
    return unicodedata.normalize("NFKC", password)


def faults_of(password: str, name: str) -> tuple[PasswordFault, ...]:
    """Everything that is wrong with it, for the account that signs in as `name`; empty when it is fine."""
    text = as_hashed(password)
    folded = text.casefold()
    found = (
        (len(text) < SHORTEST, PasswordFault.TOO_SHORT),
        (len(text) > LONGEST, PasswordFault.TOO_LONG),
        (len(set(folded)) < FEWEST_DIFFERENT, PasswordFault.TOO_PLAIN),
        (len(name) >= 3 and name.casefold() in folded, PasswordFault.HOLDS_NAME),
        (_is_easy(folded), PasswordFault.EASY_TO_GUESS),
    )
    return tuple(fault for is_so, fault in found if is_so)


def _is_easy(folded: str) -> bool:
    """A well-known word with digits or signs around it, a run of keys, or a short piece repeated."""
    letters = "".join(c for c in folded if c.isalpha() or c in "@0")
    return letters.strip("0@") in _STEMS or letters in _STEMS or _is_run(folded) or _is_repeated(folded)


def _is_run(folded: str) -> bool:
    """Most characters are the neighbour of the one before, on the keyboard or in the alphabet."""
    pairs = [first + second for first, second in pairwise(folded)]
    neighbours = sum(any(pair in run or pair[::-1] in run for run in _RUNS) for pair in pairs)
    return neighbours >= _RUN_SHARE * len(pairs) > 0


def _is_repeated(folded: str) -> bool:
    return any(folded == (folded[:size] * len(folded))[: len(folded)] for size in range(1, len(folded) // 2 + 1))
