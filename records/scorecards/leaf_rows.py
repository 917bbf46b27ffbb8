"""Leaf sums as rows of `scorecard_sums` and `scorecard_details`, and back."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from inspection.evaluation import Dimension, Line
from inspection.intervals import Moments
from inspection.scorecards.figures import Cell
from inspection.scorecards.leaves import Leaf, LeafKey
from inspection.scorecards.tally import CRITICAL_LINES, ItemCounts, ScoreSums, ScoreTally
from inspection.service_metrics import COUNTS, VALUES, ServiceTally
from inspection.value_counts import ValueCounts

_COLUMNS = ("machine", "human", "published")
_SCALARS = ("without_score", "passed", "fatal")


def to_sums(key: LeafKey, leaf: Leaf) -> dict[str, Any]:
    """The columns of `scorecard_sums`, without the span."""
    tally = leaf.cell.scores
    row = {**key._asdict(), "latest_at": leaf.latest_at, "evaluations": tally.evaluations}
    for column in _COLUMNS:
        row |= score_columns(column, getattr(tally, column))
    return row | {
        "published_passed": tally.published_passed,
        "confirmed": tally.confirmed,
        "confirmed_by_kind": {kind.value: n for kind, n in tally.confirmed_by_kind.items()},
    }


def to_details(key: LeafKey, leaf: Leaf) -> dict[str, Any]:
    """The columns of `scorecard_details`, without the span."""
    tally = leaf.cell.scores
    details = {
        "scores": _scores(tally),
        "items": {i: [c.line.value, c.met, c.unmet, c.needs_human] for i, c in tally.items.items()},
        "dimensions": {dimension.value: _moments(sample) for dimension, sample in tally.dimensions.items()},
        "service": _service(leaf.cell.service),
        "mix": [[hour, topic, n, total] for (hour, topic), (n, total) in leaf.mix.items()],
    }
    return {**key._asdict(), "packed": json.dumps(details, ensure_ascii=False, separators=(",", ":")).encode()}


def score_columns(column: str, sums: ScoreSums) -> dict[str, float]:
    """The four columns of one kind of score."""
    values = (sums.clean.n, sums.clean.total, sums.clean.squares, sums.zeroed)
    return {f"{column}_{part}": value for part, value in zip(("n", "total", "squares", "zeroed"), values, strict=True)}


def key_of_row(row: Any) -> LeafKey:
    """The key of a row."""
    return LeafKey(*(getattr(row, name) for name in LeafKey._fields))


def from_row(row: Any) -> Leaf:
    """The leaf of a row of both tables."""
    details = json.loads(row.packed)
    mix = {(hour, topic): (n, total) for hour, topic, n, total in details["mix"]}
    return Leaf(Cell(scores=_tally(row, details), service=_service_tally(details["service"])), mix, row.latest_at)


def _tally(row: Any, details: Mapping[str, Any]) -> ScoreTally:
    kept = details["scores"]
    return ScoreTally(
        evaluations=row.evaluations,
        without_score=kept["without_score"],
        passed=kept["passed"],
        fatal=kept["fatal"],
        machine=sums_of_row(row, "machine"),
        human=sums_of_row(row, "human"),
        published=sums_of_row(row, "published"),
        fatal_by_kind=_by_line(kept["fatal_by_kind"]),
        confirmed=row.confirmed,
        confirmed_by_kind=_by_line(row.confirmed_by_kind),
        published_passed=row.published_passed,
        units=Counter(dict(zip(CRITICAL_LINES, kept["units"], strict=True))),
        accurate=Counter(dict(zip(CRITICAL_LINES, kept["accurate"], strict=True))),
        non_critical=Moments(*kept["non_critical"]),
        items={i: ItemCounts(Line(line), *counts) for i, (line, *counts) in details["items"].items()},
        dimensions={Dimension(name): Moments(*sample) for name, sample in details["dimensions"].items()},
    )


def sums_of_row(row: Any, column: str) -> ScoreSums:
    """One kind of score of a row."""
    n, total, squares, zeroed = (getattr(row, f"{column}_{part}") for part in ("n", "total", "squares", "zeroed"))
    return ScoreSums(Moments(n, total, squares), zeroed)


def _scores(tally: ScoreTally) -> dict[str, Any]:
    return {name: getattr(tally, name) for name in _SCALARS} | {
        "fatal_by_kind": {kind.value: n for kind, n in tally.fatal_by_kind.items() if n},
        "units": [tally.units[line] for line in CRITICAL_LINES],
        "accurate": [tally.accurate[line] for line in CRITICAL_LINES],
        "non_critical": _moments(tally.non_critical),
    }


def _by_line(given: Mapping[str, int]) -> Counter[Line]:
    return Counter({Line(kind): n for kind, n in given.items()})


def _moments(sample: Moments) -> list[float]:
    return [sample.n, sample.total, sample.squares]


def _service(tally: ServiceTally) -> dict[str, Any]:
    """What is not zero."""
    counts = {name: value for name in COUNTS if (value := getattr(tally, name))}
    values = {name: value for name in VALUES if (value := getattr(tally, name)).n}
    kept = {name: [_moments(v.sample), [list(pair) for pair in sorted(v.counts.items())]] for name, v in values.items()}
    return {**counts, **kept}


def _service_tally(kept: Mapping[str, Any]) -> ServiceTally:
    tally = ServiceTally()
    for name in COUNTS:
        setattr(tally, name, kept.get(name, 0))
    for name in VALUES:
        if name in kept:
            setattr(tally, name, _value_counts(*kept[name]))
    return tally


def _value_counts(sample: list[float], counts: list[list[float]]) -> ValueCounts:
    n, total, squares = sample
    return ValueCounts(Moments(int(n), total, squares), Counter({value: int(count) for value, count in counts}))
