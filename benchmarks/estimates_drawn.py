"""Section of benchmarks/estimates.py: estimates of biased samples, every interval of `inspection/estimates.py`.

Interactions differ in risk, the risky and the machine's hits are reviewed more often: by strata (as a plan draws them),
or with a chance of each one's own. Reviewers score with noise. Beside ours: the plain mean of what was reviewed, as it
is usually reported.
"""

from collections.abc import Callable
from functools import partial
from itertools import product

import numpy as np

from benchmarks.simulated import Row, Simulated, claim, rows_of, values
from inspection.estimate_values import Estimate
from inspection.estimates import precision_estimate, recall_estimate, share_estimate
from inspection.score_estimates import mean_score_estimate

OURS, PEOPLE, PLAIN = "mingjian", "people alone", "plain mean of the reviewed"
FLOOR = 0.15  # of the reviews, by lot from everything: without one no estimate is possible
DESIGNS = ("by lot", "by strata", "each its own chance")
Population = tuple[np.ndarray, np.ndarray, np.ndarray]  # truth, machine, risk


def rows(quick: bool) -> list[Row]:
    """Coverage, bias and width of shares, precision, recall and scores."""
    samples = 30 if quick else 400
    return [*_shares(samples), *_rules(samples), *_scores(samples)]


def claims(found: list[Row]) -> list[Row]:
    """What the documentation says of biased samples."""
    said = []
    for what, unit in (("share", 0.005), ("precision", 0.02), ("score", 0.5)):
        coverage = list(values(found, OURS, f"coverage, {what}").values())
        said.append(claim(f"{what}, biased samples: mean coverage", np.mean(coverage), "0.93 to 0.98",
                          0.93 <= np.mean(coverage) <= 0.98))  # fmt: skip
        bias = max(abs(v) for v in values(found, OURS, f"bias, {what}").values())
        said.append(claim(f"{what}, biased samples: largest bias", bias, f"<= {unit:g}", bias <= unit))
    worst = min(values(found, OURS, "coverage, ").values())
    said.append(claim("biased samples: coverage of the 95 % intervals, worst case", worst, ">= 0.9", worst >= 0.9))
    width, alone = values(found, OURS, "width, "), values(found, PEOPLE, "width, ")
    ratio = np.median([width[case] / alone[case] for case in width])
    said.append(claim("biased samples: width beside people alone, median", ratio, "< 1", ratio < 1))
    naive = max(abs(v) for case, v in values(found, PLAIN, "bias, share").items() if "by lot" not in case)
    said.append(claim("biased samples: bias of the plain mean (for comparison)", naive, "> 0.05", naive > 0.05))
    return said


def _shares(samples: int) -> list[Row]:
    found: list[Row] = []
    for share, machine, n, design in product((0.02, 0.1, 0.3), ((0.8, 0.97), (0.6, 0.9)), (150, 600), DESIGNS):
        case = f"share {share:g}, machine {machine[0]:g}/{machine[1]:g}, {n} reviews {design}".replace("0.", ".")
        random = np.random.default_rng(7)
        truth = float(np.mean(_rate(np.random.default_rng(0).normal(0, 1, 1_000_000), share)))
        found += _simulate(
            random, samples, case, truth, partial(_events, share=share, machine=machine), design, n, share_estimate
        )
    return found


def _rules(samples: int) -> list[Row]:
    found: list[Row] = []
    for share, n, design in product((0.05, 0.2), (300, 1000), DESIGNS):
        case = f"rule, {share:g} breaches, {n} reviews {design}".replace("0.", ".")
        truth = float(np.mean(_rate(np.random.default_rng(0).normal(0, 1, 1_000_000), share)))
        right = truth * 0.8 / (truth * 0.8 + (1 - truth) * 0.03)
        for name, estimate, value in (("precision", precision_estimate, right), ("recall", recall_estimate, 0.8)):
            random = np.random.default_rng(8)
            events = partial(_events, share=share, machine=(0.8, 0.97))
            found += _simulate(random, samples, f"{name} of a {case}", value, events, design, n, estimate)
    return found


def _scores(samples: int) -> list[Row]:
    found: list[Row] = []
    for fatal, noise, n, design in product((0.0, 0.03, 0.1), (3.0, 10.0), (40, 150, 600), DESIGNS):
        case = f"score, {fatal:g} fatals, machine +-{noise:g} points, {n} reviews {design}".replace("0.", ".")
        random = np.random.default_rng(9)
        truth = float(np.mean([_points(np.random.default_rng(k), fatal, noise)[0].mean() for k in range(150)]))
        found += _simulate(random, samples, case, truth, partial(_points, fatal=fatal, noise=noise), design, n,
                           mean_score_estimate, unit="points")  # fmt: skip
    return found


def _simulate(
    random: np.random.Generator,
    samples: int,
    case: str,
    truth: float,
    population: Callable[[np.random.Generator], Population],
    design: str,
    n: int,
    estimate: Callable[..., Estimate],
    *,
    unit: str = "share",
) -> list[Row]:
    both, alone, plain = [], [], []
    for _ in range(samples):
        real, machine, risk = population(random)
        chance = _chances(design, machine, risk, n)
        human = np.where(random.random(len(real)) < chance, real, np.nan)
        one = estimate(machine, human, chance)
        both.append(_numbers(one.combined.value, one.combined.low, one.combined.high))
        alone.append(_numbers(one.human_only.value, one.human_only.low, one.human_only.high))
        plain.append(_plain(human, machine, case))
    systems = ((OURS, both), (PEOPLE, alone), (PLAIN, plain))
    return [
        r for name, figures in systems for r in rows_of(name, case, Simulated(*np.array(figures).T), truth, unit=unit)
    ]


def _rate(risk: np.ndarray, share: float) -> np.ndarray:
    return np.minimum(share * np.exp(0.8 * risk - 0.32), 0.95)


def _events(random: np.random.Generator, share: float, machine: tuple[float, float]) -> Population:
    risk = random.normal(0, 1, 3000)
    happened = random.random(3000) < _rate(risk, share)
    said = np.where(happened, random.random(3000) < machine[0], random.random(3000) > machine[1])
    return happened.astype(float), said.astype(float), risk


def _points(random: np.random.Generator, fatal: float, noise: float) -> Population:
    """Skewed scores, fatals as 0; the machine 2 points too kind, finding 80 % of fatals; reviewers +-3 points."""
    clean = 100 - random.gamma(1.2, 8, 3000)
    zeroed = random.random(3000) < fatal
    suspected = np.where(zeroed, random.random(3000) < 0.8, random.random(3000) < 0.01)
    machine = np.where(suspected, 0, np.clip(clean + 2 + random.normal(0, noise, 3000), 1, 100))
    people = np.where(zeroed, 0, np.maximum(clean + random.normal(0, 3, 3000), 0.1))
    return people, machine, (85 - machine) / 15


def _chances(design: str, machine: np.ndarray, risk: np.ndarray, n: int) -> np.ndarray:
    if design == "by lot":
        return np.full(len(machine), n / len(machine))
    if design == "by strata":
        flagged = (machine == 1) | (machine == 0) if machine.max() > 1 else machine == 1
        raw = np.where(flagged, 8.0, np.where(risk > 1, 4.0, 1.0))
    else:
        raw = np.exp(np.clip(risk, -3, 2))
    floor = FLOOR * n / len(machine)
    return np.minimum(floor + (1 - FLOOR) * n * raw / raw.sum(), 1)


def _plain(human: np.ndarray, machine: np.ndarray, case: str) -> tuple[float, float, float]:
    seen = human[~np.isnan(human)]
    if case.startswith("precision"):
        seen = human[~np.isnan(human) & (machine == 1)]
    if case.startswith("recall"):
        seen = machine[human == 1]
    if len(seen) < 2:
        return np.nan, np.nan, np.nan
    half = 1.96 * float(seen.std(ddof=1)) / len(seen) ** 0.5
    return float(seen.mean()), float(seen.mean()) - half, float(seen.mean()) + half


def _numbers(*given: float | None) -> tuple[float, ...]:
    return tuple(np.nan if value is None else value for value in given)
