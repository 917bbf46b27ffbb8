"""Values in sums that add up: exact count, sum and squares, and how often each value came, to three significant digits.

Means are exact. A median needs every value, and a month of a large centre has millions: so values are counted rounded
to three digits, which leaves whole seconds below 1,000 as they are and is within half a percent above.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from math import fsum

from inspection.intervals import Moments


@dataclass(slots=True)
class ValueCounts:
    """Values of one kind (seconds, answers); those of parts add up."""

    sample: Moments = field(default_factory=Moments)
    counts: Counter[float] = field(default_factory=Counter)

    @classmethod
    def of(cls, values: Iterable[float]) -> "ValueCounts":
        """All values at once: sums are exactly rounded, so that their order does not matter."""
        known = list(values)
        sample = Moments(len(known), fsum(known), fsum(v * v for v in known))
        return cls(sample, Counter(map(rounded, known)))

    @property
    def n(self) -> int:
        """How many values."""
        return self.sample.n

    def count(self, value: float | None) -> None:
        """Count one value; None is none."""
        if value is not None:
            self.sample = self.sample.plus(value)
            self.counts[rounded(value)] += 1

    def add(self, other: "ValueCounts") -> None:
        """Take in another part."""
        self.sample += other.sample
        self.counts.update(other.counts)

    def at_ranks(self, *ranks: int) -> Iterator[float]:
        """The rounded values at these ranks of the ordered values (0-based), in the order asked."""
        ordered = sorted(self.counts.items())
        ends = list(accumulate(count for _, count in ordered))
        for rank in ranks:
            yield next(value for (value, _), end in zip(ordered, ends, strict=True) if rank < end)


def rounded(value: float) -> float:
    """To three significant digits."""
    return float(f"{value:.3g}")
