"""Text as the rules see it: half width, lower case, simplified, no spaces between Chinese characters, offsets kept."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from opencc import OpenCC

_TO_SIMPLIFIED = OpenCC("t2s")
_QUOTES = {"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "「": '"', "」": '"', "『": '"', "』": '"'}


@dataclass(frozen=True, slots=True)
class NormalText:
    """A normalised text and where each of its characters came from.

    `text[i]` stands for `original[starts[i]:ends[i]]`; both sequences have the length of `text`.
    """

    original: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Half-open code points of `original` that `text[start:end]` stands for."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else len(self.original)
            return at, at
        return self.starts[start], self.ends[end - 1]


def is_chinese(char: str) -> bool:
    """True for a CJK ideograph."""
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf"


@lru_cache(maxsize=65_536)
def _normal_char(char: str) -> str:
    if char in _QUOTES:
        return _QUOTES[char]
    folded = unicodedata.normalize("NFKC", char).lower()
    if len(folded) == 1 and is_chinese(folded):
        return str(_TO_SIMPLIFIED.convert(folded))[:1] or folded
    return folded


class _Folding(dict[int, str]):
    """Character by character what `_normal_char` says, white space as one space; filled as characters turn up."""

    def __missing__(self, code: int) -> str:
        folded = "".join(" " if c.isspace() else c for c in _normal_char(chr(code)))
        self[code] = folded
        return folded


_FOLDING = _Folding()
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_SPACE_TO_DROP = re.compile(rf"^ | $|  | (?=[{_HAN}])|(?<=[{_HAN}]) ")


@lru_cache(maxsize=16_384)
def normalise(original: str) -> NormalText:
    """Fold a text for matching; every character keeps its place in the original."""
    folded = original.translate(_FOLDING)
    # No character folds to none, so equal lengths mean that every one stayed in its place.
    if len(folded) == len(original) and not (" " in folded and _SPACE_TO_DROP.search(folded)):
        return NormalText(original, folded, range(len(folded)), range(1, len(folded) + 1))
    return _normalised_with_places(original)


def _normalised_with_places(original: str) -> NormalText:
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for at, char in enumerate(original):
        for folded in _normal_char(char):
            if folded.isspace() and (not chars or chars[-1] == " "):
                continue
            chars.append(" " if folded.isspace() else folded)
            starts.append(at)
            ends.append(at + 1)
    keep = [i for i, char in enumerate(chars) if char != " " or _space_matters(chars, i)]
    return NormalText(
        original,
        "".join(chars[i] for i in keep),
        tuple(starts[i] for i in keep),
        tuple(ends[i] for i in keep),
    )


def _space_matters(chars: list[str], at: int) -> bool:
    before = chars[at - 1] if at else ""
    after = chars[at + 1] if at + 1 < len(chars) else ""
    return bool(before) and bool(after) and not is_chinese(before) and not is_chinese(after)


def fold(text: str) -> str:
    """The normalised text alone (for phrases, which need no offsets)."""
    return normalise(text).text
