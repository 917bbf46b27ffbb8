"""The night's step for judges (评判夜检): gold among the blind reviews, rules that may no longer count."""

from datetime import datetime

from inspection.errors import RuleError
from inspection.review_policy import review_policy_of
from inspection.rule_standing import StandingPolicy
from pipelines.bench import shipped_text
from records.database import writing
from records.judges import gold_queue, rule_watch
from records.judges.judging_desk import judging_policy_in
from records.judges.live_rules import rules_live
from records.judges.rule_notices import DOWNGRADED
from records.workspace import Workspace


def settle_judges(workspace: Workspace, standing: StandingPolicy, now: datetime) -> tuple[str, ...]:
    """Do what is due about judges, after the queue is filled; returns what the operator should know.

    A file of the workspace that makes no sense is told and stops nothing.
    """
    try:
        policy = judging_policy_in(workspace.path)
    except RuleError as error:
        return (f"gold and rules were left alone: {error}",)
    with writing(workspace.engine) as connection:
        salt = review_policy_of(shipped_text("review.yaml")).salt
        gold_queue.mix(connection, policy, now, salt=salt)
        told = rule_watch.watch(connection, rules_live(connection, policy, now), standing, now)
    down = [one.rule_version for one in told if one.kind == DOWNGRADED]
    return (f"only advise from now on: {', '.join(down)} (mingjian rules live)",) if down else ()
