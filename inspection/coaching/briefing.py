"""The briefing before the shift (班前会), a page to read out: three problems, one good clip, whom to watch."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspection.coaching.certificates import CertificateNotice
from inspection.coaching.clips import EvidenceRef
from inspection.coaching.counted import FatalRow
from inspection.coaching.task import CoachingKind, CoachingTask
from inspection.coaching.weaknesses import NOTHING, Count
from inspection.intervals import wilson


class WatchReason(StrEnum):
    """Why somebody needs an eye today, the gravest first."""

    FATAL = "fatal"
    COACHING = "coaching"
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingRules:
    """How much fits on the page: days looked back over, problems, people, and interactions a share must rest on."""

    days: int = 7
    problems: int = 3
    people: int = 5
    minimum_n: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTally:
    """An item in the team and with everybody else: how often judged and unmet, points the team lost on it."""

    item: str
    team: Count
    others: Count
    lost_points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """An item that cost the team points. `low` and `high` are the 95 % interval of the team's share unmet (0-1).

    `is_worse` only where the interval lies above what the others have; `clip` is the plainest example, if any.
    """

    tally: ItemTally
    low: float
    high: float
    is_worse: bool
    clip: EvidenceRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """Somebody to keep an eye on, and why: `items` the item ids it is about, or kinds of certificates."""

    agent_id: str
    reason: WatchReason
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """The page. `interactions` were judged of the team in the days from `first` to `last`, both included.

    `too_little` says how many items of the team were judged too seldom to speak of.
    """

    team: str
    on: date
    first: date
    last: date
    interactions: int
    problems: tuple[Problem, ...]
    good: EvidenceRef | None
    good_item: str | None
    watch: tuple[Watched, ...]
    too_little: int


def problems_of(tallies: Iterable[ItemTally], rules: BriefingRules) -> tuple[Problem, ...]:
    """The items on which the team lost the most points, first those where it is plainly worse than everybody else."""
    found = [_problem(t) for t in tallies if t.team.applicable >= rules.minimum_n and t.lost_points > 0]
    found.sort(key=lambda p: (not p.is_worse, -p.tally.lost_points, p.tally.item))
    return tuple(found[: rules.problems])


def _problem(tally: ItemTally) -> Problem:
    low, high = wilson(tally.team.unmet, tally.team.applicable)
    is_worse = tally.others.applicable > 0 and low > tally.others.share
    return Problem(tally=tally, low=low, high=high, is_worse=is_worse)


def best_item(tallies: Iterable[ItemTally], problems: Sequence[Problem], rules: BriefingRules) -> tuple[str, ...]:
    """Items a good clip may show, the most useful first: the problems themselves, then what the team does best."""
    enough = [t for t in tallies if t.team.applicable >= rules.minimum_n and t.team.unmet < t.team.applicable]
    rest = sorted(enough, key=lambda t: (t.team.share, -t.team.applicable, t.item))
    return tuple(dict.fromkeys([*(p.tally.item for p in problems), *(t.item for t in rest)]))


def watched(
    fatals: Iterable[FatalRow],
    notices: Iterable[CertificateNotice],
    tasks: Iterable[CoachingTask],
    rules: BriefingRules,
) -> tuple[Watched, ...]:
    """Whom to watch, each person once for the gravest reason, the gravest first."""
    given: dict[WatchReason, Mapping[str, tuple[str, ...]]] = {
        WatchReason.FATAL: _grouped((row.agent_id, row.item) for row in fatals),
        WatchReason.COACHING: _grouped(
            (agent_id, t.item) for t in tasks if t.kind is not CoachingKind.FATAL for agent_id in t.agents
        ),
        WatchReason.CERTIFICATE: _grouped((n.agent_id, n.kind) for n in notices),
    }
    found: dict[str, Watched] = {}
    for reason, people in given.items():
        for agent_id, items in people.items():
            found.setdefault(agent_id, Watched(agent_id=agent_id, reason=reason, items=items))
    return tuple(list(found.values())[: rules.people])


def tallies_of(rows: Iterable[tuple[str, bool, Count, float]]) -> tuple[ItemTally, ...]:
    """Tallies from rows of (item, is of the team, count, points lost), by item."""
    team: dict[str, Count] = {}
    others: dict[str, Count] = {}
    lost: dict[str, float] = {}
    for item, is_own, count, points in rows:
        side = team if is_own else others
        side[item] = side.get(item, NOTHING) + count
        lost[item] = lost.get(item, 0.0) + points * is_own
    return tuple(
        ItemTally(item=item, team=team[item], others=others.get(item, NOTHING), lost_points=lost[item])
        for item in sorted(team)
    )


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for agent_id, what in sorted(set(pairs)):
        found[agent_id] = (*found.get(agent_id, ()), what)
    return found
