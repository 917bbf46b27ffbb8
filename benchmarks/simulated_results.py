"""What a night works out of the simulated centre: sums, dashboards, scorecards, the coaching queue.

The first day is counted as a night counts it; the other days are copies of it in the centre, so their counts are too.
"""

from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from benchmarks.simulated_centre import DAYS, FIRST_DAY
from inspection.formats.roster import Roster
from inspection.results_policy import ResultsPolicy, results_policy_of
from inspection.sla import sla_policy_of
from pipelines.bench import shipped_text
from pipelines.results import work_out_results
from records import day_figures, item_days
from records.coaching_tables import item_days as item_days_table
from records.dashboard_tables import day_figures as day_figures_table
from records.dashboard_tables import day_subjects
from records.database import refresh_statistics, writing
from records.scorecards import sums
from records.scorecards.tables import contact_outcomes, scorecard_days, scorecard_details, scorecard_sums

_COUNTED = (scorecard_sums, scorecard_details, scorecard_days, contact_outcomes, day_figures_table, day_subjects,
            item_days_table)  # fmt: skip
_LAST_DAY = FIRST_DAY + timedelta(days=DAYS - 1)


def work_out(engine: Engine) -> None:
    """Count the days, add up the last month, work out the last night's results; nothing when that was done."""
    policy = results_policy_of(shipped_text("results.yaml"))
    with writing(engine) as connection:
        if not sums.days_without_sums(connection):
            return
        _count_first_day(connection, policy)
        others = [FIRST_DAY + timedelta(days=day) for day in range(1, DAYS)]
        for day in others:
            _copy(connection, day)
        sums.add_up_months(connection, [_LAST_DAY])
        refresh_statistics(connection)
    work_out_results(engine, [_LAST_DAY], Roster(()), {})
    with writing(engine) as connection:
        refresh_statistics(connection)


def _count_first_day(connection: Connection, policy: ResultsPolicy) -> None:
    sums.keep_days(connection, [FIRST_DAY], policy.scorecards, sla_policy_of(shipped_text("sla.yaml")))
    day_figures.keep_days(connection, [FIRST_DAY], policy.scorecards.topic_column)
    item_days.refresh(connection, [FIRST_DAY])


def _copy(connection: Connection, day: date) -> None:
    for table in _COUNTED:
        connection.execute(sa.delete(table).where(table.c.business_date == day))
        of_day = table.c.business_date == FIRST_DAY
        if "span" in table.c:
            of_day &= table.c.span == sums.DAY
        moved = [sa.literal(day, sa.Date()) if c.name == "business_date" else c for c in table.columns]
        connection.execute(
            sa.insert(table).from_select([c.name for c in table.columns], sa.select(*moved).where(of_day))
        )
