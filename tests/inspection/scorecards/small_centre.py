"""A small centre as leaf sums: twelve agents of known quality on two channels."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

from inspection.evaluation import Dimension, Line
from inspection.intervals import Moments
from inspection.scorecards.figures import Cell
from inspection.scorecards.leaves import Leaf, LeafKey
from inspection.scorecards.tally import ItemCounts, ScoreSums, ScoreTally
from inspection.service_metrics import ServiceTally
from inspection.value_counts import ValueCounts

DAY = date(2026, 9, 1)
AT = datetime(2026, 9, 1, 4, tzinfo=UTC)


def leaf_key(agent: str, *, channel: str = "phone", form: str = "f1", day: date = DAY, team: str = "一组") -> LeafKey:
    return LeafKey(day, agent, team, "成都", "示例外包", "售后", channel, form)


def leaf(mean: float, n: int = 100, *, met: float = 0.9, fatal: int = 0, topic: str = "退款") -> Leaf:
    """`n` evaluations with a mean score and a standard deviation of 10; `fatal` of them zeroed."""
    clean = n - fatal
    total = mean * clean
    sample = Moments(clean, total, total * mean + 100.0 * (clean - 1))
    hits = round(met * n)
    tally = ScoreTally(
        evaluations=n,
        passed=n // 2,
        fatal=fatal,
        machine=ScoreSums(sample, fatal),
        published=ScoreSums(sample, 0),
        published_passed=n // 2,
        fatal_by_kind=Counter({Line.COMPLIANCE: fatal}),
        confirmed=fatal // 2,
        confirmed_by_kind=Counter({Line.COMPLIANCE: fatal // 2}),
        units=Counter({Line.COMPLIANCE: n}),
        accurate=Counter({Line.COMPLIANCE: n - fatal}),
        non_critical=sample,
        items={"greeting": ItemCounts(Line.NON_CRITICAL, hits, n - hits, 3)},
        dimensions={Dimension.ATTITUDE: sample},
    )
    service = ServiceTally(interactions=n, first_s=ValueCounts.of([10.0] * n), csat=ValueCounts.of([5.0, 4.0]))
    return Leaf(Cell(tally, service), {("12", topic): (n, total)}, AT)


def small_centre() -> dict[LeafKey, Leaf]:
    """Agents a1-a12: a1 is weak, above all by mail (a11 and a12 are judged by another form); the others average 85."""
    leaves: dict[LeafKey, Leaf] = {}
    for number in range(1, 13):
        agent, form = f"a{number}", "f2" if number > 10 else "f1"
        weak = number == 1
        leaves[leaf_key(agent, form=form)] = leaf(70.0 if weak else 85.0 + number % 3, met=0.5 if weak else 0.9)
        leaves[leaf_key(agent, channel="email", form=form)] = leaf(50.0 if weak else 84.0 + number % 3, 60)
    return leaves


def with_fatals(leaves: dict[LeafKey, Leaf], agent: str, fatal: int) -> dict[LeafKey, Leaf]:
    """The same with fatals of one agent on the phone."""
    return {**leaves, leaf_key(agent): leaf(85.0, fatal=fatal)}


def by_team(leaves: dict[LeafKey, Leaf]) -> dict[LeafKey, Leaf]:
    """The same with two agents to a team."""
    return {key._replace(team=f"{int(key.agent_id[1:]) // 2} 组"): replace(one) for key, one in leaves.items()}
