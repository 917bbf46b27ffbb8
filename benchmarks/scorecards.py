"""How long scorecards take: generated months of 1,000 agents and 1 million evaluations each, on this machine.

    python benchmarks/scorecards.py [--json OUT] [--quick] [--keep FOLDER]

Leaf sums are generated as the night keeps them (day x agent x queue x channel x form); counting a day is measured on
generated evaluations, per thousand.
"""

import argparse
import json
import platform
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.simulated import Row, claim, row
from console.printed.page import ScorecardPage
from inspection.evaluation import Dimension, Line
from inspection.intervals import Moments
from inspection.results_policy import ScorecardPolicy
from inspection.scorecards.figures import Cell
from inspection.scorecards.grouping import Grouping
from inspection.scorecards.leaves import Leaf, LeafCounter, LeafKey
from inspection.scorecards.tally import ItemCounts, ScoreSums, ScoreTally
from inspection.service_metrics import ServiceTally
from inspection.sla import SlaPolicy
from inspection.value_counts import ValueCounts
from records.database import open_database, reading, writing
from records.schema import upgrade
from records.scorecards.leaf_rows import to_details, to_sums
from records.scorecards.reports import league_of, report_of
from records.scorecards.sums import add_up_months, keep_current
from records.scorecards.tables import scorecard_days, scorecard_details, scorecard_sums
from records.scorecards.workbook import write_workbook
from tests.inspection.result_cases import evaluation

MONTH = (date(2026, 11, 1), date(2026, 11, 30))
WEEKS = 12
POLICY, SLA = ScorecardPolicy(), SlaPolicy()
ITEMS, TOPICS, HOURS = 30, 12, 9
SECONDS_ALLOWED = 10.0


def main() -> None:
    """Generate, measure, print, write."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--json", type=Path, help="write the figures here")
    arguments.add_argument("--quick", action="store_true", help="50 agents: does it run, no figures to quote")
    arguments.add_argument("--keep", type=Path, help="leave the generated database in this folder")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        found = rows(50 if given.quick else 1000, given.keep or Path(temporary))
    said = claims(found)
    show(found, said)
    if given.json:
        given.json.write_text(json.dumps(report(found, said), ensure_ascii=False, indent=1), encoding="utf-8")
    sys.exit(0 if all(c["ok"] for c in said) else 1)


def rows(agents: int, folder: Path) -> list[Row]:
    """Seconds of every report over one generated month."""
    engine = open_database(f"sqlite:///{folder / 'scorecards.sqlite3'}")
    upgrade(engine)
    leaves, evaluations = generate(engine, agents)
    case = f"{agents} agents, {evaluations:,} evaluations in the month"
    found = [row("mingjian", f"leaf sums of the month, {case}", leaves, "rows", 1, None, None), *counting()]
    with writing(engine) as connection:
        found.append(timed(f"bringing sums up to date, nothing new, {case}",
                           lambda: keep_current(connection, POLICY, SLA))[1])  # fmt: skip
    with reading(engine) as connection:
        one, took = timed(f"scorecard of one agent, {case}",
                          lambda: report_of(connection, Grouping.AGENT, "a0017", *MONTH, POLICY))  # fmt: skip
        found.append(took)
        found.append(
            timed("the same as a page (HTML)", lambda: ScorecardPage(one, "zh").html(made_at=NOW, minimum_n=30))[1]
        )
        for grouping in (Grouping.AGENT, Grouping.TEAM, Grouping.QUEUE, Grouping.ALL):
            every, took = timed(f"all scorecards by {grouping.value}, {case}",
                                partial(league_of, connection, grouping, *MONTH, POLICY))  # fmt: skip
            found.append(took)
            if grouping is Grouping.AGENT:
                found.append(timed(f"the same as XLSX, {case}",
                                   partial(write_workbook, every, folder / "agents.xlsx", "zh"))[1])  # fmt: skip
    engine.dispose()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [*found, row("mingjian", f"peak memory, {case}", peak, "MiB", 1, None, None)]


NOW = datetime(2026, 12, 1, 8, tzinfo=UTC)


def timed(what: str, call: Callable[[], Any]) -> tuple[Any, Row]:
    """The result, and how many seconds it took."""
    start, begun = time.perf_counter(), time.process_time()
    result = call()
    spent, cpu = time.perf_counter() - start, time.process_time() - begun
    return result, row("mingjian", what, spent, "s", 1, None, None, cpu_s=round(cpu, 3))


def counting() -> list[Row]:
    """Counting evaluations into leaves, as the night does."""
    many = [evaluation(n, f"A{n % 50}", score=float(n % 100)) for n in range(1000)]
    counter = LeafCounter(85.0, SLA, POLICY.zone)

    def count() -> None:
        for one in many:
            counter.judge(one)

    return [timed("counting 1,000 evaluations into leaf sums", count)[1]]


def generate(engine: sa.Engine, agents: int) -> tuple[int, int]:
    """Twelve weeks of leaf sums up to the end of the month; returns leaves and evaluations of the month."""
    random = np.random.default_rng(20261122)
    kinds = [[_leaf(random, 20, 82 + kind) for _ in range(24)] for kind in range(13)]
    leaves = evaluations = 0
    for offset in range(WEEKS * 7):
        day = MONTH[1] - timedelta(days=offset)
        if day.weekday() == 6:
            continue
        made = list(_day(random, day, agents, kinds))
        with writing(engine) as connection:
            for table, to_row in ((scorecard_sums, to_sums), (scorecard_details, to_details)):
                connection.execute(sa.insert(table), [to_row(key, leaf) | {"span": "day"} for key, leaf in made])
            connection.execute(sa.insert(scorecard_days).values(business_date=day, read_to=0))
        if day >= MONTH[0]:
            leaves += len(made)
            evaluations += sum(leaf.cell.scores.evaluations for _, leaf in made)
    with writing(engine) as connection:
        add_up_months(connection, [MONTH[0]])
    return leaves, evaluations


def _day(
    random: np.random.Generator, day: date, agents: int, kinds: list[list[Leaf]]
) -> Iterator[tuple[LeafKey, Leaf]]:
    """Two leaves an agent: an agent's are drawn from the leaves of its kind."""
    for agent in range(agents):
        for channel, form in (("phone", "bank_phone"), ("chat", "bank_chat")):
            team = agent // 20
            key = LeafKey(day, f"a{agent:04d}", f"team {team}", f"site {team % 4}", f"vendor {team % 7}",
                          f"queue {(agent + day.day % 2) % 12}", channel, form)  # fmt: skip
            drawn = kinds[agent % 13][int(random.integers(24))]
            yield key, replace(drawn, latest_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def _leaf(random: np.random.Generator, n: int, mean: float) -> Leaf:
    scores = np.clip(random.normal(mean, 12, n), 0, 100)
    scores[0] = 0  # the fatal
    clean = Moments(n - 1, float(scores[1:].sum()), float((scores[1:] ** 2).sum()))
    met, passed = random.binomial(n, 0.85, ITEMS), int((scores >= 85).sum())
    tally = ScoreTally(evaluations=n, passed=passed, published_passed=passed, fatal=1, machine=ScoreSums(clean, 1),
                       published=ScoreSums(clean, 0), fatal_by_kind=Counter({Line.COMPLIANCE: 1}),
                       units=Counter({Line.COMPLIANCE: n}), accurate=Counter({Line.COMPLIANCE: n - 1}),
                       items={f"item_{i}": ItemCounts(Line.BUSINESS, int(m), n - int(m)) for i, m in enumerate(met)},
                       dimensions=dict.fromkeys(Dimension, clean))  # fmt: skip
    waits = [float(round(w)) for w in random.exponential(20, n)]
    service = ServiceTally(interactions=n, first_s=ValueCounts.of(waits), response_s=ValueCounts.of(waits * 4),
                           handle_s=ValueCounts.of([w * 9 for w in waits]), csat=ValueCounts.of([5.0, 4.0, 2.0]),
                           sla_asked=n, sla_met=n - 3)  # fmt: skip
    mix: dict[tuple[str, str], tuple[int, float]] = {}
    for score in scores:
        place = (f"{9 + random.integers(HOURS):02d}", f"topic {random.integers(TOPICS)}")
        before = mix.get(place, (0, 0.0))
        mix[place] = (before[0] + 1, before[1] + float(score))
    return Leaf(Cell(tally, service), mix)


def claims(found: list[Row]) -> list[Row]:
    """Every report in seconds."""
    slowest = max(float(str(r["cpu_s"])) for r in found if "cpu_s" in r)
    return [claim("slowest report, CPU seconds", slowest, f"<= {SECONDS_ALLOWED:g} s", slowest <= SECONDS_ALLOWED)]


def report(found: list[Row], said: list[Row]) -> dict[str, object]:
    """The benchmark as others read it."""
    versions = {name: version(name) for name in ("mingjian", "numpy", "scipy", "sqlalchemy", "openpyxl")}
    machine = platform.platform()
    return {
        "machine": machine,
        "versions": versions | {"python": sys.version.split()[0]},
        "rows": found,
        "claims": said,
    }


def show(found: list[Row], said: list[Row]) -> None:
    """Rows and claims as tables."""
    table = Table(title="scorecards", title_justify="left")
    for column in ("metric", "value", "unit", "CPU s"):
        table.add_column(column)
    for one in found:
        table.add_row(
            str(one["metric"]), f"{float(str(one['value'])):,.2f}", str(one["unit"]), str(one.get("cpu_s", ""))
        )
    console = Console(width=150, highlight=False)
    console.print(table)
    for one in said:
        console.print(f"{'ok' if one['ok'] else 'MISSED'}  {one['claim']}: {one['value']} (target {one['target']})")


if __name__ == "__main__":
    main()
