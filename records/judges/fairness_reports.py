"""The month's report on score gaps between groups (公平性月报), for the command and the page alike."""

from sqlalchemy.engine import Connection

from inspection.fairness.fairness_report import FairnessReport
from inspection.fairness.group_gaps import group_gaps
from inspection.judges.judging_steps import JudgingStep, demand_judging_step
from inspection.period import Period
from records.judges.fairness_rows import SCORES, fairness_data
from records.judges.judging_desk import JudgingDesk

SCORE_NAMES = tuple(SCORES)


def demand(desk: JudgingDesk) -> None:
    """AccessRefused for a role that `judges.yaml` does not let see the report."""
    demand_judging_step(desk.policy.steps, JudgingStep.SEE_FAIRNESS, desk.person)


def month_report(connection: Connection, desk: JudgingDesk, month: Period, score: str) -> FairnessReport:
    """Gaps of all groups by `score` (machine, human or published), nothing swapped yet.

    Raises AccessRefused for a role that `judges.yaml` does not let see it, SettingsError for another score.
    """
    demand(desk)
    rules = desk.policy.fairness
    data = fairness_data(connection, month.start, month.end, rules, score=score)
    return FairnessReport(
        month=month.label,
        score=score,
        evaluations=len(data.score),
        alarm_share=rules.alarm_share,
        gaps=group_gaps(data, rules),
    )
