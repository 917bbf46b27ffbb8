"""After the last shard: scorecards and the coaching queue of every day and month the night touched."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy.engine import Engine

from inspection.coaching.policy import coaching_policy_of
from inspection.formats.roster import Roster
from inspection.period import Period
from inspection.results_policy import ScorecardPolicy, results_policy_of
from inspection.scorecards.cards import Scorecard, cards_of
from inspection.sla import SlaPolicy, sla_policy_of
from pipelines.bench import shipped_text
from pipelines.coaching_night import CoachingRules, unfinished_month, work_out_queue
from records import coaching_looks, day_figures
from records.database import reading, writing
from records.scorecards import cards as stored_scorecards
from records.scorecards import sums as scorecard_sums


def work_out_results(
    engine: Engine, touched: Iterable[date], roster: Roster, item_names: Mapping[str, str]
) -> tuple[str, ...]:
    """Work out and store the results of the periods the touched business dates belong to; returns their labels."""
    policy = results_policy_of(shipped_text("results.yaml"))
    sla = sla_policy_of(shipped_text("sla.yaml"))
    days = sorted(set(touched))
    rules = CoachingRules(
        limits=policy.coaching,
        life=coaching_policy_of(shipped_text("coaching.yaml")),
        hired_on=hired_on(roster),
        item_names=item_names,
    )
    periods = {p.label: p for day in days for p in (Period.day(day), Period.month(day))}
    _keep_sums(engine, days, policy.scorecards, sla)
    with reading(engine) as connection:
        is_first = coaching_looks.none_yet(connection)
        unfinished = unfinished_month(connection, days)
    if unfinished is not None:
        work_out_queue(engine, unfinished, [], rules)
    for period in periods.values():
        with reading(engine) as connection:
            leaves = scorecard_sums.leaves_between(connection, period.start, period.end)
        cards = cards_of(leaves, period, policy.scorecards)
        _store(engine, period, cards)
        if period.label.count("-") == 1:
            work_out_queue(engine, period, days, rules, is_first=is_first)
    return tuple(periods)


def _keep_sums(engine: Engine, days: Iterable[date], policy: ScorecardPolicy, sla: SlaPolicy) -> None:
    """Count the touched days, one transaction each, and whatever an older version left uncounted."""
    for day in days:
        with writing(engine) as connection:
            scorecard_sums.keep_days(connection, [day], policy, sla)
            day_figures.keep_days(connection, [day], policy.topic_column)
    with writing(engine) as connection:
        scorecard_sums.keep_current(connection, policy, sla)
        day_figures.keep_days(connection, day_figures.days_without(connection), policy.topic_column)


def _store(engine: Engine, period: Period, cards: tuple[Scorecard, ...]) -> None:
    with writing(engine) as connection:
        stored_scorecards.replace_period(connection, period.label, cards)


def hired_on(roster: Roster) -> dict[str, date]:
    """First working day of every agent the roster knows one of."""
    return {e.agent_id: e.hired_on for e in roster.entries if e.hired_on is not None}
