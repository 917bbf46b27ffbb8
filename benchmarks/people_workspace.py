"""A generated month of a large centre for `benchmarks/people.py`: judged calls with items, reviews, counts per day."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from inspection.evaluation import Evaluation, ItemState
from inspection.rules.item_judge import Judgement
from inspection.score_basis import ScoreBasis
from records import interaction_rows, score_bases
from records.coaching_tables import item_days
from records.column_types import to_json
from records.database import open_database, reading, refresh_statistics, writing
from records.evaluation_rows import to_item_rows, to_row
from records.schema import upgrade
from records.tables import current_evaluations, evaluation_items, evaluations, interactions, reviews
from tests.inspection.form_cases import form, judgement
from tests.inspection.publication_cases import acts, case
from tests.records import judged_samples as sample

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
ITEMS = 20
KINDS = 20_000
"""Of a million calls hardly two are judged alike in everything: so many kinds that none is met often."""
AT_ONCE = 5_000
SEED = 20261122
BEFORE_DAYS = 60
REVIEWED_EVERY = 30
FORM = form(id="bank", items=[{"item": f"item{k}", "points": 5} for k in range(ITEMS)])
_ITEM_COLUMNS = tuple(c.name for c in evaluation_items.columns if c.name != "evaluation_id")
RULES = frozenset(f"item{k}@1" for k in range(ITEMS - 3))
"""Rules that count without a person; three of the form are still on trial."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much: agents, judged interactions of the month with all their items, and of the counts per day."""

    agents: int
    evaluations: int
    counted_evaluations: int


def open_generated(folder: Path, size: Size) -> Engine:
    """The month, generated the first time; a generation that was stopped goes on."""
    folder.mkdir(parents=True, exist_ok=True)
    engine = open_database(f"sqlite:///{folder / 'people.sqlite3'}")
    upgrade(engine)
    with reading(engine) as connection:
        known = connection.execute(sa.select(sa.func.count()).select_from(evaluations)).scalar_one()
        counted = connection.execute(sa.select(sa.func.count()).select_from(item_days)).scalar_one()
    if known >= size.evaluations and counted:
        return engine
    kinds, basis = _kinds(np.random.default_rng(SEED))
    items = [_item_tuples(kind) for kind in kinds]
    with writing(engine) as connection:
        score_bases.keep(connection, [basis])
    for start in range(known, size.evaluations, AT_ONCE):
        random = np.random.default_rng([SEED, start])
        _store(engine, random, kinds, items, range(start, min(start + AT_ONCE, size.evaluations)), size)
    random = np.random.default_rng([SEED, 1])
    if counted:
        return engine
    with writing(engine) as connection:
        for day in range(BEFORE_DAYS + 30):
            rows = list(_counts(random, LAST - timedelta(days=day), size))
            connection.execute(sa.insert(item_days), rows)
    with writing(engine) as connection:
        refresh_statistics(connection)
    return engine


def _item_tuples(kind: Evaluation) -> list[tuple[Any, ...]]:
    """The items of a kind as SQLite keeps them, but for the id of the evaluation."""
    return [tuple(to_json(row[c]) if c == "evidence" else row[c] for c in _ITEM_COLUMNS) for row in to_item_rows(kind)]


def _kinds(random: np.random.Generator) -> tuple[list[Evaluation], ScoreBasis]:
    """Judged calls of many kinds: most items met, some unmet or waiting for a person, all by one form."""
    found = []
    for _ in range(KINDS):
        states = random.choice([ItemState.MET, ItemState.UNMET, ItemState.NOT_APPLICABLE, ItemState.NEEDS_HUMAN],
                               ITEMS, p=[0.8, 0.1, 0.07, 0.03])  # fmt: skip
        given: list[Judgement] = [
            replace(judgement(f"item{k}", ItemState(state)), evidence=acts(1)) for k, state in enumerate(states)
        ]
        one, basis = case(FORM, given)
        found.append(one)
    return found, basis


def _store(
    engine: Engine,
    random: np.random.Generator,
    kinds: list[Evaluation],
    items: list[list[tuple[Any, ...]]],
    numbers: range,
    size: Size,
) -> None:
    interaction = interaction_rows.to_row(sample.facts(), FIRST)
    rows: dict[str, list[dict[str, Any]]] = {"e": [], "i": [], "c": [], "r": []}
    judged_items: list[tuple[Any, ...]] = []
    for n in numbers:
        which = int(random.integers(len(kinds)))
        kind = kinds[which]
        agent, day = n % size.agents, FIRST + timedelta(days=(n // size.agents) % 30)
        started = datetime(day.year, day.month, day.day, int(random.integers(24)), tzinfo=UTC)
        place = {"agent_id": f"a{agent:04}", "team": f"T{agent // 20}", "site": f"s{agent % 4}"}
        named = {"evaluation_id": f"e{n:07}", "interaction_id": f"i{n:07}", "source": "drop"}
        when = {"business_date": day, "started_at": started}
        judged = {"evaluated_at": started, "queue": f"q{agent % 3}"}
        rows["e"].append(to_row(kind) | place | named | when | judged)
        heard = {"quality_recognition": float(random.uniform(0.7, 1)), "language": "zh" if n % 3 else "en"}
        whose = {
            "interaction_id": named["interaction_id"],
            "source": "drop",
            "agent_id": place["agent_id"],
            "transcript_hash": kind.transcript_hash,
        }
        rows["i"].append(interaction | whose | when | heard)
        rows["c"].append({"source": "drop", "interaction_id": named["interaction_id"], "segment": kind.segment,
                          "evaluation_id": named["evaluation_id"]})  # fmt: skip
        judged_items += [(named["evaluation_id"], *item) for item in items[which]]
        if n % REVIEWED_EVERY == 0:
            rows["r"] += list(_reviews(random, kind, n, started))
    tables = {"i": interactions, "e": evaluations, "c": current_evaluations, "r": reviews}
    names = ", ".join(("evaluation_id", *_ITEM_COLUMNS))
    marks = ", ".join("?" * (1 + len(_ITEM_COLUMNS)))
    with writing(engine) as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.exec_driver_sql(f"INSERT INTO evaluation_items ({names}) VALUES ({marks})", judged_items)
        for name, table in tables.items():
            if rows[name]:
                connection.execute(sa.insert(table), rows[name])


def _reviews(random: np.random.Generator, kind: Evaluation, n: int, at: datetime) -> Iterator[dict[str, Any]]:
    """Somebody's whole form on one call drawn by lot; they agree with the machine in nineteen of twenty."""
    who = f"q{int(random.integers(40))}"
    for place, item in enumerate(kind.items):
        agrees = random.random() < 0.95
        said = item.state if agrees and item.state is not ItemState.NEEDS_HUMAN else ItemState.MET
        yield {
            "id": f"r{n}-{place}", "evaluation_id": f"e{n:07}", "who": who, "at": at, "item": item.id,
            "state": said.value, "points": None, "reason_code": None, "seconds_spent": None, "decision": "right",
            "stage": "review", "task_id": None, "fatal": False, "evidence": [], "selection": "random",
            "probability": 1 / REVIEWED_EVERY,
        }  # fmt: skip


def _counts(random: np.random.Generator, day: date, size: Size) -> Iterator[dict[str, Any]]:
    """Counts of a day as the night keeps them, of a centre of `counted_evaluations` a month."""
    levels = np.random.default_rng(7).beta(2, 14, (size.agents, ITEMS))
    each = random.poisson(size.counted_evaluations / 30 / size.agents, size.agents)
    unmet = random.binomial(each[:, None], levels)
    for agent in range(size.agents):
        n = int(each[agent])
        for item in range(ITEMS if n else 0):
            bad = int(unmet[agent, item])
            yield {
                "business_date": day, "item": f"item{item}", "group": "bank", "agent_id": f"a{agent:04}",
                "queue": f"q{agent % 3}", "channel": "phone", "team": f"T{agent // 20}", "n": n, "unmet": bad,
                "lost_points": 5.0 * bad, "total": 100.0 * (n - bad), "squares": 1e4 * (n - bad),
            }  # fmt: skip
