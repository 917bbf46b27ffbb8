"""Gold items (金标准): interactions with agreed verdicts, kept to be met unawares; adding, retiring, results."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.errors import RecordsError
from inspection.evaluation import ItemState
from inspection.item_verdicts import ItemVerdict, settled
from inspection.judges.gold_accuracy import GoldAccuracy, GoldVerdict, gold_accuracy
from inspection.judges.judging_steps import JudgingStep, SessionState, demand_judging_step
from inspection.stable_ids import stable_id
from records import audit, evaluations, reviews
from records.judge_tables import gold_items as table
from records.judge_tables import gold_tasks
from records.judges import calibration_sheets, judge_verdicts, sessions
from records.judges.judge_verdicts import Occasion
from records.judges.judging_desk import JudgingDesk
from records.review_tables import review_tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldItem:
    """One gold item: the evaluation, the session its reference was agreed in (None: by decisions on reviews)."""

    gold_id: str
    evaluation_id: str
    session_id: str | None
    added_by: str
    added_at: datetime
    note: str
    retired_by: str | None = None
    retired_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class GoldInUse:
    """A gold item with how often it was mixed in, and how often it was judged."""

    item: GoldItem
    mixed: int
    judged: int


def add_session(connection: Connection, desk: JudgingDesk, session_id: str) -> list[GoldItem]:
    """Make every agreed case of a session gold; those that are gold already stay. RecordsError (`not_agreed`)."""
    demand_judging_step(desk.policy.steps, JudgingStep.ADD_GOLD, desk.person, where=session_id)
    session = sessions.find(connection, session_id)
    if session.state is not SessionState.AGREED:
        reason = f"the session is {session.state}: not every case has an agreed reference"
        what = "agree on the rest: mingjian calibration agree"
        raise RecordsError(reason, what, where=session.session_id, code="not_agreed")
    agreed = calibration_sheets.reference_of(connection, session.session_id)
    return [
        _add(connection, desk, one, agreed[one], session_id=session.session_id, note=session.title)
        for one in session.cases
    ]


def add_decided(connection: Connection, desk: JudgingDesk, evaluation_id: str, *, note: str = "") -> GoldItem:
    """Make an evaluation gold by what people decided of it: an adjudication, an appeal, or two who agree.

    Raises RecordsError (`not_decided`) where an item of the full form has no such decision.
    """
    demand_judging_step(desk.policy.steps, JudgingStep.ADD_GOLD, desk.person, where=evaluation_id)
    evaluation = evaluations.find(connection, evaluation_id)
    if evaluation is None:
        raise RecordsError("there is no such evaluation", "check its id", where=evaluation_id, code="no_evaluation")
    said = settled(reviews.verdicts_on(connection, [evaluation])[evaluation_id])
    decided = {i: s.verdict for i, s in said.items() if s.verdict is not None and _is_sure(s.verdict, s.said)}
    missing = sorted(calibration_sheets.asked_of(connection, desk, evaluation) - set(decided))
    if missing:
        reason = f"{len(missing)} items rest on one person's word or none: {', '.join(missing)}"
        what = "have it judged twice (mingjian review second), or agree on it in a calibration session"
        raise RecordsError(reason, what, where=evaluation_id, code="not_decided")
    reference = [replace(verdict, who=desk.person.who, at=desk.now) for verdict in decided.values()]
    return _add(connection, desk, evaluation_id, reference, session_id=None, note=note)


def retire(connection: Connection, desk: JudgingDesk, gold_id: str, *, reason: str) -> None:
    """Mix it in no more; what was judged stays."""
    demand_judging_step(desk.policy.steps, JudgingStep.RETIRE_GOLD, desk.person, where=gold_id)
    still = (table.c.gold_id == gold_id) & table.c.retired_at.is_(None)
    retired = sa.update(table).where(still).values(retired_by=desk.person.who, retired_at=desk.now)
    if connection.execute(retired.returning(table.c.gold_id)).first() is None:
        raise RecordsError("there is no such gold item in use", "see mingjian gold list", where=gold_id)
    _note(connection, desk, gold_id, "retire", {}, reason)


def in_use(connection: Connection, desk: JudgingDesk, *, retired: bool = False) -> list[GoldInUse]:
    """Gold items, the latest first. For supervisors: who is measured must not know them."""
    demand_judging_step(desk.policy.steps, JudgingStep.SEE_GOLD, desk.person)
    return [one for one in _everything(connection) if retired or one.item.retired_at is None]


def results(connection: Connection, desk: JudgingDesk, first: datetime, before: datetime) -> tuple[GoldAccuracy, ...]:
    """How right each reviewer was on the gold they submitted from `first` up to `before`, by name.

    What they said first counts, whatever they corrected later.
    """
    demand_judging_step(desk.policy.steps, JudgingStep.SEE_GOLD, desk.person)
    said = gold_verdicts(connection, first, before)
    return gold_accuracy(said, minimum_cases=desk.policy.gold.minimum_cases)


def gold_verdicts(connection: Connection, first: datetime, before: datetime) -> list[GoldVerdict]:
    """Every verdict on gold of the time, beside its reference."""
    t = review_tasks.c
    statement = (
        sa.select(gold_tasks.c.task_id, gold_tasks.c.gold_id, t.evaluation_id, t.submitted_by)
        .join(review_tasks, t.task_id == gold_tasks.c.task_id)
        .where(t.submitted_at >= first, t.submitted_at < before)
        .order_by(gold_tasks.c.task_id)
    )
    rows = connection.execute(statement).all()
    said = judge_verdicts.of_many(connection, Occasion.GOLD, [row.task_id for row in rows])
    agreed = references(connection, [row.gold_id for row in rows])
    found = []
    for row in rows:
        first_words: dict[str, ItemVerdict] = {}
        for verdict in said.get(row.task_id, {}).get(row.evaluation_id, ()):
            first_words.setdefault(verdict.item, verdict)
        found += _beside(row, first_words, agreed.get(row.gold_id, {}))
    return found


def references(connection: Connection, gold_ids: Iterable[str]) -> dict[str, dict[str, ItemVerdict]]:
    """The agreed verdicts of gold items, by gold_id and item."""
    kept = judge_verdicts.of_many(connection, Occasion.REFERENCE, gold_ids)
    return {
        gold_id: {v.item: v for verdicts in of_evaluation.values() for v in verdicts}
        for gold_id, of_evaluation in kept.items()
    }


def _is_sure(verdict: ItemVerdict, said: Sequence[ItemVerdict]) -> bool:
    """Decided by a higher instance, or by at least two people alike; never what cannot be told."""
    higher = verdict.stage.value in ("adjudication", "appeal", "final")
    return verdict.state is not ItemState.NEEDS_HUMAN and (higher or len(said) >= 2)


def _add(
    connection: Connection,
    desk: JudgingDesk,
    evaluation_id: str,
    reference: Sequence[ItemVerdict],
    *,
    session_id: str | None,
    note: str,
) -> GoldItem:
    wanted = GoldItem(
        gold_id=stable_id("gold", evaluation_id, desk.now.isoformat()),
        evaluation_id=evaluation_id,
        session_id=session_id,
        added_by=desk.person.who,
        added_at=desk.now,
        note=note,
    )
    known = next((one for one in _items(connection) if one.evaluation_id == evaluation_id and not one.retired_at), None)
    if known is not None:
        return known
    row = {name: getattr(wanted, name) for name in GoldItem.__dataclass_fields__}
    connection.execute(sa.insert(table).values(row))
    judge_verdicts.add(connection, Occasion.REFERENCE, wanted.gold_id, evaluation_id, reference)
    _note(connection, desk, wanted.gold_id, "add", {"evaluation_id": evaluation_id, "session_id": session_id}, note)
    return wanted


def _beside(row: Any, said: Mapping[str, ItemVerdict], agreed: Mapping[str, ItemVerdict]) -> list[GoldVerdict]:
    return [
        GoldVerdict(
            who=row.submitted_by,
            case=row.task_id,
            item=item,
            said=said[item].state,
            reference=agreed[item].state,
            said_fatal=said[item].fatal,
            reference_fatal=agreed[item].fatal,
        )
        for item in sorted(said.keys() & agreed.keys())
    ]


def _everything(connection: Connection) -> list[GoldInUse]:
    t = review_tasks.c
    counted = (
        sa.select(gold_tasks.c.gold_id, sa.func.count().label("mixed"), sa.func.count(t.submitted_at).label("judged"))
        .join(review_tasks, t.task_id == gold_tasks.c.task_id)
        .group_by(gold_tasks.c.gold_id)
    )
    counts = {row.gold_id: (row.mixed, row.judged) for row in connection.execute(counted)}
    return [GoldInUse(item, *counts.get(item.gold_id, (0, 0))) for item in _items(connection)]


def _items(connection: Connection) -> list[GoldItem]:
    rows = connection.execute(sa.select(table).order_by(table.c.added_at.desc(), table.c.gold_id)).mappings()
    return [GoldItem(**row) for row in rows]


def _note(
    connection: Connection, desk: JudgingDesk, gold_id: str, action: str, after: Mapping[str, object], reason: str
) -> None:
    audit.note(
        connection,
        at=desk.now,
        who=desk.person.who,
        action=f"gold_{action}",
        subject=f"gold:{gold_id}",
        before={},
        after=after,
        reason=reason,
    )
