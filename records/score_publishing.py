"""Publishing scores (公布成绩), batch by batch; what would be published, and what is held why: publication_planning.py.

A published score moves again only when people correct a verdict: rules that gain or lose trust later change nothing of
it. A run that was killed goes on where it stopped; a second run publishes nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.engine import Connection, Engine

from inspection.errors import RecordsError
from inspection.evaluation import Evaluation, EvaluationStatus
from inspection.evaluation_steps import check_move
from inspection.people import Person
from inspection.publication import Publication, published
from inspection.review_policy import ReviewPolicy
from inspection.review_steps import ReviewStep, demand_step
from records import evaluations, publication_candidates, publications, reviews
from records.by_interaction import partitions
from records.database import reading, writing
from records.evaluations import Change
from records.publication_planning import Action, Planned, Planning, Remembered, left_alone
from records.publications import StoredPublication
from records.score_bases import KeptBases

AT_ONCE = 1000


def publish_between(
    engine: Engine,
    first: date,
    last: date,
    trusted: Collection[str],
    policy: ReviewPolicy,
    person: Person,
    *,
    at: datetime,
    reason: str,
) -> Iterator[Planned]:
    """Publish what can be published, in transactions of AT_ONCE evaluations; yields what was done to each.

    Raises AccessRefused for who may not publish.
    """
    demand_step(policy.steps, ReviewStep.PUBLISH, person)
    with reading(engine) as connection:
        waiting = publication_candidates.waiting(connection, first, last).ids
        yield from left_alone(connection, first, last, waiting)
    for batch in publish_in_batches(engine, waiting, trusted, policy, person, at=at, reason=reason):
        yield from batch.done


@dataclass(frozen=True, slots=True)
class Batch:
    """One committed transaction: the evaluations looked at, and what was done to those that could still move."""

    looked_at: Sequence[str]
    done: Sequence[Planned]


def publish_in_batches(
    engine: Engine,
    evaluation_ids: Iterable[str],
    trusted: Collection[str],
    policy: ReviewPolicy,
    person: Person,
    *,
    at: datetime,
    reason: str,
) -> Iterator[Batch]:
    """Publish what can be published of these, one transaction at a time: whoever stops asking stops safely.

    Raises AccessRefused for who may not publish.
    """
    demand_step(policy.steps, ReviewStep.PUBLISH, person)
    remembered: Remembered = {}
    for batch in partitions(evaluation_ids, AT_ONCE):
        with writing(engine) as connection:
            many = publication_candidates.read(connection, batch, for_change=True)
            publishing = Planning(connection, trusted, remembered)
            done = list(publishing.planned(many))
            _carry_out(connection, done, publishing.before, who=person.who, at=at, reason=reason)
        yield Batch(batch, done)


def republish(
    connection: Connection,
    evaluation_id: str,
    *,
    status: EvaluationStatus,
    who: str,
    at: datetime,
    reason: str,
    decided: Publication | None = None,
) -> Publication:
    """Publish one evaluation anew after a decision on it (an appeal) and move it to `status`.

    The caller has checked who may, and has stored the decision among the reviews before. `decided` is what the decision
    makes of it, which nothing holds back; without it what people have said by now is published, and which rules count
    stays as it was first published. Raises RecordsError when it was never published, when the move is not allowed, or
    when the score is held now.
    """
    found = evaluations.find(connection, evaluation_id)
    last = publications.latest(connection, [evaluation_id]).get(evaluation_id)
    if found is None or last is None:
        raise RecordsError("it was never published", "publish it first", where=evaluation_id, code="not_published")
    check_move(found.status, status, where=evaluation_id)
    now = decided or _said_by_now(connection, found, last)
    if now.hold is not None:
        why = f"the score is held: {now.hold.reason} ({', '.join(now.hold.items)})"
        raise RecordsError(why, "decide those items first", where=evaluation_id, code="held")
    _write(connection, found, now, last, status=status, who=who, at=at, reason=reason)
    return now


def _said_by_now(connection: Connection, evaluation: Evaluation, last: StoredPublication) -> Publication:
    name = evaluation.evaluation_id
    basis = KeptBases(connection).of(evaluation)
    if basis is None:
        raise RecordsError("the form it was scored by is not kept", "see mingjian publish-scores", where=name)
    verdicts = reviews.verdicts_on(connection, [evaluation])[name]
    return published(evaluation, basis, verdicts, publications.counted_rules(evaluation, last))


def _carry_out(
    connection: Connection,
    many: Sequence[Planned],
    before: Mapping[str, StoredPublication],
    *,
    who: str,
    at: datetime,
    reason: str,
) -> None:
    """All new publications, then all columns that follow them: a few statements for the whole batch."""
    moving = [(one.evaluation, one.now) for one in many if one.now and one.action in (Action.PUBLISH, Action.CORRECT)]
    held = [(one.evaluation, one.now) for one in many if one.now is not None and one.action is Action.HOLD]
    status = EvaluationStatus.PUBLISHED
    rows = [
        publications.stored(
            now, number=_next_number(before.get(now.evaluation_id)), status=status, who=who, at=at, reason=reason
        )
        for _, now in moving
    ]
    publications.append(connection, rows)
    changes = [(one, _published_columns(now, status)) for one, now in moving]
    evaluations.change_many(connection, changes, who=who, at=at, reason=reason)
    evaluations.change_many(
        connection, [(one, _human_columns(now)) for one, now in held], who=who, at=at, reason="review"
    )


def _write(
    connection: Connection,
    evaluation: Evaluation,
    now: Publication,
    last: StoredPublication | None,
    *,
    status: EvaluationStatus,
    who: str,
    at: datetime,
    reason: str,
) -> None:
    number = _next_number(last)
    row = publications.stored(now, number=number, status=status, who=who, at=at, reason=reason)
    publications.append(connection, [row])
    evaluations.change_known(connection, evaluation, _published_columns(now, status), who=who, at=at, reason=reason)


def _next_number(last: StoredPublication | None) -> int:
    return 1 if last is None else last.number + 1


def _published_columns(now: Publication, status: EvaluationStatus) -> Change:
    scores = {"human_score": now.human_score, "published_score": now.published_score}
    return Change(
        status=status,
        fatal_confirmed=now.fatal_confirmed,
        cleared=frozenset(name for name, score in scores.items() if score is None),
        **scores,
    )


def _human_columns(now: Publication) -> Change:
    """A held score has no published column; what people said of it is shown all the same."""
    return Change(
        human_score=now.human_score,
        fatal_confirmed=now.fatal_confirmed,
        cleared=frozenset({"human_score"} if now.human_score is None else ()),
    )
