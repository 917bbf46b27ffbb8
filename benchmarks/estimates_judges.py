"""Section of benchmarks/estimates.py: agreement of judges, gold, drift, downgrades of rules, fairness gaps.

Truths are known: judges with a sensitivity and a specificity, reviewers who drift or do not, rules of a precision,
centres that are fair or not. Beside our interval of a coefficient, in the same samples: the usual percentile bootstrap.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import product

import numpy as np
from scipy.stats import binomtest

from benchmarks.simulated import Part, Row, Simulated, claim, row, rows_of, values
from inspection.fairness.group_gaps import Attribute, FairnessData, GapVerdict, group_gaps
from inspection.judges.agreement import interval_of
from inspection.judges.coefficients import Coefficient, gwet_ac1, kappa, krippendorff_alpha, observed_agreement
from inspection.judges.judging_policy import FairnessRules
from inspection.judges.live_rules import downgrade_of, live_rules
from inspection.judges.ratings import Ratings
from inspection.judges.reviewer_drift import ReviewerVerdict, drift_of
from inspection.judges.shares_of_cases import share_of_cases
from inspection.rule_standing import Reviewed, Standing, StandingPolicy

OURS, PERCENTILE = "mingjian", "percentile bootstrap"
COEFFICIENTS = {"kappa": kappa, "AC1": gwet_ac1, "alpha": krippendorff_alpha}
PREVALENCES = (0.02, 0.1, 0.3, 0.5)
JUDGES = ((0.9, 0.97), (0.7, 0.9))  # sensitivity, specificity of each judge
CASES = (10, 20, 50)
DRIFTS: dict[str, dict[str, float]] = {
    "false alarms, drift": {},
    "power, drift, misses .2 more": {"misses": 0.2},
    "power, drift, misses .4 more": {"misses": 0.4},
    "power, drift, blames .04 more": {"blames": 0.04},
    "power, drift, blames .08 more": {"blames": 0.08},
}
GAPS = {  # agents, points of an accent, points of an accent that are the recogniser's
    "false alarms, fairness, 40 agents": (40, 0.0, 0.0),
    "false alarms, fairness, 24 agents": (24, 0.0, 0.0),
    "power, fairness, accent 2 points": (40, 2.0, 0.0),
    "power, fairness, accent 4 points": (40, 4.0, 0.0),
    "told as recognition, 4 points by ear": (40, 0.0, 4.0),
}
NOW, BEFORE = date(2026, 11, 1), date(2026, 9, 1)


def parts(quick: bool) -> Iterator[Part]:
    """Coverage of coefficients and accuracies; false alarms and power of drift, downgrades and gaps."""
    for prevalence, right, judges, cases in product(PREVALENCES, JUDGES, (2, 4), CASES):
        name = f"agreement {prevalence} {right} {judges} {cases}"
        samples = 10 if quick else 200
        yield name, partial(_agreement, prevalence=prevalence, right=right, judges=judges, cases=cases, samples=samples)
    for share, likeness, cases in product((0.8, 0.95, 0.99), (0.0, 0.1, 0.2), (10, 30, 100)):
        name = f"gold {share} {likeness} {cases}"
        yield name, partial(_gold, share=share, likeness=likeness, cases=cases, samples=50 if quick else 1000)
    yield from ((f"drift {name}", partial(_drift, name=name, reports=5 if quick else 200)) for name in DRIFTS)
    yield "downgrades", partial(_downgrades, samples=20 if quick else 1000)
    yield from ((f"gaps {name}", partial(_gaps, name=name, reports=5 if quick else 400)) for name in GAPS)


def claims(found: list[Row]) -> list[Row]:
    """What the documentation says of judging the judges."""
    coverage = list(values(found, OURS, "coverage, agreement").values())
    gold = list(values(found, OURS, "coverage, gold").values())
    rate = {str(r["metric"]): float(str(r["value"])) for r in found if r["system"] == OURS}
    fair = [rate[name] for name in rate if name.startswith("false alarms, fairness")]
    return [
        claim("agreement: coverage of the 95 % interval, worst of the grid", min(coverage), ">= 0.90",
              min(coverage) >= 0.9),
        claim("agreement: mean coverage", np.mean(coverage), ">= 0.95", np.mean(coverage) >= 0.95),
        claim("gold accuracy: coverage, worst of the grid", min(gold), ">= 0.91", min(gold) >= 0.91),
        claim("drift: reports with any alarm while nobody drifts", rate["false alarms, drift"], "<= 0.075",
              rate["false alarms, drift"] <= 0.075),
        claim("drift: power, misses 40 of 100 breaches more", rate["power, drift, misses .4 more"], ">= 0.9",
              rate["power, drift, misses .4 more"] >= 0.9),
        claim("rules: a good one (.99) ever downgraded in 500 hits", rate["downgraded, precision .99"], "<= 0.05",
              rate["downgraded, precision .99"] <= 0.05),
        claim("rules: a bad one (.7) downgraded in 500 hits", rate["downgraded, precision .7"], ">= 0.99",
              rate["downgraded, precision .7"] >= 0.99),
        claim("fairness: reports with any gap on a fair centre", max(fair), "<= 0.075", max(fair) <= 0.075),
        claim("fairness: power, an accent 4 points worse off", rate["power, fairness, accent 4 points"], ">= 0.9",
              rate["power, fairness, accent 4 points"] >= 0.9),
    ]  # fmt: skip


def _agreement(
    random: np.random.Generator, prevalence: float, right: tuple[float, float], judges: int, cases: int, samples: int
) -> list[Row]:
    there = random.random((samples, cases)) < prevalence
    shape = (samples, cases, judges)
    said = np.where(there[..., None], random.random(shape) < right[0], random.random(shape) >= right[1]).astype(float)
    result: list[Row] = []
    for name, coefficient in COEFFICIENTS.items():
        case = f"agreement {name}, share {prevalence:g}, judges {judges} of {right[0]:g}/{right[1]:g}, {cases} cases"
        truth = truth_of(coefficient, prevalence, right, judges)
        ours = [interval_of(Ratings(one, 2), coefficient, draws=500) for one in said]
        usual = [_percentile(random, one, coefficient) for one in said]
        for system, bounds in ((OURS, ours), (PERCENTILE, usual)):
            low, high = np.array(bounds).T
            result += rows_of(system, case, Simulated((low + high) / 2, low, high), truth, unit="coefficient")
    return [one for one in result if not str(one["metric"]).startswith("bias")]


def truth_of(coefficient: Coefficient, prevalence: float, right: tuple[float, float], judges: int) -> float:
    """The coefficient of endlessly many cases: every pattern of words with its probability."""
    patterns = np.array(list(product([0.0, 1.0], repeat=judges)))
    found, clean = (
        np.prod(np.where(patterns == hit, share, 1 - share), 1) for hit, share in zip((1, 0), right, strict=True)
    )
    weights = prevalence * found + (1 - prevalence) * clean
    if coefficient is krippendorff_alpha:  # its correction for small samples has no place here
        mean = float((weights @ patterns).mean())
        agreed = float(observed_agreement(Ratings(patterns, 2), weights[None])[0])
        return 1 - (1 - agreed) / (2 * mean * (1 - mean))
    return float(coefficient(Ratings(patterns, 2), weights[None])[0])


def _percentile(random: np.random.Generator, said: np.ndarray, coefficient: Coefficient) -> tuple[float, float]:
    """Cases drawn again with replacement; where nothing can be computed, a point without width."""
    weights = random.multinomial(len(said), np.full(len(said), 1 / len(said)), 500).astype(float)
    drawn = coefficient(Ratings(said, 2), weights)
    drawn = drawn[~np.isnan(drawn)]
    return (1.0, 1.0) if len(drawn) == 0 else tuple(np.quantile(drawn, [0.025, 0.975]))


def _gold(random: np.random.Generator, share: float, likeness: float, cases: int, samples: int) -> list[Row]:
    spread = 1 / likeness - 1 if likeness else None
    rates = (
        random.beta(share * spread, (1 - share) * spread, (samples, cases))
        if spread
        else np.full((samples, cases), share)
    )
    figures = [share_of_cases(hits.tolist(), [12] * cases, minimum_cases=1) for hits in random.binomial(12, rates)]
    arrays = [np.array([getattr(f, name) for f in figures], dtype=float) for name in ("value", "low", "high")]
    case = f"gold, right {share:g}, likeness {likeness:g}, {cases} cases of 12 items"
    return rows_of(OURS, case, Simulated(*arrays), share)


def _drift(_: np.random.Generator, name: str, reports: int) -> list[Row]:
    changed = DRIFTS[name]
    count = reports if not changed else max(reports // 5, 1)
    found = [drift_of(month_of_reviews(seed, **changed), NOW) for seed in range(count)]
    hits = sum(any(d.alarms for d in report if not changed or d.who == "r0") for report in found)
    result = [_rate(name, hits, count)]
    if changed:
        others = sum(any(d.alarms for d in report if d.who != "r0") for report in found)
        result.append(_rate(f"{name}: others accused", others, count))
    return result


def month_of_reviews(seed: int, *, reviewers: int = 8, now: int = 60, before: int = 180, items: int = 12,
                     misses: float = 0.0, blames: float = 0.0) -> list[ReviewerVerdict]:  # fmt: skip
    """Reviews of stable reviewers who miss a tenth of breaches and invent one in a hundred; r0 may change."""
    random = np.random.default_rng(seed)
    share = random.uniform(0.02, 0.2, items)
    said = []
    for who, number in product(range(reviewers), range(now + before)):
        is_now = number < now
        there = random.random(items) < np.minimum(share * random.gamma(2, 0.5), 1)
        machine = np.where(there, random.random(items) < 0.8, random.random(items) < 0.03)
        changed = is_now and who == 0
        missed, invented = (0.1 + misses, 0.01 + blames) if changed else (0.1, 0.01)
        found = np.where(there, random.random(items) >= missed, random.random(items) < invented)
        said += [
            ReviewerVerdict(who=f"r{who}", on=NOW if is_now else BEFORE, interaction=(who, number),
                            stratum=(item, bool(machine[item])), breach=bool(found[item]))
            for item in range(items)
        ]  # fmt: skip
    return said


def _downgrades(random: np.random.Generator, samples: int) -> list[Row]:
    """A counted rule watched after every tenth reviewed hit, up to 500; it began to count after 60 of 60 good ones."""
    (counted,) = live_rules([], {}, {"a@1": Standing.COUNTED}, lately_from=NOW)
    policy, result = StandingPolicy(), []
    for precision in (0.99, 0.97, 0.95, 0.9, 0.8, 0.7):
        right = 60 + np.cumsum(random.random((samples, 500)) < precision, 1)
        seen = 60 + np.arange(1, 501)
        fallen = sum(
            any(
                downgrade_of(replace(counted, reviewed=Reviewed(int(one[n]), int(seen[n] - one[n]))), policy)
                for n in range(9, 500, 10)
            )
            for one in right
        )
        result.append(_rate(f"downgraded, precision {precision:g}".replace("0.", "."), fallen, samples))
    return result


def _gaps(random: np.random.Generator, name: str, reports: int) -> list[Row]:
    agents, gap, heard = GAPS[name]
    found = [group_gaps(centre(random, agents, gap, heard), FairnessRules()) for _ in range(reports)]
    if name.startswith("false"):
        hits = sum(any(g.verdict in (GapVerdict.GAP, GapVerdict.GAP_OF_RECOGNITION) for g in one) for one in found)
    else:
        wanted = GapVerdict.GAP if gap else GapVerdict.GAP_OF_RECOGNITION
        hits = sum(any(g.attribute is Attribute.ACCENT and g.verdict is wanted for g in one) for one in found)
    return [_rate(name, hits, reports)]


def centre(random: np.random.Generator, agents: int, gap: float, heard: float) -> FairnessData:
    """A month of agents who differ by 4 points, of 20 to 200 calls each; a quarter of the calls has an accent."""
    agent = np.repeat(np.arange(agents), random.integers(20, 200, agents))
    n = len(agent)
    accent = (random.random(n) < 0.25).astype(np.int64)
    quality = np.clip(random.normal(0.92, 0.03, n) - (heard / 40) * accent, 0, 1)
    score = 80 + random.normal(0, 4, agents)[agent] + random.normal(0, 12, n) + 40 * (quality - 0.92) - gap * accent
    groups = {Attribute.TEAM: agent % 5, Attribute.SITE: agent % 2, Attribute.SHIFT: random.integers(0, 3, n),
              Attribute.ACCENT: accent}  # fmt: skip
    names = {attribute: tuple("abcde") for attribute in groups}
    work = random.integers(0, 3, n)
    return FairnessData(score=score, agent=agent, work=work, quality=quality, groups=groups, names=names)


def _rate(name: str, hits: int, n: int) -> Row:
    interval = binomtest(hits, n).proportion_ci(method="wilson")
    return row(OURS, name, hits / n, "share", n, interval.low, interval.high)
