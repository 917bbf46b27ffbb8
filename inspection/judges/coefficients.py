"""Agreement coefficients (一致性系数): kappa, AC1 and alpha of one item, each for many weightings of the cases at once.

Every function takes ratings and weights of shape (draws, cases) and gives an array of shape (draws,), NaN where the
coefficient is not defined (all judges said one and the same word). Any number of judges, any gaps.

Kappa: Cohen 1960, with squared distances for points (Cohen 1968); for more than two judges Conger 1980: pairwise
disagreement over pairwise chance disagreement, each averaged over the pairs of judges. AC1: Gwet 2008, which stays
defined where nearly everything is the same word. Alpha: Krippendorff 2004 (nominal; interval for points).
"""

from collections.abc import Callable

import numpy as np

from inspection.judges.ratings import Floats, Ratings

_NOTHING = 1e-12
Coefficient = Callable[[Ratings, Floats], Floats]


def observed_agreement(ratings: Ratings, weights: Floats) -> Floats:
    """Share of pairs of judges that said the same of a case, a mean over cases of at least two judges (0-1)."""
    counts, judged = _counts(ratings)
    shared = judged >= 2
    alike = _ratio((counts * (counts - 1)).sum(-1), judged * (judged - 1))
    return _ratio(weights[:, shared] @ alike[shared], weights[:, shared].sum(-1))


def gwet_ac1(ratings: Ratings, weights: Floats) -> Floats:
    """Gwet's AC1 over the words of the scale; up to 1, 0 is what guessing would give."""
    if ratings.is_points:
        raise ValueError("AC1 is for words, not for points")
    counts, judged = _counts(ratings)
    some = judged >= 1
    shares = _ratio(counts[some], judged[some][:, None])
    mean = _ratio(weights[:, some] @ shares, weights[:, some].sum(-1)[:, None])
    chance = (mean * (1 - mean)).sum(-1) / (ratings.categories - 1)
    found: Floats = (observed_agreement(ratings, weights) - chance) / (1 - chance)
    return found


def kappa(ratings: Ratings, weights: Floats) -> Floats:
    """Cohen's kappa (weighted by squared distance for points), for more than two judges Conger's.

    A judge's habit (the chance part) is taken from all cases the judge judged, as Gwet 2014 does with gaps.
    """
    habits = [_habit(ratings, weights, judge) for judge in range(ratings.values.shape[1])]
    pairs = [_chance_of(habits[j], habits[k], points=ratings.is_points) for j, k in ratings.pairs()]
    if not pairs:
        return np.full(len(weights), np.nan)
    chance = np.mean(pairs, axis=0)
    return _one_minus(_observed_distance(ratings, weights), chance)


def krippendorff_alpha(ratings: Ratings, weights: Floats) -> Floats:
    """Krippendorff's alpha: nominal for words, interval for points."""
    counts = ratings.count
    shared = counts >= 2
    values, counts = ratings.values[shared], counts[shared].astype(float)
    pair = weights[:, shared]
    pair = pair * (shared.sum() / np.maximum(pair.sum(-1, keepdims=True), _NOTHING))
    size = pair @ counts
    if ratings.is_points:
        total, squares = np.nansum(values, 1), np.nansum(values**2, 1)
        within = 2 * (counts * squares - total**2) / (counts - 1)
        across = 2 * (size * (pair @ squares) - (pair @ total) ** 2)
    else:
        of_word = _count_words(values, ratings.categories)
        within = (counts**2 - (of_word**2).sum(-1)) / (counts - 1)
        across = size**2 - ((pair @ of_word) ** 2).sum(-1)
    return _one_minus(pair @ within, across / np.maximum(size - 1, _NOTHING))


def _observed_distance(ratings: Ratings, weights: Floats) -> Floats:
    """Mean distance of two judges of the same case: squared for points, 0 or 1 for words."""
    if not ratings.is_points:
        return 1 - observed_agreement(ratings, weights)
    counts = ratings.count.astype(float)
    shared = counts >= 2
    n = counts[shared]
    total, squares = (np.nansum(ratings.values[shared] ** power, 1) for power in (1, 2))
    return _ratio(weights[:, shared] @ (2 * (n * squares - total**2) / (n * (n - 1))), weights[:, shared].sum(-1))


def _habit(ratings: Ratings, weights: Floats, judge: int) -> Floats:
    """What a judge tends to say: shares of words, or mean and spread of points; shape (draws, ...)."""
    there = ~np.isnan(ratings.values[:, judge])
    values = ratings.values[there, judge]
    part = weights[:, there] / np.maximum(weights[:, there].sum(-1, keepdims=True), _NOTHING)
    if not ratings.is_points:
        words: Floats = part @ _count_words(values[:, None], ratings.categories)
        return words
    mean = part @ values
    return np.stack([mean, part @ values**2 - mean**2], -1)


def _chance_of(first: Floats, second: Floats, *, points: bool) -> Floats:
    """Distance two judges would have by their habits alone."""
    if points:
        distance: Floats = first[:, 1] + second[:, 1] + (first[:, 0] - second[:, 0]) ** 2
        return distance
    found: Floats = 1 - (first * second).sum(-1)
    return found


def _counts(ratings: Ratings) -> tuple[Floats, Floats]:
    """How often each word was said of each case, shape (cases, words), and by how many."""
    if ratings.is_points:
        words = np.unique(ratings.values[~np.isnan(ratings.values)])
        coded = np.where(np.isnan(ratings.values), np.nan, np.searchsorted(words, ratings.values))
        return _count_words(coded, max(len(words), 1)), ratings.count.astype(float)
    return _count_words(ratings.values, ratings.categories), ratings.count.astype(float)


def _count_words(values: Floats, categories: int) -> Floats:
    found: Floats = (values[:, :, None] == np.arange(categories)).sum(1).astype(np.float64)
    return found


def _ratio(over: Floats, under: Floats) -> Floats:
    over, under = np.broadcast_arrays(over, under)
    found: Floats = np.divide(over, under, out=np.full(over.shape, np.nan), where=under > _NOTHING)
    return found


def _one_minus(observed: Floats, chance: Floats) -> Floats:
    """1 - observed / chance; where chance leaves no disagreement there is nothing to compare with."""
    return 1 - _ratio(observed, chance)
