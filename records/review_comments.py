"""Comments of reviewers (点评) on an interaction or a moment of it; people type what they hear: it is masked."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.errors import InputError, RecordsError
from inspection.privacy import PrivateTurn, redact_conversation
from inspection.review_steps import ReviewStep, demand_step
from inspection.stable_ids import stable_id
from records import audit, evaluations, interactions
from records.review_tables import review_comments as table
from records.review_taking import Desk
from records.upsert import insert_if_absent

MAX_CHARACTERS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewComment:
    """What somebody noted; `turn` and seconds say at which moment, None for the interaction as a whole."""

    comment_id: str
    evaluation_id: str
    who: str
    at: datetime
    item: str | None
    turn: int | None
    start_s: float | None
    end_s: float | None
    text: str


def add_comment(
    connection: Connection,
    desk: Desk,
    evaluation_id: str,
    text: str,
    *,
    item: str | None = None,
    turn: int | None = None,
    at_s: float | None = None,
) -> ReviewComment:
    """Keep a comment, on a turn, on a second of the recording, or on the whole; its personal data is masked.

    Raises AccessRefused for who may not, InputError for an empty or endless text or a turn that is not there.
    """
    demand_step(desk.policy.steps, ReviewStep.COMMENT, desk.person, where=evaluation_id)
    words = text.strip()
    if not words or len(words) > MAX_CHARACTERS:
        reason = "the comment is empty" if not words else f"the comment has {len(words)} characters"
        raise InputError(reason, f"write up to {MAX_CHARACTERS}", where=evaluation_id, code="bad_comment")
    start_s, end_s = _moment(connection, evaluation_id, turn, at_s)
    comment = ReviewComment(
        comment_id=stable_id("comment", evaluation_id, desk.person.who, desk.now.isoformat(), turn, item),
        evaluation_id=evaluation_id,
        who=desk.person.who,
        at=desk.now,
        item=item,
        turn=turn,
        start_s=start_s,
        end_s=end_s,
        text=redact_conversation([PrivateTurn(words)])[0].masked,
    )
    insert_if_absent(connection, table, [{name: getattr(comment, name) for name in ReviewComment.__dataclass_fields__}])
    audit.note(
        connection,
        at=desk.now,
        who=desk.person.who,
        action="comment",
        subject=f"evaluation:{evaluation_id}",
        before={},
        after={"comment_id": comment.comment_id, "item": item, "turn": turn},
        reason="comment",
    )
    return comment


def comments_on(connection: Connection, evaluation_id: str) -> list[ReviewComment]:
    """The comments on an evaluation, oldest first."""
    statement = sa.select(table).where(table.c.evaluation_id == evaluation_id).order_by(table.c.at, table.c.comment_id)
    return [ReviewComment(**row) for row in connection.execute(statement).mappings()]


def _moment(
    connection: Connection, evaluation_id: str, turn: int | None, at_s: float | None
) -> tuple[float | None, float | None]:
    evaluation = evaluations.find(connection, evaluation_id)
    if evaluation is None:
        raise RecordsError("there is no such evaluation", "check the evaluation_id", where=evaluation_id)
    if turn is None:
        return at_s, at_s
    stored = interactions.find(connection, evaluation.source, evaluation.interaction_id)
    said = next((t for t in stored.interaction.turns if t.index == turn), None) if stored else None
    if said is None:
        raise InputError(f"there is no turn {turn}", "count from 0", where=evaluation_id, code="bad_comment")
    return (said.start_s if at_s is None else at_s), said.end_s
