"""Reviews (复核): what a person decided about an evaluation or one of its items. Rows are only ever added."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.evaluation import ItemState
from inspection.evidence import Evidence
from inspection.item_verdicts import ItemVerdict, Stage
from records.by_interaction import rows_of
from records.evaluation_rows import evidence_from_json, evidence_to_json
from records.tables import evaluations, reviews
from records.upsert import insert_if_absent


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One verdict of a person; `item` is None for the interaction as a whole, `points` those the person gives.

    `decision` is what it makes of the machine's verdict (right, partly, wrong, left_open, undecided); `stage` the
    occasion; `selection` and `probability` (0-1) how the interaction was chosen; `fatal` whether a breach is fatal.
    """

    id: str
    evaluation_id: str
    who: str
    at: datetime
    item: str | None
    state: str | None
    points: float | None
    reason_code: str | None
    seconds_spent: float | None
    decision: str | None
    stage: str | None = None
    task_id: str | None = None
    fatal: bool | None = None
    evidence: tuple[Evidence, ...] | None = None
    selection: str | None = None
    probability: float | None = None


def add(connection: Connection, review: Review) -> None:
    """Keep a review; one with a known id is left as it is."""
    add_all(connection, [review])


def add_all(connection: Connection, many: Sequence[Review]) -> None:
    """Keep reviews; those with a known id are left as they are."""
    insert_if_absent(connection, reviews, [_to_row(review) for review in many])


def of(connection: Connection, evaluation_id: str) -> list[Review]:
    """The reviews of one evaluation, oldest first."""
    statement = sa.select(reviews).where(reviews.c.evaluation_id == evaluation_id).order_by(reviews.c.at, reviews.c.id)
    return [_from_row(row) for row in connection.execute(statement).mappings()]


def of_task(connection: Connection, task_id: str) -> list[Review]:
    """The reviews given on one task, oldest first."""
    statement = sa.select(reviews).where(reviews.c.task_id == task_id).order_by(reviews.c.at, reviews.c.id)
    return [_from_row(row) for row in connection.execute(statement).mappings()]


class Worded(Protocol):
    """Which words an evaluation judged."""

    @property
    def evaluation_id(self) -> str: ...  # noqa: D102
    @property
    def source(self) -> str: ...  # noqa: D102
    @property
    def interaction_id(self) -> str: ...  # noqa: D102
    @property
    def segment(self) -> int: ...  # noqa: D102
    @property
    def transcript_hash(self) -> str: ...  # noqa: D102


def verdicts_on(connection: Connection, many: Iterable[Worded]) -> Mapping[str, tuple[ItemVerdict, ...]]:
    """What people said of each evaluation's words, by evaluation_id: given on it, or on a former judgement of them.

    A verdict speaks of what was said, not of the rule: it holds for every evaluation of the same segment of the same
    transcript. Reviews of a transcript that was corrected since are left out.
    """
    asked = list(many)
    wanted = {(e.source, e.interaction_id, e.segment, e.transcript_hash): e.evaluation_id for e in asked}
    found: dict[str, list[ItemVerdict]] = defaultdict(list)
    keys = sorted({(e.source, e.interaction_id) for e in asked})
    for rows in rows_of(connection, _on_words(), evaluations, keys).values():
        for row in rows:
            evaluation_id = wanted.get((row.source, row.interaction_id, row.segment, row.transcript_hash))
            if evaluation_id is not None:
                found[evaluation_id].append(_verdict(row))
    return {e.evaluation_id: tuple(found[e.evaluation_id]) for e in asked}


def to_review(
    verdict: ItemVerdict,
    *,
    id: str,  # noqa: A002 - the contract's name
    evaluation_id: str,
    decision: str,
    task_id: str | None = None,
    selection: str | None = None,
    probability: float | None = None,
) -> Review:
    """A verdict as the row that keeps it."""
    return Review(
        id=id,
        evaluation_id=evaluation_id,
        who=verdict.who,
        at=verdict.at,
        item=verdict.item,
        state=verdict.state.value,
        points=verdict.points,
        reason_code=verdict.reason_code or None,
        seconds_spent=verdict.seconds_spent,
        decision=decision,
        stage=verdict.stage.value,
        task_id=task_id,
        fatal=verdict.fatal,
        evidence=verdict.evidence,
        selection=selection,
        probability=probability,
    )


def to_verdict(review: Review) -> ItemVerdict:
    """A kept review as a verdict; one without a stage (older rows) is an ordinary review."""
    return ItemVerdict(
        item=review.item or "",
        state=ItemState(review.state or ItemState.NEEDS_HUMAN),
        who=review.who,
        at=review.at,
        stage=Stage(review.stage or Stage.REVIEW),
        points=review.points,
        fatal=bool(review.fatal),
        reason_code=review.reason_code or "",
        evidence=review.evidence or (),
        seconds_spent=review.seconds_spent,
    )


def to_light_verdict(row: Any) -> ItemVerdict:
    """The verdict in a row of item, state, who, at, stage, points and fatal: all that settling asks for."""
    return ItemVerdict(
        item=row.item,
        state=ItemState(row.state),
        who=row.who,
        at=row.at,
        stage=Stage(row.stage or Stage.REVIEW),
        points=row.points,
        fatal=bool(row.fatal),
    )


def _on_words() -> sa.Select[Any]:
    e = evaluations.c
    return (
        sa.select(reviews, e.source, e.interaction_id, e.segment, e.transcript_hash)
        .join(evaluations, e.evaluation_id == reviews.c.evaluation_id)
        .where(reviews.c.item.is_not(None), reviews.c.state.in_(_STATES))
        .order_by(reviews.c.at, reviews.c.id)
    )


_STATES = tuple(state.value for state in ItemState)
_NAMES = tuple(Review.__dataclass_fields__)


def from_columns(row: Any) -> Review:
    """The review in a row that has other columns beside its own."""
    return _from_row({name: getattr(row, name) for name in _NAMES})


def _verdict(row: Any) -> ItemVerdict:
    return to_verdict(from_columns(row))


def _to_row(review: Review) -> dict[str, Any]:
    evidence = None if review.evidence is None else evidence_to_json(review.evidence)
    return asdict(review) | {"evidence": evidence}


def _from_row(row: "Mapping[str, Any] | sa.RowMapping") -> Review:
    evidence = row["evidence"]
    return Review(**{**row, "evidence": None if evidence is None else evidence_from_json(evidence)})
