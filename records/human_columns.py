"""The human score of an evaluation, kept beside the machine's as soon as people have judged enough of it."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.engine import Connection

from inspection.evaluation import Evaluation
from inspection.evaluation_steps import takes_reviews
from inspection.item_verdicts import ItemVerdict
from inspection.publication import published
from inspection.score_basis import ScoreBasis
from records import evaluations
from records.evaluations import Change


def refresh_human_columns(
    connection: Connection,
    evaluation: Evaluation,
    basis: ScoreBasis,
    verdicts: Collection[ItemVerdict],
    *,
    who: str,
    at: datetime,
) -> None:
    """Bring human_score and fatal_confirmed to what people have said; published ones move by publication alone.

    Nothing changes on an evaluation that only an appeal can still move.
    """
    if not takes_reviews(evaluation.status):
        return
    now = published(evaluation, basis, verdicts, frozenset())
    change = Change(
        human_score=now.human_score,
        fatal_confirmed=now.fatal_confirmed,
        cleared=frozenset({"human_score"} if now.human_score is None else ()),
    )
    evaluations.change_known(connection, evaluation, change, who=who, at=at, reason="review")
