"""Section of benchmarks/estimates.py: whole months through plans, draws and reviewers who do not manage everything.

A month of 20 days x 150 interactions is cut to 30 reviews a day, drawn by the real lots; reviewers leave a tenth of the
queue undone. The truth is what reviewing the whole month would have come to.
"""

from datetime import date, timedelta

import numpy as np

from benchmarks.simulated import Row, Simulated, claim, row, rows_of, values
from inspection.estimate_values import Estimate, Target
from inspection.estimates import share_estimate
from inspection.sampling_draw import Drawn, draw
from inspection.sampling_plan import Candidate, sampling_plan
from inspection.sampling_policy import SamplingPolicy, Stratum
from inspection.score_estimates import mean_score_estimate

OURS, PEOPLE = "mingjian", "people alone"
POLICY = SamplingPolicy(weights={Stratum.COMPLAINT: 1.0, Stratum.HIGH_RISK: 0.5, Stratum.RISK: 0.2})
DAYS, PER_DAY, CAPACITY, UNDONE = 20, 150, 30, 0.1
FIRST = date(2026, 11, 1)
CASE = "month by plans, 30 reviews a day, a tenth left undone"


def rows(quick: bool) -> list[Row]:
    """Coverage of what a planned month estimates, and whether everybody was drawn as often as recorded."""
    random = np.random.default_rng(21)
    fatal, failed, score, drawn = [], [], [], []
    for number in range(6 if quick else 80):
        truths, estimates, counts = _month(random, number)
        fatal.append((truths[0], estimates[0]))
        failed.append((truths[1], estimates[1]))
        score.append((truths[2], estimates[2]))
        drawn.append(counts)
    found: list[Row] = []
    for name, unit, months in (
        ("fatals", "share", fatal),
        ("item failed", "share", failed),
        ("score", "points", score),
    ):
        found += _rows(f"{name}, {CASE}", months, unit)
    expected, chosen = np.array(drawn).sum(0)
    return [
        *found,
        row(OURS, f"drawn / sum of recorded chances, {CASE}", chosen / expected, "ratio", len(drawn), None, None),
    ]


def claims(found: list[Row]) -> list[Row]:
    """What the documentation says of planned months."""
    coverage = list(values(found, OURS, "coverage, ").values())
    (ratio,) = values(found, OURS, "drawn / sum").values()
    return [
        claim(
            "planned months: mean coverage of what they estimate",
            np.mean(coverage),
            ">= 0.93",
            np.mean(coverage) >= 0.93,
        ),
        claim("planned months: drawn beside the sum of recorded chances", ratio, "0.99 to 1.01", 0.99 <= ratio <= 1.01),
    ]


def _rows(case: str, months: list[tuple[float, Estimate]], unit: str) -> list[Row]:
    truth = np.array([t for t, _ in months])
    found: list[Row] = []
    for system, part in ((OURS, "combined"), (PEOPLE, "human_only")):
        figures = [getattr(estimate, part) for _, estimate in months]
        table = np.array([[f.value, f.low, f.high] for f in figures], dtype=float)
        found += rows_of(system, case, Simulated(*table.T), truth, unit=unit)
    return found


def _month(
    random: np.random.Generator, number: int
) -> tuple[tuple[float, float, float], tuple[Estimate, Estimate, Estimate], tuple[float, int]]:
    units = DAYS * PER_DAY
    clean = 100 - random.gamma(1.2, 8, units)
    rude = random.random(units) < 0.03
    failed = random.random(units) < np.clip((100 - clean) / 50, 0.02, 0.9)
    suspected = np.where(rude, random.random(units) < 0.85, random.random(units) < 0.01)
    hit = np.where(failed, random.random(units) < 0.75, random.random(units) < 0.05)
    machine = np.where(suspected, 0, np.clip(clean + 2 + random.normal(0, 5, units), 1, 100))
    chances, blind_chances, blind, seen = (np.zeros(units) for _ in range(4))
    drawn = 0
    for day in range(DAYS):
        for one in _day(suspected, machine, day, number):
            at = int(one.key[1])
            chances[at], blind_chances[at] = one.probability, one.blind_probability
            drawn += one.selection is not None
            done = one.selection is not None and (one.stratum is Stratum.FATAL or random.random() > UNDONE)
            seen[at], blind[at] = done, done and one.blind
    truths = (float(rude.mean()), float(failed.mean()), float(np.where(rude, 0, clean).mean()))
    fatal = share_estimate(
        suspected, np.where(np.where(suspected, seen, blind) == 1, rude, np.nan),
        np.where(suspected, chances, blind_chances), target=Target.PERIOD)  # fmt: skip
    asked = hit & ~suspected
    item = share_estimate(
        hit, np.where(np.where(asked, seen, blind) == 1, failed, np.nan),
        np.where(asked, chances, blind_chances), target=Target.PERIOD)  # fmt: skip
    score = mean_score_estimate(
        machine, np.where(blind == 1, np.where(rude, 0, clean), np.nan), blind_chances, target=Target.PERIOD
    )
    return truths, (fatal, item, score), (float(chances.sum()), drawn)


def _day(suspected: np.ndarray, machine: np.ndarray, day: int, number: int) -> tuple[Drawn, ...]:
    today = range(day * PER_DAY, (day + 1) * PER_DAY)
    candidates = [
        Candidate(key=(f"m{number}", str(at)), agent_id=f"a{at % 12}", stratum=_stratum(suspected[at], machine[at]))
        for at in today
    ]
    plan = sampling_plan(candidates, POLICY, capacity=CAPACITY, behind={"a1": 1, "a2": 1})
    return draw(candidates, plan, salt="simulated", day=FIRST + timedelta(days=day))


def _stratum(suspected: bool, machine: float) -> Stratum:
    if suspected:
        return Stratum.FATAL
    return Stratum.HIGH_RISK if machine < 60 else Stratum.RISK if machine < 80 else Stratum.CALM
