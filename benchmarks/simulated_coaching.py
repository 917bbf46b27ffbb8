"""Coached agents whose effect is known: the worst of a group by what was seen of them, as it happens in life."""

from dataclasses import dataclass

import numpy as np

from inspection.coaching.effect import Comparison
from inspection.coaching.window import Window, share_sample
from inspection.intervals import Moments


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Shares 0-1: `mean` and `sd` of agents, `effect` of coaching, `trend` of everybody, `drift` of each by chance.

    `alike` is the share of agents who are all equally good, the rest being 15 points worse (None: a bell).
    """

    agents: int = 60
    coached: int = 5
    n: int = 60
    mean: float = 0.85
    sd: float = 0.07
    effect: float = 0.0
    trend: float = 0.02
    drift: float = 0.0
    pulled: float = 0.0
    alike: float | None = None


def levels(random: np.random.Generator, world: World) -> np.ndarray:
    """What the agents really are."""
    if world.alike is not None:
        weak = random.random(world.agents) > world.alike
        return np.asarray(np.where(weak, world.mean - 0.15, world.mean))
    if world.sd == 0:
        return np.full(world.agents, world.mean)
    k = world.mean * (1 - world.mean) / world.sd**2 - 1
    return np.asarray(random.beta(world.mean * k, (1 - world.mean) * k, world.agents))


def coached_worst(random: np.random.Generator, world: World) -> tuple[list[Comparison], float, float]:
    """Comparisons, the true effect on the coached, and what a plain difference in differences would say (points)."""
    before_level = levels(random, world)
    before = random.binomial(world.n, before_level)
    worst = np.argsort(before, kind="stable")[: world.coached]
    middle = before_level.mean()
    moved = middle + (1 - world.pulled) * (before_level - middle) + random.normal(0, world.drift, world.agents)
    without = np.clip(moved + world.trend, 0.005, 0.995)
    coached = np.isin(np.arange(world.agents), worst)
    after_level = np.clip(without + world.effect * coached, 0.005, 0.995)
    after = random.binomial(world.n, after_level)
    windows = [
        Window(agent_id=f"a{k}", before=_sample(before[k], world.n), after=_sample(after[k], world.n))
        for k in range(world.agents)
    ]
    others = tuple(w for w, is_coached in zip(windows, coached, strict=True) if not is_coached)
    change = 100 * (after - before) / world.n
    truth = 100 * float((after_level - without)[coached].mean())
    comparisons = [Comparison(item="closing", coached=windows[k], others=others) for k in worst]
    return comparisons, truth, float(change[coached].mean() - change[~coached].mean())


def _sample(met: int, n: int) -> Moments:
    return share_sample(int(met), n)
