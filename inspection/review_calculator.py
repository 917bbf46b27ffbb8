"""How many reviews a question needs (复核量计算): before anybody listens, so that nobody listens in vain.

The figures are planning figures: they stand on what is expected (a rate, a machine's accuracy). What an estimate is
worth in the end, its own interval says.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, sqrt

from scipy import stats

from inspection.errors import SettingsError
from inspection.intervals import CONFIDENCE, wilson

POWER = 0.8
_MOST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineSkill:
    """How well the machine finds what is asked about: its recall and precision, shares above 0 up to 1."""

    recall: float
    precision: float

    def spread_left(self, share: float) -> float:
        """Variance that is left once the machine's verdict is known, as a share of p(1 - p); 1 helps nothing.

        Raises SettingsError when such a machine cannot exist at this rate.
        """
        hits = share * self.recall / self.precision
        if not hits < 1:
            raise SettingsError("no machine has that recall and precision at that rate", "correct one of the three")
        missed = share * (1 - self.recall) / (1 - hits)
        left = hits * self.precision * (1 - self.precision) + (1 - hits) * missed * (1 - missed)
        return left / (share * (1 - share))


def reviews_for_rate(
    share: float, within: float, *, machine: MachineSkill | None = None, units: int | None = None
) -> int:
    """Reviews by lot until an expected `share` is known to +- `within` (both 0-1, 95 %).

    Wilson's interval decides; with a `machine` the reviews it saves are taken off, with `units` those that a period of
    so many needs less. SettingsError for shares that are none.
    """
    _demand_share(share, "the rate")
    _demand_share(within, "the precision")
    plain = _first(lambda n: _half_width(share, n) <= within)
    needed = plain * (machine.spread_left(share) if machine else 1.0)
    return max(1, ceil(needed / (1 + needed / units) if units else needed))


def reviews_for_difference(share_a: float, share_b: float, *, power: float = POWER) -> int:
    """Reviews of each of two agents until a true difference of their rates (0-1) is found with `power`.

    Two-sided at 5 % (Fleiss, Levin and Paik 2003, formula 4.14). SettingsError for equal rates.
    """
    _demand_share(share_a, "the first rate")
    _demand_share(share_b, "the second rate")
    if share_a == share_b:
        raise SettingsError("two equal rates differ for no number of reviews", "give the difference worth finding")
    mean = (share_a + share_b) / 2
    spread = _z(CONFIDENCE) * sqrt(2 * mean * (1 - mean))
    spread += _power_z(power) * sqrt(share_a * (1 - share_a) + share_b * (1 - share_b))
    return ceil((spread / (share_a - share_b)) ** 2)


def reviews_for_score_difference(
    points: float, *, sd_points: float, correlation: float = 0.0, power: float = POWER
) -> int:
    """Reviews of each of two agents until a true difference of `points` (of 100) between their means is found.

    `sd_points`: spread of single scores; `correlation` (0-1) of the machine's scores with people's: it takes away
    1 - r^2 of the spread. SettingsError for nothing to find.
    """
    if points <= 0 or sd_points <= 0:
        raise SettingsError("difference and spread must be above 0", "give both in points of 100")
    if not 0 <= correlation < 1:
        raise SettingsError("a correlation is from 0 to below 1", "correct it")
    left = sd_points * sqrt(1 - correlation**2)
    return max(2, ceil(2 * ((_z(CONFIDENCE) + _power_z(power)) * left / points) ** 2 + 1))


def reviews_for_precision(precision: float, *, floor: float = 0.9, least: int = 30, power: float = POWER) -> int:
    """Reviewed hits until a rule of this true precision counts (Wilson's lower bound reaches `floor`) with `power`.

    Never fewer than `least`. SettingsError for a rule that is no better than the floor.
    """
    if not 0 < floor < precision <= 1:
        raise SettingsError(
            "a rule must be better than the floor to be promoted", "give a precision above the floor, up to 1"
        )
    return _first(lambda n: all(_promoted(precision, m, floor) >= power for m in (n, n + 1, n + 5)), start=least)


def reviews_for_recall(recall: float, within: float, *, share: float) -> int:
    """Reviews by lot until a rule's expected `recall` is known to +- `within`, where `share` of all is a breach (0-1).

    Only what the lot finds among the passed ones tells of what was missed, so rare breaches cost many reviews. The
    machine's own hits are taken as well reviewed. SettingsError for shares that are none.
    """
    for value, name in ((recall, "the recall"), (within, "the precision"), (share, "the rate of breaches")):
        _demand_share(value, name)
    return ceil(_z(CONFIDENCE) ** 2 * recall**2 * (1 - recall) / (within**2 * share))


def _half_width(share: float, n: int) -> float:
    z = _z(CONFIDENCE)
    return z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)


def _promoted(precision: float, n: int, floor: float) -> float:
    """Chance that n reviewed hits promote the rule."""
    least = _first(lambda right: right > n or wilson(right, n)[0] >= floor, start=0)
    return float(stats.binom.sf(least - 1, n, precision))


def _first(holds: Callable[[int], bool], *, start: int = 1) -> int:
    """The smallest whole number from `start` that holds, for what goes on holding: doubled, then halved."""
    low, high = start, start
    while not holds(high):
        low, high = high + 1, high * 2 + 1
        if high > _MOST:
            raise SettingsError(f"more than {_MOST} reviews would be needed", "ask a coarser question")
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return high


def _z(confidence: float) -> float:
    return float(stats.norm.ppf((1 + confidence) / 2))


def _power_z(power: float) -> float:
    if not 0.5 <= power < 1:
        raise SettingsError(f"a power of {power} is none", "give 0.5 to below 1, usually 0.8")
    return float(stats.norm.ppf(power))


def _demand_share(value: float, name: str) -> None:
    if not 0 < value < 1:
        raise SettingsError(f"{name} of {value} is no share", "give a number between 0 and 1, 0.05 for 5 %")
