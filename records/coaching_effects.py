"""What coaching has brought (辅导效果): figures before and after of who was coached, and of colleagues who were not."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from sqlalchemy.engine import Connection

from inspection.access.sight import EVERYTHING, Sight
from inspection.coaching.effect import Comparison, Effect, Estimate, estimate_of, pooled
from inspection.coaching.effect_policy import EffectPolicy
from inspection.coaching.task import CoachingTask
from inspection.coaching.window import Window
from inspection.intervals import Moments
from records import coaching, coaching_board, item_days

Floats = np.ndarray
KEYS: Mapping[str, Callable[[CoachingTask], str | None]] = {
    "all": lambda _: "",
    "item": lambda t: t.item,
    "trainer": lambda t: t.trainer or "-",
    "material": lambda t: t.material or "-",
    "agent": lambda t: t.agent_id,
    "task": lambda t: t.task_id,
}
"""By what the effect of coachings is told."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A coaching that was held, with an estimate for each of its agents that has enough data."""

    task: CoachingTask
    estimates: tuple[Estimate, ...]


@dataclass(frozen=True, slots=True)
class EffectRow:
    """The effect of the coachings that share a key: an item, a trainer, a material, an agent, or everything."""

    key: str
    coachings: int
    effect: Effect


@dataclass(slots=True)
class _Days:
    """Counts of one item of one group: (days, 3) per agent, running sums of n, total and squares from `first` on."""

    first: date
    running: dict[str, Floats]

    def window(self, agent_id: str, held_on: date, policy: EffectPolicy) -> Window:
        """The agent's figures before and after a day, the day itself left out."""
        before = self._between(agent_id, held_on - timedelta(days=policy.days_before), held_on - timedelta(days=1))
        after = self._between(agent_id, held_on + timedelta(days=1), held_on + timedelta(days=policy.days_after))
        return Window(agent_id=agent_id, before=before, after=after)

    def _between(self, agent_id: str, first: date, last: date) -> Moments:
        running = self.running[agent_id]
        low = min(max((first - self.first).days, 0), len(running) - 1)
        high = min(max((last - self.first).days + 1, 0), len(running) - 1)
        n, total, squares = running[high] - running[low]
        return Moments(int(n), float(total), float(squares))


def measured(
    connection: Connection, policy: EffectPolicy, *, since: date, until: date, sight: Sight = EVERYTHING
) -> list[Measured]:
    """Every coaching held from `since` on, measured with what is known until a day (both included).

    Only those all of whose agents are seen; the colleagues they are compared with are everybody's.
    """
    held = [t for t in coaching.wanted(connection, held_since=since) if t.agents and t.held_on is not None]
    seen = coaching_board.agents_seen(connection, {a for t in held for a in t.agents}, sight=sight)
    tasks = [t for t in held if seen.issuperset(t.agents)]
    by_item: dict[str, list[CoachingTask]] = defaultdict(list)
    for task in coaching.wanted(connection, held_since=since - timedelta(days=policy.days_before + policy.days_after)):
        by_item[task.item].append(task)
    found = []
    for item in sorted({t.item for t in tasks}):
        coached = _coached_on(by_item[item])
        first = min(t.held_on for t in tasks if t.item == item and t.held_on) - timedelta(days=policy.days_before)
        groups = _days_of(connection, item, first, until)
        here = [t for t in tasks if t.item == item]
        found += [Measured(task, tuple(_estimates(task, groups, coached, policy))) for task in here]
    return found


def effects(many: Iterable[Measured], key_of: Callable[[CoachingTask], str | None]) -> list[EffectRow]:
    """The effect by a key of the task (None: left out), by name; coachings without enough data are counted beside."""
    grouped: dict[str, list[Measured]] = defaultdict(list)
    for one in many:
        key = key_of(one.task)
        if key is not None:
            grouped[key].append(one)
    return [
        EffectRow(key, len(given), pooled([e for one in given for e in one.estimates]))
        for key, given in sorted(grouped.items())
    ]


def keep(connection: Connection, many: Iterable[Measured]) -> None:
    """Write the effect of each task beside its baseline, as far as there is one."""
    for one in many:
        effect = pooled(one.estimates)
        if effect.value is None or effect.low is None or effect.high is None or effect.expected is None:
            continue
        figures = {
            "effect_points": effect.value,
            "effect_low": effect.low,
            "effect_high": effect.high,
            "expected_points": effect.expected,
            "controls": float(effect.controls),
        }
        kept = {**one.task.effect, **{name: round(value, 4) for name, value in figures.items()}}
        if kept != dict(one.task.effect):
            coaching.set_effect(connection, one.task.task_id, kept)


def _estimates(
    task: CoachingTask,
    groups: Mapping[str, _Days],
    coached: Mapping[str, Sequence[date]],
    policy: EffectPolicy,
) -> Iterable[Estimate]:
    held_on = task.held_on
    assert held_on is not None
    for agent_id in task.agents:
        mine = [days for days in groups.values() if agent_id in days.running]
        if not mine:
            continue
        days = max(mine, key=lambda d: d.running[agent_id][-1][0])
        others = [a for a in days.running if a != agent_id and not _is_coached(coached.get(a, ()), held_on, policy)]
        estimate = estimate_of(
            Comparison(
                item=task.item,
                coached=days.window(agent_id, held_on, policy),
                others=tuple(days.window(a, held_on, policy) for a in others),
            ),
            policy,
        )
        if estimate is not None:
            yield estimate


def _is_coached(held: Sequence[date], day: date, policy: EffectPolicy) -> bool:
    """Coached themselves within the days that are compared."""
    first, last = day - timedelta(days=policy.days_before), day + timedelta(days=policy.days_after)
    return any(first <= one <= last for one in held)


def _coached_on(tasks: Iterable[CoachingTask]) -> dict[str, list[date]]:
    found: dict[str, list[date]] = defaultdict(list)
    for task in tasks:
        for agent_id in task.agents:
            if task.held_on is not None:
                found[agent_id].append(task.held_on)
    return found


def _days_of(connection: Connection, item: str, first: date, last: date) -> dict[str, _Days]:
    """The counts of an item by group; of who works in two groups each part stands for itself."""
    length = (last - first).days + 2
    daily: dict[str, dict[str, Floats]] = defaultdict(dict)
    for row in item_days.between(connection, first, last, items=[item]):
        of_agent = daily[row.group].setdefault(row.agent_id, np.zeros((length, 3)))
        of_agent[(row.business_date - first).days + 1] += (row.n, row.total, row.squares)
    return {
        group: _Days(first, {agent: counts.cumsum(0) for agent, counts in by_agent.items()})
        for group, by_agent in daily.items()
    }
