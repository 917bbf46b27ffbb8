"""What a business day looked like (日汇总): contacts, machine scores, service level, feeling and topics, in sums."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from inspection.intervals import Figure, Moments, mean_figure, rate_figure

PRIOR_SD_POINTS = 15.0  # of scores: two equal ones do not prove that all are
MINIMUM_N = 30
COMPLAINT_FLAGS = frozenset({
    "regulator", "lawyer", "police", "media", "accuses_colleague", "customer_leaving", "unresolved_dissatisfied",
})  # fmt: skip
"""Flags that make an interaction count as a complaint; they are about the customer, never about the agent's score."""


class FiguresPlace(NamedTuple):
    """Whose day it is; an empty name: not stated."""

    business_date: date
    team: str
    site: str
    vendor: str
    queue: str
    channel: str


@dataclass(slots=True)
class DayFigures:
    """Sums of a day at a place, or of several together.

    `complained` of the `contacts` were complaints; `scores` are machine scores 0-100 with suspected fatals as 0;
    `judged` evaluations, `fatal` of them with a suspected fatal; `sla_met` of `sla_asked` first answers were in time;
    `courses` how customers' feeling went (Change); `topics` what contacts were about, `complaints` those of them that
    were complaints.
    """

    contacts: int = 0
    complained: int = 0
    scores: Moments = field(default_factory=Moments)
    judged: int = 0
    fatal: int = 0
    sla_asked: int = 0
    sla_met: int = 0
    courses: Counter[str] = field(default_factory=Counter)
    topics: Counter[str] = field(default_factory=Counter)
    complaints: Counter[str] = field(default_factory=Counter)

    def add(self, other: "DayFigures") -> None:
        """Take in another place or day."""
        self.contacts += other.contacts
        self.complained += other.complained
        self.scores = self.scores + other.scores
        self.judged += other.judged
        self.fatal += other.fatal
        self.sla_asked += other.sla_asked
        self.sla_met += other.sla_met
        for name in ("courses", "topics", "complaints"):
            getattr(self, name).update(getattr(other, name))

    @property
    def mean(self) -> Figure:
        """The mean machine score with its interval."""
        return mean_figure(self.scores, MINIMUM_N, unit="points", prior_sd=PRIOR_SD_POINTS, limits=(0.0, 100.0))

    @property
    def sla(self) -> Figure:
        """The share of first answers in time."""
        return rate_figure(self.sla_met, self.sla_asked, MINIMUM_N)

    @property
    def fatal_share(self) -> Figure:
        """The share of evaluations with a suspected fatal."""
        return rate_figure(self.fatal, self.judged, MINIMUM_N)


def together(many: Iterable[DayFigures]) -> DayFigures:
    """The sums of several."""
    whole = DayFigures()
    for one in many:
        whole.add(one)
    return whole
