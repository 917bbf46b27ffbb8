"""The mean of what people would give to all units, from what they gave to some and what the machine gives to all.

The generalised regression estimator of survey sampling (Cassel, Särndal and Wretman 1976), which prediction-powered
inference found again (PPI++, Angelopoulos, Duchi and Zrnic 2023): the reviewed mean, Hájek-weighted inside classes of
equal probability, moved by `slope` x the difference of the machine's mean over all units and over the reviewed ones.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from inspection.intervals import CONFIDENCE
from inspection.probability_classes import Codes, Floats, probability_classes

# Residuals that happen to be equal prove little: their spread is shrunk towards this many points, worth one review.
PRIOR_RESIDUAL_POINTS = 5.0
PRIOR_REVIEWS = 1.0
_MOST_LEVERAGE = 0.9


@dataclass(frozen=True, slots=True)
class MeanEstimate:
    """A mean with its interval, in the unit of the values; `slope`: how far the machine's scores were believed."""

    value: float
    low: float
    high: float
    slope: float


@dataclass(frozen=True, slots=True)
class _Sample:
    """Reviewed units: what people and machine gave, weights that sum to 1, chances of review, and their classes."""

    human: Floats
    machine: Floats
    weight: Floats
    probability: Floats
    codes: Codes
    class_weight: Floats

    def centred(self, values: Floats) -> Floats:
        """Values less the weighted mean of their class."""
        return values - self.class_means(values)[self.codes]

    def class_means(self, values: Floats) -> Floats:
        totals = np.bincount(self.codes, self.weight * values, minlength=len(self.class_weight))
        means: Floats = totals / self.class_weight
        return means


def mean_estimate(
    machine: Floats, human: Floats, probability: Floats, *, process: bool, confidence: float = CONFIDENCE
) -> MeanEstimate:
    """The mean over all units; arrays of shape (units,), `human` NaN where not reviewed, `probability` in (0, 1].

    `process`: the mean behind the units, not only among them. ValueError with fewer than two reviewed units.
    """
    reviewed = ~np.isnan(human)
    if reviewed.sum() < 2:
        raise ValueError("a mean needs two reviewed units")
    codes = probability_classes(probability, reviewed)
    sample = _sample(machine, human, probability, reviewed, codes)
    known = np.bincount(codes, machine) / np.bincount(codes)
    slope = _slope(sample)
    moved = slope * (known - sample.class_means(sample.machine))
    value = float(np.sum(sample.class_weight * (sample.class_means(sample.human) + moved)))
    return _with_interval(value, slope, sample, len(human) if process else None, confidence)


def human_mean(human: Floats, probability: Floats, *, process: bool, confidence: float = CONFIDENCE) -> MeanEstimate:
    """What the reviewed units say alone (Hájek): nothing is known of the others, not even how many there are of which.

    Arguments as in `mean_estimate`.
    """
    reviewed = ~np.isnan(human)
    if reviewed.sum() < 2:
        raise ValueError("a mean needs two reviewed units")
    one_class = np.zeros(len(human), dtype=np.int64)
    sample = _sample(np.zeros(len(human)), human, probability, reviewed, one_class)
    value = float(np.sum(sample.weight * sample.human))
    return _with_interval(value, 0.0, sample, len(human) if process else None, confidence)


def effective_n(probability: Floats) -> float:
    """How many equally likely reviews the reviewed units are worth (Kish 1965): (sum w)^2 / sum w^2, w = 1 / chance."""
    weight = 1 / probability
    return float(weight.sum() ** 2 / (weight**2).sum()) if len(probability) else 0.0


def _sample(machine: Floats, human: Floats, probability: Floats, reviewed: NDArray[np.bool_], codes: Codes) -> _Sample:
    class_weight = np.bincount(codes) / len(codes)
    inside = codes[reviewed]
    raw = 1 / probability[reviewed]
    weight = raw * (class_weight / np.bincount(inside, raw, minlength=len(class_weight)))[inside]
    return _Sample(human[reviewed], machine[reviewed], weight, probability[reviewed], inside, class_weight)


def _slope(sample: _Sample) -> float:
    """The slope that makes the estimate's variance least; 0 where the machine gives everybody the same."""
    machine = sample.centred(sample.machine)
    spread = float(np.sum(sample.weight**2 * machine**2))
    if spread < 1e-12:
        return 0.0
    return float(np.sum(sample.weight**2 * sample.centred(sample.human) * machine)) / spread


def _with_interval(value: float, slope: float, sample: _Sample, units: int | None, confidence: float) -> MeanEstimate:
    degrees = _degrees(sample, slope)
    variance = (degrees * _variance(sample, slope) + PRIOR_REVIEWS * _prior_variance(sample)) / (
        degrees + PRIOR_REVIEWS
    )
    if units is not None:
        mean = float(np.sum(sample.weight * sample.human))
        variance += float(np.sum(sample.weight * (sample.human - mean) ** 2)) / units
    half = float(stats.t.ppf((1 + confidence) / 2, degrees + PRIOR_REVIEWS)) * variance**0.5
    return MeanEstimate(value, value - half, value + half, slope)


def _variance(sample: _Sample, slope: float) -> float:
    """Linearised variance of weighted residuals, each enlarged by its leverage (HC2: MacKinnon and White 1985)."""
    machine = sample.centred(sample.machine)
    residual = sample.centred(sample.human) - slope * machine
    leverage = sample.weight / sample.class_weight[sample.codes]
    if slope:
        leverage = leverage + sample.weight**2 * machine**2 / float(np.sum(sample.weight**2 * machine**2))
    enlarged = residual**2 / (1 - np.minimum(leverage, _MOST_LEVERAGE))
    return float(np.sum(sample.weight**2 * (1 - sample.probability) * enlarged))


def _prior_variance(sample: _Sample) -> float:
    return PRIOR_RESIDUAL_POINTS**2 * float(np.sum(sample.weight**2 * (1 - sample.probability)))


def _degrees(sample: _Sample, slope: float) -> float:
    """Effective reviews less one per class mean and one for the slope; at least 1."""
    effective = 1 / float(np.sum(sample.weight**2))
    return max(effective - len(sample.class_weight) - bool(slope), 1.0)
