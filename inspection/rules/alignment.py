"""How much of a wanted text was said: the best stretch of what was said, token by token, in order.

Semi-global edit distance (Sellers 1980): a missing, another or an extra token costs 1; where the wanted text leaves a
gap, extra tokens are free. Tokens are Chinese characters and Latin words; punctuation does not count.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MOST_TOKENS = 20_000
"""Of one turn: what is longer is cut, so that comparing never takes long."""
_TOKEN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\ue000-\uf8ff]|[a-z0-9']+")


@dataclass(frozen=True, slots=True)
class Token:
    """A Chinese character or a Latin word, with half-open offsets into the folded text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """Share (0-1) of the wanted tokens found in said[start:end], in order."""

    share: float
    start: int
    end: int


def tokens_of(folded: str) -> list[Token]:
    """Tokens of a folded text, at most MOST_TOKENS."""
    return [Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(folded)][:MOST_TOKENS]


def possible_share(wanted: Counter[str], said: Counter[str]) -> float:
    """An upper bound of the share any alignment can reach, for little work."""
    size = sum(wanted.values())
    return (wanted & said).total() / size if size else 0.0


def align(wanted: Sequence[str], gaps: frozenset[int], said: Sequence[str]) -> Alignment:
    """The stretch of `said` most like `wanted`; `gaps` are positions in `wanted` where anything may be said between."""
    if not wanted or not said:
        return Alignment(0.0, 0, 0)
    ids = {token: number for number, token in enumerate(dict.fromkeys([*wanted, *said]))}
    want = [ids[t] for t in wanted]
    heard = np.array([ids[t] for t in said], dtype=np.int64)
    costs = _last_row(want, gaps, heard, anywhere=True)
    end = int(np.argmin(costs))
    length = len(want)
    backwards = _last_row(want[::-1], frozenset(length - g for g in gaps), heard[:end][::-1], anywhere=False)
    start = end - int(np.argmin(backwards))
    return Alignment(max(0.0, 1.0 - float(costs[end]) / length), start, end)


def _last_row(
    want: Sequence[int], gaps: frozenset[int], heard: NDArray[np.int64], *, anywhere: bool
) -> NDArray[np.int64]:
    """Cost of `want` against every stretch that ends at each place; `anywhere`: it may begin anywhere, else at 0."""
    places = np.arange(heard.size + 1)
    row = np.zeros(heard.size + 1, dtype=np.int64) if anywhere else places.copy()
    for number, token in enumerate(want, start=1):
        step = row + 1
        step[1:] = np.minimum(step[1:], row[:-1] + (heard != token))
        extra = 0 if number in gaps else 1
        row = np.minimum.accumulate(step - extra * places) + extra * places
    return row
