"""Section of benchmarks/estimates.py: figures drawn to their group, changes, consistency, case mix, of known agents.

Beside ours, in the same samples, the raw mean or share with its own interval (t, Wilson): what a plain report shows.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import numpy as np
from scipy.stats import t

from benchmarks.simulated import Row, Simulated, claim, row, rows_of, values
from inspection.intervals import wilson
from inspection.scorecards.case_mix import Circumstance, MixCell, case_mix
from inspection.scorecards.consistency import ChannelScore, consistency
from inspection.scorecards.shrunk_scores import shrunk_scores
from inspection.scorecards.shrunk_shares import shrunk_shares
from inspection.scorecards.trend import Step, trend

OURS, RAW = "mingjian", "raw figure"
GROUPS = (5, 20, 100)
SIZES = {"3-15": (3, 15), "3-400": (3, 400), "200-400": (200, 400)}
MEANS, CONCENTRATIONS = (0.02, 0.1, 0.5, 0.9), (5.0, 50.0, 1e6)
SCATTERS = (0.0, 2.0, 5.0, 10.0)
_GAMMA = 2.0  # shape of deductions: skewed, most small


def rows(quick: bool) -> list[Row]:
    """Coverage, bias, width and error over the grids."""
    random = np.random.default_rng(20261122)
    members = 200 if quick else 4000
    found = [*_shares(random, members), *_scores(random, members)]
    found += _courses(random, 40 if quick else 1000)
    found += _channels(random, 60 if quick else 1500)
    return [*found, *_mixes(random, 2 if quick else 25)]


def claims(found: list[Row]) -> list[Row]:
    """What the documentation says."""
    return [*_shrinking(found, "share"), *_shrinking(found, "score"), *_others(found)]


def _shrinking(found: list[Row], what: str) -> Iterator[Row]:
    coverage = values(found, OURS, f"coverage, {what}")
    ours, raw = (values(found, system, f"squared error, {what}") for system in (OURS, RAW))
    ratios = {case: ours[case] / raw[case] for case in ours if raw[case] > 0}
    worst, mean = min(coverage.values()), float(np.mean(list(coverage.values())))
    thin = [ratio for case, ratio in ratios.items() if "n 3-15" in case]
    yield claim(f"shrunk {what}: coverage of the 95 % interval, worst of the grid", worst, ">= 0.90", worst >= 0.90)
    yield claim(f"shrunk {what}: mean coverage over the grid", mean, "0.93-0.98", 0.93 <= mean <= 0.98)
    yield claim(f"shrunk {what}: squared error beside the raw {what}, n 3-15, worst", max(thin), "< 1", max(thin) < 1)
    yield claim(f"shrunk {what}: squared error beside the raw {what}, median of the grid",
                float(np.median(list(ratios.values()))), "< 0.9", np.median(list(ratios.values())) < 0.9)  # fmt: skip


def _others(found: list[Row]) -> Iterator[Row]:
    steady, moved = (values(found, OURS, f"{name}, course") for name in ("false alarms", "power"))
    calm = max(rate for case, rate in steady.items() if "day sd 0" in case)
    worst = max(steady.values())
    yield claim("change: false alarms of steady courses, worst", calm, "<= 0.065", calm <= 0.065)
    yield claim("change: false alarms when days scatter by 3 points besides, worst", worst, "<= 0.10", worst <= 0.10)
    strong = min(rate for case, rate in moved.items() if "12 weeks of 60" in case and "day sd 0" in case)
    yield claim("change: power for 10 points in 12 weeks of 60", strong, ">= 0.8", strong >= 0.8)
    named = max(values(found, OURS, "weakest named by chance").values())
    yield claim("consistency: a channel named although all are alike, worst", named, "<= 0.065", named <= 0.065)
    held = min(values(found, OURS, "coverage, consistency").values())
    yield claim("consistency: coverage of the index, worst", held, ">= 0.93", held >= 0.93)
    order, raw = (next(iter(values(found, s, "correlation with skill").values())) for s in (OURS, RAW))
    yield claim("case mix: correlation of adjusted scores with skill (raw scores: " + f"{raw:.2f})", order, ">= 0.9",
                order >= 0.9)  # fmt: skip


def _sizes(random: np.random.Generator, agents: int, low: int, high: int) -> np.ndarray:
    return np.round(np.exp(random.uniform(np.log(low), np.log(high), agents))).astype(int)


def _shares(random: np.random.Generator, members: int) -> Iterator[Row]:
    for agents, mean, concentration, size in product(GROUPS, MEANS, CONCENTRATIONS, SIZES):
        ours: list[np.ndarray] = []
        raw: list[np.ndarray] = []
        for _ in range(max(2, members // agents)):
            truth = random.beta(mean * concentration, (1 - mean) * concentration, agents)
            n = _sizes(random, agents, *SIZES[size])
            hits = random.binomial(n, truth)
            found = shrunk_shares(hits, n)
            assert found is not None
            ours.append(np.stack([found.value, found.low, found.high, truth]))
            bounds = np.array([wilson(int(x), int(k)) for x, k in zip(hits, n, strict=True)]).T
            raw.append(np.stack([hits / n, *bounds, truth]))
        sd = np.sqrt(mean * (1 - mean) / (concentration + 1))
        yield from _compared(f"share {mean:g}, agents' sd {sd:.3f}, {agents} agents, n {size}", ours, raw, "share")


def _scores(random: np.random.Generator, members: int) -> Iterator[Row]:
    for agents, scatter, size, fatal in product(GROUPS, SCATTERS, SIZES, (0.0, 0.05)):
        ours: list[np.ndarray] = []
        raw: list[np.ndarray] = []
        for _ in range(max(2, members // agents)):
            quality = np.clip(82 + scatter * random.standard_normal(agents), 40, 99)
            n = _sizes(random, agents, *SIZES[size])
            total, squares = _counted(random, quality, n, fatal)
            found = shrunk_scores(n, total, squares)
            assert found is not None
            truth = (1 - fatal) * quality
            ours.append(np.stack([found.value, found.low, found.high, truth]))
            mean = total / n
            error = np.sqrt(np.maximum(squares - n * mean**2, 0) / np.maximum(n - 1, 1) / n)
            half = t.ppf(0.975, np.maximum(n - 1, 1)) * error
            raw.append(np.stack([mean, mean - half, mean + half, truth]))
        case = f"score, agents' sd {scatter:g}, fatals {fatal:.0%}, {agents} agents, n {size}"
        yield from _compared(case, ours, raw, "points")


def _counted(
    random: np.random.Generator, quality: np.ndarray, n: np.ndarray, fatal: float
) -> tuple[np.ndarray, np.ndarray]:
    samples = []
    for mean, k in zip(quality, n, strict=True):
        scores = 100 - random.gamma(_GAMMA, (100 - mean) / _GAMMA, k)
        samples.append(np.where(random.random(k) < fatal, 0.0, scores))
    return np.array([s.sum() for s in samples]), np.array([(s**2).sum() for s in samples])


def _compared(case: str, ours: list[np.ndarray], raw: list[np.ndarray], unit: str) -> Iterator[Row]:
    for system, parts in ((OURS, ours), (RAW, raw)):
        value, low, high, truth = np.concatenate(parts, axis=1)
        yield from rows_of(system, case, Simulated(value, low, high), truth, unit=unit)
        yield row(system, f"squared error, {case}", float(np.mean((value - truth) ** 2)), unit, len(value), None, None)


def _courses(random: np.random.Generator, samples: int) -> Iterator[Row]:
    for weeks, n, day_sd in product((8, 12), (5, 20, 60), (0.0, 3.0)):
        case = f"course, {weeks} weeks of {n}, day sd {day_sd:g}"
        for metric, shift in (("false alarms", 0.0), ("power", 10.0)):
            changes = [trend(_course(random, weeks, n, day_sd, shift)).change for _ in range(samples)]
            alarms = sum(change is not None and change.is_alarm for change in changes)
            low, high = wilson(alarms, samples)
            yield row(OURS, f"{metric}, {case}", alarms / samples, "share", samples, low, high)


def _course(random: np.random.Generator, weeks: int, n: int, day_sd: float, shift: float) -> list[Step]:
    steps = []
    for week in range(weeks):
        moved = day_sd * random.standard_normal() - (shift if week >= weeks // 2 else 0.0)
        scores = 100 - random.gamma(_GAMMA, 8, n) + moved
        steps.append(Step(date(2026, 9, 7) + timedelta(weeks=week), n, float(scores.mean()), float(scores.var(ddof=1))))
    return steps


def _channels(random: np.random.Generator, samples: int) -> Iterator[Row]:
    for truth, n in product(([85.0] * 4, [85.0, 88.0, 80.0], [85.0, 84.0]), (40, 400)):
        means = np.array(truth)
        found = [
            consistency([ChannelScore(f"{at}", n, mean + 12 / np.sqrt(n) * random.standard_normal(), 144 / n)
                         for at, mean in enumerate(means)], 30)
            for _ in range(samples)
        ]  # fmt: skip
        known = [one for one in found if one is not None]
        spread = float(means.std())
        held = sum(one.low - 1e-9 <= 100 - spread <= one.high + 1e-9 for one in known)
        case = f"channels at {', '.join(f'{mean:g}' for mean in means)}, {n} each"
        low, high = wilson(held, len(known))
        yield row(OURS, f"coverage, consistency, {case}", held / len(known), "share", len(known), low, high)
        if spread == 0:
            named = sum(one.weakest is not None for one in known)
            low, high = wilson(named, len(known))
            yield row(OURS, f"weakest named by chance, {case}", named / len(known), "share", len(known), low, high)


def _mixes(random: np.random.Generator, samples: int) -> Iterator[Row]:
    """The best agents get the hardest work: adjusted scores must order by skill."""
    hardness, found, raw = {"a": 0.0, "b": -8.0, "c": 4.0}, [], []
    for _ in range(samples):
        skill = random.normal(0, 3, 60)
        cells = []
        for agent, own in enumerate(skill):
            hard = 1 / (1 + np.exp(-own))
            for queue, share in zip(hardness, ((1 - hard) * 0.6, hard, (1 - hard) * 0.4), strict=True):
                scores = 80 + own + hardness[queue] + random.normal(0, 12, max(1, int(300 * share)))
                place = Circumstance(queue, "phone", "10", "")
                cells.append(MixCell(f"{agent}", place, len(scores), float(scores.sum())))
        members = case_mix(cells, spread_points=12).members
        adjusted = [members[f"{agent}"].adjusted for agent in range(60)]
        found.append(np.corrcoef(adjusted, skill)[0, 1])
        raw.append(np.corrcoef([members[f"{agent}"].raw for agent in range(60)], skill)[0, 1])
    case = "correlation with skill, the best agents on the hardest queue"
    yield row(OURS, case, float(np.mean(found)), "share", samples, None, None)
    yield row(RAW, case, float(np.mean(raw)), "share", samples, None, None)
