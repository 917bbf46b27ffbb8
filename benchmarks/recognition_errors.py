"""Errors of recognition per call, and intervals of their rates and differences.

Counted by `inspection/recognition_error.py`: characters in Chinese (CER), words elsewhere (WER); numbers are digits on
both sides, also where English spells them out, since writing a number in another way is no error of hearing.
"""

import re
from collections.abc import Callable, Sequence
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from inspection.recognition_error import ErrorCount, error_count

_ENGLISH = {
    "zero": "0", "oh": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20",
}  # fmt: skip
_ENGLISH_NUMBER = re.compile(rf"\b({'|'.join(_ENGLISH)})\b", re.IGNORECASE)
DRAWS, SEED = 2000, 17


def errors_of(truth: Sequence[str], heard: Sequence[str], language: str) -> ErrorCount:
    """Errors of a call. `truth` per speaker, `heard` per channel; which belongs to which is what fits best.

    With unequal numbers (a mono recording) everything is compared in the order given.
    """
    said, got = [_with_digits(text) for text in truth], [_with_digits(text) for text in heard]
    if len(said) != len(got):
        return error_count(" ".join(said), " ".join(got), language)
    orders = (map(error_count, said, order, [language] * len(said)) for order in permutations(got))
    return min((sum(counts, ErrorCount()) for counts in orders), key=lambda count: count.errors)


def _with_digits(text: str) -> str:
    return _ENGLISH_NUMBER.sub(lambda word: _ENGLISH[word.group().lower()], text)


def rate(calls: Sequence[ErrorCount]) -> float:
    """Edits per counted character or word over all calls, 0 and up."""
    return sum(calls, ErrorCount()).share


def rate_interval(calls: Sequence[ErrorCount]) -> tuple[float, float]:
    """95 % bootstrap interval of the rate, calls drawn with replacement."""
    made, size = _columns(calls)
    return _interval(lambda chosen: made[chosen].sum(axis=1) / size[chosen].sum(axis=1), len(calls))


def difference_interval(ours: Sequence[ErrorCount], theirs: Sequence[ErrorCount]) -> tuple[float, float]:
    """95 % interval of the difference of two rates on the same calls (paired bootstrap)."""
    (a, size), (b, _) = _columns(ours), _columns(theirs)
    return _interval(lambda chosen: (a[chosen] - b[chosen]).sum(axis=1) / size[chosen].sum(axis=1), len(ours))


def _columns(calls: Sequence[ErrorCount]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return np.array([c.errors for c in calls], float), np.array([c.units for c in calls], float)


def _interval(figure: Callable[[NDArray[np.int64]], NDArray[np.float64]], count: int) -> tuple[float, float]:
    draws = figure(np.random.default_rng(SEED).integers(0, count, (DRAWS, count)))
    low, high = np.percentile(draws, [2.5, 97.5])
    return float(low), float(high)
