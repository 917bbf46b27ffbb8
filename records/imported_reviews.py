"""Older human scores beside ours: matched to the evaluation they speak of, kept once, never part of a score."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.engine import Connection

from inspection.evaluation import Evaluation, ItemState
from inspection.formats.old_reviews import BadRow, OldReviews, OldScore, OldVerdict
from inspection.item_verdicts import ItemVerdict, Stage, machine_was
from inspection.people import Person
from inspection.review_policy import ReviewPolicy
from inspection.review_steps import ReviewStep, demand_step
from inspection.side_by_side import Pair, ScorePair, combined
from inspection.stable_ids import stable_id
from records import audit, evaluations, reviews
from records.by_interaction import Key
from records.reviews import Review


@dataclass(frozen=True, slots=True)
class Matched:
    """What was matched: pairs to compare, rows to keep, and rows that match nothing."""

    pairs: tuple[Pair, ...]
    scores: tuple[ScorePair, ...]
    rows: tuple[Review, ...]
    unmatched: tuple[BadRow, ...]


def match(connection: Connection, old: OldReviews, source: str, *, now: datetime) -> Matched:
    """Bring older verdicts together with the current evaluations; `source` where the file does not say one."""
    said: tuple[OldVerdict | OldScore, ...] = (*old.verdicts, *old.scores)
    keys = sorted({(one.source or source, one.interaction_id) for one in said})
    found = evaluations.current_of(connection, keys)
    pairs: list[Pair] = []
    scores: list[ScorePair] = []
    rows: list[Review] = []
    unmatched: list[BadRow] = []
    for verdict in old.verdicts:
        evaluation = _the_one(found, verdict, source)
        problem = evaluation if isinstance(evaluation, BadRow) else _unknown_item(evaluation, verdict)
        if problem is not None:
            unmatched.append(problem)
        elif isinstance(evaluation, Evaluation):
            pairs.append(_pair(evaluation, verdict))
            rows += _labels(evaluation, verdict, now)
    for total in old.scores:
        evaluation = _the_one(found, total, source)
        if isinstance(evaluation, BadRow):
            unmatched.append(evaluation)
        else:
            scores.append(ScorePair(human=total.points, machine=evaluation.machine_score))
            rows.append(_total(evaluation, total, now))
    by_row = {row.number: row for row in unmatched}
    return Matched(tuple(pairs), tuple(scores), tuple(rows), tuple(by_row[n] for n in sorted(by_row)))


def keep(
    connection: Connection, matched: Matched, policy: ReviewPolicy, person: Person, *, now: datetime, file: str
) -> int:
    """Keep the matched verdicts among the reviews, as `imported`; returns how many are new.

    They are labels for comparing and learning; no score, standing of an evaluation or queue follows from them. The
    same row imported again is the same; a corrected one is a later word. Raises AccessRefused for who may not.
    """
    demand_step(policy.steps, ReviewStep.IMPORT, person)
    known = _known_ids(connection, matched.rows)
    fresh = [row for row in matched.rows if row.id not in known]
    reviews.add_all(connection, fresh)
    if fresh:
        audit.note(
            connection,
            at=now,
            who=person.who,
            action="import",
            subject="reviews",
            before={},
            after={"rows": len(fresh), "file": file},
            reason="older human scores",
        )
    return len(fresh)


def _known_ids(connection: Connection, rows: Iterable[Review]) -> set[str]:
    return {review.id for e in sorted({row.evaluation_id for row in rows}) for review in reviews.of(connection, e)}


def _the_one(found: Mapping[Key, Sequence[Evaluation]], one: OldVerdict | OldScore, source: str) -> Evaluation | BadRow:
    """The evaluation a row speaks of: of its agent where one is named, else the only one."""
    key = (one.source or source, one.interaction_id)
    many = found.get(key, ())
    if not many:
        return BadRow(one.row, "", "not_found", f"there is no evaluation of {key[0]}/{key[1]}")
    of_agent = [e for e in many if one.agent_id is None or e.agent_id == one.agent_id]
    if len(of_agent) == 1:
        return of_agent[0]
    if not of_agent:
        return BadRow(one.row, "", "other_agent", f"{one.interaction_id} was not served by agent {one.agent_id}")
    return BadRow(one.row, "", "several_agents", f"{one.interaction_id} has {len(many)} agents: say which (agent_id)")


def _unknown_item(evaluation: Evaluation, verdict: OldVerdict) -> BadRow | None:
    listed = {item.id for item in evaluation.items}
    missing = [item_id for item_id in verdict.items if item_id not in listed]
    if not missing:
        return None
    return BadRow(verdict.row, "", "no_such_item", f"the evaluation of {verdict.interaction_id} has no '{missing[0]}'")


def _pair(evaluation: Evaluation, verdict: OldVerdict) -> Pair:
    machine = combined([evaluation.item(item_id).state for item_id in verdict.items])
    return Pair(item=verdict.name, ids=verdict.items, human=verdict.state, machine=machine)


def _labels(evaluation: Evaluation, verdict: OldVerdict, now: datetime) -> list[Review]:
    """One label per item; an old item that asked for several tells of each of them only when it was met."""
    if len(verdict.items) > 1 and verdict.state is ItemState.UNMET:
        return []
    points = verdict.points if len(verdict.items) == 1 else None
    return [_label(evaluation, item_id, verdict, points, now) for item_id in verdict.items]


def _label(evaluation: Evaluation, item_id: str, old: OldVerdict, points: float | None, now: datetime) -> Review:
    verdict = ItemVerdict(
        item=item_id, state=old.state, who=old.who, at=old.at or now, stage=Stage.IMPORTED, points=points
    )
    said = f"{old.state.value}:{points}:{old.at.isoformat() if old.at else ''}"
    return reviews.to_review(
        verdict,
        id=stable_id("import", evaluation.evaluation_id, item_id, old.who, said),
        evaluation_id=evaluation.evaluation_id,
        decision=machine_was(evaluation.item(item_id), verdict).value,
        selection=Stage.IMPORTED.value,
    )


def _total(evaluation: Evaluation, old: OldScore, now: datetime) -> Review:
    said = f"{old.points}:{old.at.isoformat() if old.at else ''}"
    return Review(
        id=stable_id("import", evaluation.evaluation_id, None, old.who, said),
        evaluation_id=evaluation.evaluation_id,
        who=old.who,
        at=old.at or now,
        item=None,
        state=None,
        points=old.points,
        reason_code=None,
        seconds_spent=None,
        decision=None,
        stage=Stage.IMPORTED.value,
        selection=Stage.IMPORTED.value,
    )
