"""How far recognised words are from what was said: error rate by characters (CER, 字错率) or words (WER, 词错率).

Errors are the least insertions, deletions and substitutions that turn one into the other (Levenshtein), over the length
of what was said. Marks, case, spaces, traditional characters and the way digits are written are no errors.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import regex

from inspection.chinese_text import half_width, simplified
from inspection.rules.figures_said import chinese_number

_DIGITS = str.maketrans("零〇一幺二两三四五六七八九", "0011223456789")
_NUMERAL = regex.compile(r"[零〇一幺二两三四五六七八九十百千万亿]+")
_SCALE = frozenset("十百千万亿")
_UNITS = regex.compile(r"\p{Han}|\d|[\p{L}--\p{Han}]+", regex.VERSION1)
_WORDS = regex.compile(r"\d|\p{L}+")


@dataclass(frozen=True, slots=True)
class ErrorCount:
    """Errors and the units (characters or words) that were really said; samples add."""

    errors: int = 0
    units: int = 0

    def __add__(self, other: "ErrorCount") -> "ErrorCount":
        """Both samples together."""
        return ErrorCount(self.errors + other.errors, self.units + other.units)

    @property
    def share(self) -> float:
        """Errors over units, 0 and up (more than 1 when more was invented than said); 0 for an empty sample."""
        return self.errors / self.units if self.units else float(self.errors > 0)


def spoken_units(text: str, language: str) -> list[str]:
    """What is counted: Chinese characters, digits and foreign words (zh), or words and digits (others)."""
    plain = half_width(text).lower().replace("'", "").replace("\u2019", "")
    if not language.lower().startswith(("zh", "cmn", "yue", "cn")):
        return [str(u) for u in _WORDS.findall(plain)]
    return [str(u) for u in _UNITS.findall(_NUMERAL.sub(_in_digits, simplified(plain)))]


def _in_digits(found: "regex.Match[str]") -> str:
    said = str(found.group())
    if not _SCALE & set(said):
        return said.translate(_DIGITS)
    if said[0] in "百千万亿" or len(said) == 1:
        return said
    number = chinese_number(said.replace("幺", "一"))
    return said if number is None else str(int(number))


def error_count(said: str, heard: str, language: str) -> ErrorCount:
    """Errors of `heard` against `said`."""
    wanted, found = spoken_units(said, language), spoken_units(heard, language)
    return ErrorCount(_distance(wanted, found), len(wanted))


def _distance(wanted: Sequence[str], found: Sequence[str]) -> int:
    """Levenshtein distance, one numpy row per unit of `wanted`."""
    if not wanted or not found:
        return max(len(wanted), len(found))
    numbers = {unit: n for n, unit in enumerate(dict.fromkeys((*wanted, *found)))}
    columns = np.array([numbers[u] for u in found])
    steps = np.arange(len(found) + 1)
    row = steps.copy()
    for unit in wanted:
        changed = np.minimum(row[1:] + 1, row[:-1] + (columns != numbers[unit]))
        row = np.minimum.accumulate(np.concatenate([[row[0] + 1], changed]) - steps) + steps
    return int(row[-1])
