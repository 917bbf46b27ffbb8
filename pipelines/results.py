"""After the last shard: scorecards and the coaching queue of every day and month the night touched."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy.engine import Engine

from inspection.coaching import coaching_queue
from inspection.coaching_task import CoachingTask
from inspection.evaluation import Evaluation
from inspection.formats.roster import Roster
from inspection.period import Period
from inspection.results_policy import ResultsPolicy, results_policy_of
from inspection.scorecards import Scorecard, scorecards
from inspection.service_facts import service_facts
from inspection.sla import SlaPolicy, sla_policy_of
from pipelines.bench import shipped_text
from records import coaching, evaluations, interactions
from records import scorecards as stored_scorecards
from records.database import reading, writing


def work_out_results(
    engine: Engine, touched: Iterable[date], roster: Roster, item_names: Mapping[str, str]
) -> tuple[str, ...]:
    """Work out and store the results of the periods the touched business dates belong to; returns their labels."""
    policy = results_policy_of(shipped_text("results.yaml"))
    sla = sla_policy_of(shipped_text("sla.yaml"))
    days = sorted(set(touched))
    periods = {p.label: p for day in days for p in (Period.day(day), Period.month(day))}
    for period in periods.values():
        cards, judged = _scorecards(engine, period, policy, sla)
        tasks: tuple[CoachingTask, ...] | None = None
        if period.label.count("-") == 1:
            tasks = coaching_queue(judged, period, policy.coaching, hired_on=hired_on(roster), item_names=item_names)
        _store(engine, period, cards, tasks)
    return tuple(periods)


def _scorecards(
    engine: Engine, period: Period, policy: ResultsPolicy, sla: SlaPolicy
) -> tuple[tuple[Scorecard, ...], tuple[Evaluation, ...]]:
    """Scorecards of a period, and the evaluations they rest on."""
    with reading(engine) as connection:
        judged = tuple(evaluations.between(connection, period.start, period.end))
        services = tuple(
            service_facts(s.interaction, s.business_date, hours=sla.hours)
            for s in interactions.between(connection, period.start, period.end)
        )
    return scorecards(judged, services, period, policy.scorecards, sla), judged


def _store(
    engine: Engine, period: Period, cards: tuple[Scorecard, ...], tasks: tuple[CoachingTask, ...] | None
) -> None:
    with writing(engine) as connection:
        stored_scorecards.replace_period(connection, period.label, cards)
        if tasks is not None:
            coaching.replace_period(connection, period.label, tasks)


def hired_on(roster: Roster) -> dict[str, date]:
    """First working day of every agent the roster knows one of."""
    return {e.agent_id: e.hired_on for e in roster.entries if e.hired_on is not None}
