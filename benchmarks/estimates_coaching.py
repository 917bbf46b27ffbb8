"""Section of benchmarks/estimates.py: whom coaching finds and accuses, and what it says of its own effect.

Found and accused: groups of average agents, one of whom is weaker by 10 points, 60 interactions each. Effects: the
worst of a group are coached (so their figures would get better anyway), with effects of 0 and 5 points; beside ours,
in the same worlds, a plain difference in differences.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from itertools import product

import numpy as np
from scipy.stats import binomtest

from benchmarks.simulated import Part, Row, Simulated, claim, row, rows_of, values
from benchmarks.simulated_coaching import World, coached_worst
from inspection.coaching.effect import effect_of
from inspection.coaching.effect_policy import EffectPolicy
from inspection.coaching.looks import Look, Sought, look_due
from inspection.coaching.weaknesses import Count, ItemCounts, Weakness, weaknesses
from inspection.period import Period
from inspection.results_policy import CoachingPolicy

OURS, PLAIN = "mingjian", "plain difference in differences"
LIMITS, POLICY = CoachingPolicy(), EffectPolicy()
AGENTS, INTERACTIONS, WEAKER = 20, 60, 0.10
SHARES = (0.02, 0.05, 0.1, 0.2, 0.3)
ITEMS = (1, 10, 20)
MONTH = Period("2026-09", date(2026, 9, 1), date(2026, 9, 30))
MONTHS = ((60, 0.05), (60, 0.1), (60, 0.2), (120, 0.1), (1000, 0.1))
DAYS, LOOK_DAYS = 30, (7, 14, 21, 28, 30)
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


def parts(quick: bool) -> Iterator[Part]:
    """False alarms and power over prevalences and forms, in one look and in a month; effects over worlds."""
    for share, items in product(SHARES, ITEMS):
        yield f"alarms {share} {items}", partial(_alarms, share=share, items=items, groups=10 if quick else 300)
    for interactions, share in MONTHS:
        yield (
            f"month {interactions} {share}",
            partial(_month, interactions=interactions, share=share, groups=6 if quick else 200),
        )
    for (name, world), effect in product(WORLDS.items(), (0.0, 0.05)):
        groups = 6 if quick else 400
        yield (
            f"effect {effect} {name}",
            partial(_effects, name=name, world=world, effect=effect, groups=groups),
        )


def claims(found: list[Row]) -> list[Row]:
    """What the documentation says of coaching."""
    accused = values(found, OURS, "average agents accused, ")
    ever = values(found, OURS, "average agents ever on the list, ")
    all_over = values(found, OURS, "power, 10 points on every item, ")
    single = values(found, OURS, "power, 10 points on one item, ")
    bias = {k: v for k, v in values(found, OURS, "bias, effect").items() if HARD not in k}
    coverage = values(found, OURS, "coverage, effect")
    false = {k: v for k, v in values(found, OURS, "effect claimed, effect 0").items() if HARD not in k}
    claimed = sum(false.values()) / len(false)
    wrong = [v for k, v in values(found, OURS, "given and wrong, ").items() if HARD in k]
    alone = [v for k, v in single.items() if "of 1 item" in k and "0.3" not in k and "0.2" not in k]
    spread = [v for k, v in all_over.items() if "of 10 items" in k]
    return [
        claim("coaching: average agents accused, worst of the grid", max(accused.values()), "<= 0.05",
              max(accused.values()) <= 0.05),
        claim("coaching: average agents ever accused in a month of looks, worst of the grid", max(ever.values()),
              "<= 0.05", max(ever.values()) <= 0.05),
        claim("coaching: power, 10 points on each of 10 items, 60 interactions, worst prevalence", min(spread),
              ">= 0.7", min(spread) >= 0.7),
        claim("coaching: power, 10 points on the one item looked at, 2-10 % unmet, worst", min(alone), ">= 0.6",
              min(alone) >= 0.6),
        claim("effect: largest bias in points", max(abs(v) for v in bias.values()), "<= 1.5",
              max(abs(v) for v in bias.values()) <= 1.5),
        claim("effect: coverage of the 95 % interval, worst", min(coverage.values()), ">= 0.91",
              min(coverage.values()) >= 0.91),
        claim("effect: an interval given that misses, a few weak agents with 60 interactions", max(wrong), "<= 0.12",
              max(wrong) <= 0.12),
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


def _month(random: np.random.Generator, interactions: int, share: float, groups: int) -> list[Row]:
    """A month of weekly looks as the night takes them, so many interactions in it: who is ever on the list."""
    ever, last, found_one, found_any, found_on = [], [], 0, 0, []
    for _ in range(groups):
        daily = random.multinomial(interactions, np.full(DAYS, 1 / DAYS), (1, AGENTS))
        average = _listed(random, daily, np.full((10, AGENTS), share))
        ever.append(len({a for now in average for a, _ in now}) / AGENTS)
        last.append(len({a for a, _ in average[-1]}) / AGENTS)
        one = np.full((10, AGENTS), share)
        one[0, 0] += WEAKER
        found_one += any(("A0", "i0") in now for now in _listed(random, daily, one))
        everywhere = np.full((10, AGENTS), share)
        everywhere[:, 0] += WEAKER
        looks = [any(a == "A0" for a, _ in now) for now in _listed(random, daily, everywhere)]
        found_any += any(looks)
        found_on += [LOOK_DAYS[looks.index(True)]] if any(looks) else []
    case = f"{share:g} unmet, {interactions} interactions in the month, form of 10 items"
    spread = 1.96 * float(np.std(ever)) / groups**0.5
    mean = float(np.mean(ever))
    return [
        row(OURS, f"average agents ever on the list, {case}", mean, "share", groups * AGENTS, mean - spread,
            mean + spread),
        row(OURS, f"average agents on the list at the end, {case}", float(np.mean(last)), "share", groups * AGENTS,
            None, None),
        _share(f"power in a month, 10 points on one item, {case}", found_one, groups),
        _share(f"power in a month, 10 points on every item, {case}", found_any, groups),
        row(OURS, f"found on day, 10 points on every item, {case}", float(np.mean(found_on or [DAYS])), "days",
            len(found_on), None, None),
    ]  # fmt: skip


def _listed(random: np.random.Generator, daily: np.ndarray, share: np.ndarray) -> list[set[tuple[str, str]]]:
    """Who is on the list for what after each look; `daily` (1, agents, days) interactions, `share` (items, agents)."""
    unmet = random.binomial(daily, share[..., None])
    taken: list[Look] = []
    now: set[tuple[str, str]] = set()
    lists = []
    for day in LOOK_DAYS:
        n, bad = daily[0, :, :day].sum(-1), unmet[:, :, :day].sum(-1)
        judged = int(n.sum()) * len(share)
        look = look_due(MONTH, taken, MONTH.start + timedelta(days=day - 1), judged, LIMITS, is_first=False)
        assert look is not None
        taken.append(look)
        counts: ItemCounts = {
            f"i{i}": {f"A{a}": {"Q": Count(int(bad[i, a]), int(n[a]))} for a in range(AGENTS)}
            for i in range(len(share))
        }
        found = weaknesses(counts, LIMITS, Sought(looks=tuple(taken), standing=frozenset(now)))
        now = {(w.agent_id, w.item) for w in found}
        lists.append(now)
    return lists


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
        _share(f"no effect given, {case}", int(np.isnan(low).sum()), groups),
        _share(f"given and wrong, {case}", int(((low > truth_of) | (high < truth_of)).sum()), groups),
        row(PLAIN, f"bias, {case}", float((plain_of - truth_of).mean()), "points", groups, None, None),
    ]


def _share(metric: str, hits: int, n: int) -> Row:
    interval = binomtest(hits, n).proportion_ci(method="wilson")
    return row(OURS, metric, hits / n, "share", n, interval.low, interval.high)
