"""Errors of recognition: what was said and what was heard, made comparable, and the edits between them.

Chinese counts characters (CER), everything else words (WER). Marks, case and spaces do not count; numbers are digits on
both sides (三百五十 and 350, "eight" and 8), since writing a number in another way is no error of hearing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, permutations

import numpy as np

from inspection.chinese_text import half_width, simplified
from inspection.rules.figures_said import number_of

_DIGITS = str.maketrans("零〇一二两三四五六七八九幺", "0012234567891")
_UNITS = set("十百千万亿")
_NUMBER = re.compile("[零〇一二两三四五六七八九十百千万亿幺]+")
_ENGLISH_DIGITS = {
    "zero": "0", "oh": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20",
}  # fmt: skip
DRAWS, SEED = 2000, 17


def counted(text: str, language: str) -> list[str]:
    """The characters (zh) or words (other languages) of a text that count."""
    plain = half_width(text).lower()
    if language == "zh":
        return [char for char in _NUMBER.sub(_digits, simplified(plain)) if char.isalnum()]
    words = re.sub(r"[^\w' ]", " ", plain.replace("'", "")).split()
    return [piece for word in words for piece in _pieces(_ENGLISH_DIGITS.get(word, word))]


def _pieces(word: str) -> list[str]:
    """Digits count one by one: 8015 and "eight oh one five" are the same."""
    return list(word) if word.isdigit() else [word]


def _digits(number: re.Match[str]) -> str:
    said = number.group().replace("幺", "一")
    if not _UNITS & set(said):
        return said.translate(_DIGITS)
    value = number_of(said)  # None for what only looks like one: 千万, 万一
    return said if value is None or value % 1 else str(int(value))


def edits(truth: Sequence[str], heard: Sequence[str]) -> int:
    """Fewest insertions, deletions and replacements that make one out of the other."""
    row = np.arange(len(heard) + 1)
    steps = np.arange(len(heard) + 1)
    for count, wanted in enumerate(truth, start=1):
        replaced = row[:-1] + np.array([wanted != one for one in heard], dtype=np.int64)
        best = np.concatenate([[count], np.minimum(replaced, row[1:] + 1)])
        row = np.minimum.accumulate(best - steps) + steps
    return int(row[-1])


@dataclass(frozen=True, slots=True)
class CallErrors:
    """Edits of one call and what was counted of its truth."""

    edits: int
    counted: int


def errors_of(truth: Sequence[str], heard: Sequence[str], language: str) -> CallErrors:
    """Errors of a call. `truth` per speaker, `heard` per channel; which belongs to which is what fits best.

    With unequal numbers (a mono recording) everything is compared in the order given.
    """
    said = [counted(text, language) for text in truth]
    got = [counted(text, language) for text in heard]
    size = sum(map(len, said))
    if len(said) != len(got):
        return CallErrors(edits(list(chain(*said)), list(chain(*got))), size)
    best = min(sum(map(edits, said, order)) for order in permutations(got))
    return CallErrors(best, size)


def rate(calls: Sequence[CallErrors]) -> float:
    """Edits per counted character or word over all calls, 0 and up."""
    return sum(c.edits for c in calls) / max(1, sum(c.counted for c in calls))


def rate_interval(calls: Sequence[CallErrors]) -> tuple[float, float]:
    """95 % bootstrap interval of the rate, calls drawn with replacement."""
    made, size = _columns(calls)
    return _interval(lambda chosen: made[chosen].sum(axis=1) / size[chosen].sum(axis=1), len(calls))


def difference_interval(ours: Sequence[CallErrors], theirs: Sequence[CallErrors]) -> tuple[float, float]:
    """95 % interval of the difference of two rates on the same calls (paired bootstrap)."""
    (a, size), (b, _) = _columns(ours), _columns(theirs)
    return _interval(lambda chosen: (a[chosen] - b[chosen]).sum(axis=1) / size[chosen].sum(axis=1), len(ours))


def _columns(calls: Sequence[CallErrors]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([c.edits for c in calls], float), np.array([c.counted for c in calls], float)


def _interval(figure, count: int) -> tuple[float, float]:  # type: ignore[no-untyped-def]
    draws = figure(np.random.default_rng(SEED).integers(0, count, (DRAWS, count)))
    low, high = np.percentile(draws, [2.5, 97.5])
    return float(low), float(high)
