"""What a simulation of an interval says, as rows of a benchmark: how often it held the truth, how wide, how far off."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.stats import binomtest

Row = dict[str, object]
Floats = np.ndarray
Part = tuple[str, Callable[[np.random.Generator], list[Row]]]
"""A piece of a grid with its name: it draws from its own generator, so that a run can stop and go on between pieces."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """Estimates of many simulated samples: arrays of shape (samples,), NaN where there was nothing to estimate."""

    value: Floats
    low: Floats
    high: Floats

    @property
    def width(self) -> float:
        """Mean width of the intervals."""
        return float(np.nanmean(self.high - self.low))

    def held(self, truth: float | Floats) -> Floats:
        """In which samples the interval held the truth, of those that had one."""
        inside: Floats = (self.low - 1e-9 <= truth) & (truth <= self.high + 1e-9)
        return inside[~np.isnan(self.low)]


def rows_of(system: str, case: str, found: Simulated, truth: float | Floats, *, unit: str = "share") -> list[Row]:
    """Coverage (with its own interval: it is simulated), bias and width of one system in one case."""
    held = found.held(truth)
    if len(held) == 0:
        return []
    hits, n = int(held.sum()), len(held)
    interval = binomtest(hits, n).proportion_ci(method="wilson")
    miss = np.asarray(found.value - truth)
    spread = float(np.nanstd(miss)) / max(n, 1) ** 0.5
    bias = float(np.nanmean(miss))
    return [
        row(system, f"coverage, {case}", hits / n, "share", n, interval.low, interval.high),
        row(system, f"bias, {case}", bias, unit, n, bias - 1.96 * spread, bias + 1.96 * spread),
        row(system, f"width, {case}", found.width, unit, n, None, None),
    ]


def row(
    system: str, metric: str, value: float, unit: str, n: int, low: float | None, high: float | None, **more: object
) -> Row:
    """One row of a benchmark, rounded to what a simulation can say."""
    figures = {"value": value, "low": low, "high": high}
    rounded = {name: None if v is None else round(float(v), 5) for name, v in figures.items()}
    return {"system": system, "metric": metric, "unit": unit, "n": n, **rounded, **more}


def values(rows: list[Row], system: str, begins: str) -> Mapping[str, float]:
    """The values of a system's rows whose metric begins so, by the rest of the metric."""
    chosen = (r for r in rows if r["system"] == system and str(r["metric"]).startswith(begins))
    return {str(r["metric"])[len(begins) :]: float(str(r["value"])) for r in chosen}


def claim(said: str, value: float, target: str, ok: bool) -> Row:
    """One claim of a benchmark."""
    return {"claim": said, "value": round(float(value), 5), "target": target, "ok": bool(ok)}
