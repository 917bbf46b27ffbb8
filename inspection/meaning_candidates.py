"""Stage 1: which windows come near a required phrase. Vectors in, candidates out; nothing is taken from the night.

Vectors of this family of encoders lie in a narrow cone, so each is taken relative to the mean of its script (zh or en)
and the cosine that is left relative to what the phrase has with a frozen cohort of ordinary agent turns (z-norm).
Sums are made without a matrix library, so that they do not depend on how much is compared at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from inspection.meaning_windows import Window
from inspection.rules.normal_text import is_chinese

Floats = NDArray[np.float32]
Script = Literal["zh", "en"]
_DECIMALS = 4
_SMALLEST = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Cohort:
    """Per script the mean vector, shape (width,), and directions of ordinary turns, shape (turns, width)."""

    means: Mapping[Script, Floats]
    turns: Mapping[Script, Floats]

    def direction(self, vector: Floats, script: Script) -> Floats:
        """The vector relative to its script's mean, length 1."""
        away = (vector - self.means[script]).astype(np.float32)
        return np.asarray(away / max(float(np.sqrt(np.einsum("d,d->", away, away))), _SMALLEST), np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Sought:
    """A required phrase: its direction, and mean and spread of its cosine with the cohort of each script."""

    phrase: str
    direction: Floats
    usual: Mapping[Script, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A window, how near its text comes (cosine -1 to 1), and how unusual that is (z, in spreads of the cohort)."""

    window: Window
    cosine: float
    z: float


def script_of(text: str) -> Script:
    """zh when any Chinese character is in it."""
    return "zh" if any(is_chinese(c) for c in text) else "en"


def sought(phrase: str, vector: Floats, cohort: Cohort) -> Sought:
    """A phrase made ready to be looked for."""
    direction = cohort.direction(vector, script_of(phrase))
    usual: dict[Script, tuple[float, float]] = {}
    for script, turns in cohort.turns.items():
        cosines = np.einsum("td,d->t", turns, direction).astype(np.float64)
        usual[script] = (float(cosines.mean()), max(float(cosines.std()), _SMALLEST))
    return Sought(phrase, direction, usual)


def nearness(one: Sought, directions: Floats, scripts: Sequence[Script]) -> list[tuple[float, float]]:
    """(cosine, z) of each direction, shape (texts, width), of a text of that script."""
    cosines = np.einsum("td,d->t", directions, one.direction).tolist()
    return [(round(c, _DECIMALS), _z(c, *one.usual[script])) for c, script in zip(cosines, scripts, strict=True)]


def _z(cosine: float, mean: float, spread: float) -> float:
    return round((cosine - mean) / spread, _DECIMALS)


def window_vector(window: Window, vectors: Sequence[Floats], pieces: Sequence[int]) -> Floats:
    """Mean of the parts' vectors, weighted by their pieces."""
    weights = np.array([pieces[at] for at in window.parts], np.float32)
    together = np.stack([vectors[at] for at in window.parts])
    return np.asarray(np.einsum("p,pd->d", weights / weights.sum(), together), np.float32)


def best_apart(candidates: Sequence[Candidate], most: int, z_from: float) -> list[Candidate]:
    """At most `most` candidates of at least `z_from` that do not overlap, the nearest first; ties: the shorter one."""
    chosen: list[Candidate] = []
    order = sorted(candidates, key=lambda c: (-c.z, c.window.last - c.window.first, c.window.first))
    for candidate in order:
        if candidate.z < z_from or len(chosen) == most:
            break
        if not any(candidate.window.overlaps(c.window) for c in chosen):
            chosen.append(candidate)
    return chosen
