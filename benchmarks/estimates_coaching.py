"""Section of benchmarks/estimates.py: whom coaching finds and accuses, and what it says of its own effect.

Found and accused: groups of average agents, one of whom is weaker by 10 points, 60 interactions each. Effects: the
worst of a group are coached (so their figures would get better anyway), with effects of 0 and 5 points; beside ours,
in the same worlds, a plain difference in differences.
"""

from itertools import product

import numpy as np
from scipy.stats import binomtest

from benchmarks.simulated import Row, Simulated, claim, row, rows_of, values
from benchmarks.simulated_coaching import World, coached_worst
from inspection.coaching.effect import effect_of
from inspection.coaching.effect_policy import EffectPolicy
from inspection.coaching.weaknesses import Count, ItemCounts, Weakness, weaknesses
from inspection.results_policy import CoachingPolicy

OURS, PLAIN = "mingjian", "plain difference in differences"
LIMITS, POLICY = CoachingPolicy(), EffectPolicy()
AGENTS, INTERACTIONS, WEAKER = 20, 60, 0.10
SHARES = (0.02, 0.05, 0.1, 0.2, 0.3)
ITEMS = (1, 10, 20)
NIGHTS = 30
WORLDS = {
    "60 interactions": World(),
    "300 interactions": World(n=300),
    "one coached": World(coached=1),
    "a quarter coached": World(coached=15),
    "20 agents": World(agents=20, coached=3),
    "agents drift": World(drift=0.04),
    "agents move to the middle": World(drift=0.04, pulled=0.4),
    "all agents alike": World(sd=0.0),
    "95 % met": World(mean=0.95, sd=0.03),
    "a weak few among many alike, 300": World(n=300, alike=0.85),
    "a weak few among many alike, 60": World(alike=0.85),
}
HARD = "a weak few among many alike, 60"


def rows(quick: bool) -> list[Row]:
    """False alarms and power over prevalences and forms; bias, coverage and claims of effects over worlds."""
    random = np.random.default_rng(20261122)
    found: list[Row] = []
    for share, items in product(SHARES, ITEMS):
        found += _alarms(random, share, items, 10 if quick else 300)
    found += _nightly(random, 10 if quick else 300)
    for (name, world), effect in product(WORLDS.items(), (0.0, 0.05)):
        found += _effects(random, name, world, effect, 6 if quick else 400)
    return found


def claims(found: list[Row]) -> list[Row]:
    """What the documentation says of coaching."""
    accused = values(found, OURS, "average agents accused, ")
    all_over = values(found, OURS, "power, 10 points on every item, ")
    single = values(found, OURS, "power, 10 points on one item, ")
    bias = {k: v for k, v in values(found, OURS, "bias, effect").items() if HARD not in k}
    coverage = {k: v for k, v in values(found, OURS, "coverage, effect").items() if HARD not in k}
    false = {k: v for k, v in values(found, OURS, "effect claimed, effect 0").items() if HARD not in k}
    claimed = sum(false.values()) / len(false)
    alone = [v for k, v in single.items() if "of 1 item" in k and "0.3" not in k and "0.2" not in k]
    spread = [v for k, v in all_over.items() if "of 10 items" in k]
    return [
        claim("coaching: average agents accused, worst of the grid", max(accused.values()), "<= 0.05",
              max(accused.values()) <= 0.05),
        claim("coaching: power, 10 points on each of 10 items, 60 interactions, worst prevalence", min(spread),
              ">= 0.7", min(spread) >= 0.7),
        claim("coaching: power, 10 points on the one item looked at, 2-10 % unmet, worst", min(alone), ">= 0.6",
              min(alone) >= 0.6),
        claim("effect: largest bias in points", max(abs(v) for v in bias.values()), "<= 1.5",
              max(abs(v) for v in bias.values()) <= 1.5),
        claim("effect: coverage of the 95 % interval, worst", min(coverage.values()), ">= 0.91",
              min(coverage.values()) >= 0.91),
        claim("effect: an improvement claimed where there is none, mean over worlds", claimed, "<= 0.05",
              claimed <= 0.05),
    ]  # fmt: skip


def _alarms(random: np.random.Generator, share: float, items: int, groups: int) -> list[Row]:
    accused, found_one, found_any = [], 0, 0
    for _ in range(groups):
        unmet = random.binomial(INTERACTIONS, share, (items, AGENTS))
        accused.append(len({w.agent_id for w in _weak(unmet)}) / AGENTS)
        weak = unmet.copy()
        weak[0, 0] = random.binomial(INTERACTIONS, share + WEAKER)
        found_one += any((w.agent_id, w.item) == ("A0", "i0") for w in _weak(weak))
        weak[:, 0] = random.binomial(INTERACTIONS, share + WEAKER, items)
        found_any += any(w.agent_id == "A0" for w in _weak(weak))
    case = f"{share:g} unmet, form of {items} item{'s' if items > 1 else ''}"
    spread = 1.96 * float(np.std(accused)) / groups**0.5
    mean = float(np.mean(accused))
    return [
        row(OURS, f"average agents accused, {case}", mean, "share", groups * AGENTS, mean - spread, mean + spread),
        _share(f"power, 10 points on one item, {case}", found_one, groups),
        _share(f"power, 10 points on every item, {case}", found_any, groups),
    ]


def _nightly(random: np.random.Generator, groups: int) -> list[Row]:
    """A month looked at every night: who is on the list on the last night, and who was on it at all."""
    last, ever = [], []
    for _ in range(groups):
        daily = random.binomial(4, 0.1, (NIGHTS, 10, AGENTS))
        seen: set[str] = set()
        for night in range(2, NIGHTS):
            now = {w.agent_id for w in _weak(daily[: night + 1].sum(0), 4 * (night + 1))}
            seen |= now
        last.append(len(now) / AGENTS)
        ever.append(len(seen) / AGENTS)
    return [
        row(OURS, f"average agents on the list {when}, a month of nights", float(np.mean(x)), "share", groups * AGENTS,
            None, None)
        for when, x in (("on the last night", last), ("on any night", ever))
    ]  # fmt: skip


def _weak(unmet: np.ndarray, n: int = INTERACTIONS) -> tuple[Weakness, ...]:
    counts: ItemCounts = {
        f"i{i}": {f"A{a}": {"Q": Count(int(unmet[i, a]), n)} for a in range(unmet.shape[1])}
        for i in range(unmet.shape[0])
    }
    return weaknesses(counts, LIMITS)


def _effects(random: np.random.Generator, name: str, world: World, effect: float, groups: int) -> list[Row]:
    ours, plains, truths = [], [], []
    for _ in range(groups):
        comparisons, truth, plain = coached_worst(
            random, World(**{f: getattr(world, f) for f in World.__dataclass_fields__} | {"effect": effect})
        )
        found = effect_of(comparisons, POLICY)
        ours.append((found.value, found.low, found.high))
        plains.append(plain)
        truths.append(truth)
    value, low, high = np.array(ours, dtype=float).T
    truth_of, plain_of = np.array(truths), np.array(plains)
    case = f"effect {100 * effect:g} points, {name}"
    return [
        *rows_of(OURS, case, Simulated(value, low, high), truth_of, unit="points"),
        _share(f"effect claimed, {case}", int((low > 0).sum()), groups),
        _share(f"harm claimed, {case}", int((high < 0).sum()), groups),
        row(PLAIN, f"bias, {case}", float((plain_of - truth_of).mean()), "points", groups, None, None),
    ]


def _share(metric: str, hits: int, n: int) -> Row:
    interval = binomtest(hits, n).proportion_ci(method="wilson")
    return row(OURS, metric, hits / n, "share", n, interval.low, interval.high)
