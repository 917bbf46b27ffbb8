"""The contest of two heads on held-out turns: how far the new one is better, how sure that is, and who wins.

Both read the same turns. Interactions (not turns, which resemble each other) are drawn again and again with
replacement, the same ones for both: the paired cluster bootstrap (Efron and Tibshirani 1993, ch. 8), its percentiles
widened for small samples (Hesterberg 2015, the expanded percentile interval). The new head wins when the lower ends of
two intervals are above zero, of the difference in macro-F1 and in kappa: a head that only learned how often people use
each label gains the former alone. And no class may have become worse beyond its own interval.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from inspection.intervals import CONFIDENCE
from inspection.relearning.agreement import Agreement, Counts, agreement, confusion

DRAWS, SEED = 4000, 11
_DRAWN_AT_ONCE, _DECIMALS = 500, 6
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure (share 0-1; kappa -1 to 1) of both heads, and the interval of new minus current."""

    current: float
    new: float
    low: float
    high: float

    @property
    def is_better(self) -> bool:
        """Better by more than its interval."""
        return self.low > 0

    @property
    def is_worse(self) -> bool:
        """Worse by more than its interval."""
        return self.high < 0


@dataclass(frozen=True, slots=True)
class ClassDifference:
    """One class of a head: labelled turns in the test, and F1, precision and recall of both heads."""

    label: str
    n: int
    f1: Difference
    precision: Difference
    recall: Difference


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What people and both heads say of the test turns: class numbers, each shape (turns,); `groups`: interactions."""

    wanted: Numbers
    current: Numbers
    new: Numbers
    groups: Numbers


@dataclass(frozen=True, slots=True)
class Contest:
    """Two heads on the same turns."""

    n: int
    groups: int
    macro_f1: Difference
    kappa: Difference
    classes: tuple[ClassDifference, ...]

    @property
    def worse(self) -> tuple[str, ...]:
        """Classes the new head reads worse (F1)."""
        return tuple(c.label for c in self.classes if c.f1.is_worse)

    @property
    def is_won(self) -> bool:
        """Better in macro-F1 and in kappa, and in no class worse."""
        return self.macro_f1.is_better and self.kappa.is_better and not self.worse


def contest(answers: Answers, labels: Sequence[str], tried: int = 1) -> Contest:
    """Compare; `tried` heads share the chance of a mistake (Bonferroni) in the two intervals that decide.

    Intervals of single classes are not widened: they can only stop a head.
    """
    size = len(labels)
    counts = np.stack([confusion(answers.wanted, a, answers.groups, size) for a in (answers.current, answers.new)], 1)
    both, drawn = agreement(counts.sum(axis=0)), _drawn(counts)
    alone, shared = 1 - CONFIDENCE, (1 - CONFIDENCE) / max(tried, 1)

    def compare(name: str, at: int | None = None, *, chance: float = alone) -> Difference:
        values, samples = ((getattr(a, name) if at is None else getattr(a, name)[..., at]) for a in (both, drawn))
        tail = _tail(chance, len(counts))
        low, high = np.quantile(samples[:, 1] - samples[:, 0], [tail, 1 - tail])
        return Difference(*(round(float(v), _DECIMALS) for v in (values[0], values[1], low, high)))

    wanted = np.bincount(answers.wanted, minlength=size)
    return Contest(
        n=len(answers.wanted),
        groups=len(counts),
        macro_f1=compare("macro_f1", chance=shared),
        kappa=compare("kappa", chance=shared),
        classes=tuple(
            ClassDifference(label, int(wanted[i]), compare("f1", i), compare("precision", i), compare("recall", i))
            for i, label in enumerate(labels)
        ),
    )


def _tail(chance: float, groups: int) -> float:
    """The share of draws to leave out at each end: less than `chance` / 2, by what a t interval is wider."""
    few = max(groups, 2)
    return float(stats.norm.cdf(-np.sqrt(few / (few - 1)) * stats.t.ppf(1 - chance / 2, few - 1)))


def _drawn(counts: Counts) -> Agreement:
    """The figures of DRAWS samples of interactions; `counts` has the shape (interactions, heads, classes, classes)."""
    random, flat = np.random.default_rng(SEED), counts.reshape(len(counts), -1)
    every = np.full(len(counts), 1 / len(counts))
    sums = [random.multinomial(len(counts), every, size=_DRAWN_AT_ONCE) @ flat for _ in range(DRAWS // _DRAWN_AT_ONCE)]
    return agreement(np.concatenate(sums).reshape(-1, *counts.shape[1:]))
