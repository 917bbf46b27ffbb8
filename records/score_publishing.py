"""Publishing scores (公布成绩): first what would be published and what is held why, then doing it, batch by batch.

A published score moves again only when people correct a verdict: rules that gain or lose trust later change nothing of
it. A run that was killed goes on where it stopped; a second run publishes nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.engine import Connection, Engine

from inspection.errors import RecordsError
from inspection.evaluation import Evaluation, EvaluationStatus
from inspection.evaluation_steps import check_move
from inspection.item_verdicts import ItemVerdict, Stage
from inspection.people import Person
from inspection.plain_publication import PlainPublishing
from inspection.publication import Hold, HoldReason, Publication, published
from inspection.recognition_fit import WeakHearing, counted_alone, is_weakly_heard
from inspection.review_policy import ReviewPolicy
from inspection.review_steps import ReviewStep, demand_step
from records import evaluations, publication_candidates, publications, recognition_fits, reviews
from records.by_interaction import partitions
from records.database import reading, writing
from records.evaluations import Change
from records.publication_candidates import Candidate
from records.publications import StoredPublication
from records.score_bases import KeptBases

AT_ONCE = 1000


class Action(StrEnum):
    """What publishing does to an evaluation now."""

    PUBLISH = "publish"
    CORRECT = "correct"
    HOLD = "hold"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One evaluation: what would be done, and why not.

    `now` is None without a basis to compute by, and for what was published before and nobody has spoken of since.
    Where no person has spoken its items come without reasons and evidence.

    `score_before` is what stands published; `verdicts` how many verdicts of people there are.
    """

    evaluation: Candidate
    action: Action
    now: Publication | None
    hold: Hold | None
    verdicts: int = 0

    @property
    def score_before(self) -> float | None:
        """The score that is published already, 0-100."""
        return self.evaluation.published_score


def plan(connection: Connection, first: date, last: date, trusted: Collection[str]) -> Iterator[Planned]:
    """What publishing the current evaluations of the business dates (both included) would do; changes nothing.

    Appealed, final and frozen evaluations are left out: only their own procedure moves them.
    """
    waiting = publication_candidates.waiting(connection, first, last)
    yield from _left_alone(connection, first, last, waiting)
    publishing = _Publishing(connection, trusted, {})
    for batch in partitions(waiting, AT_ONCE):
        yield from publishing.planned(publication_candidates.read(connection, batch))


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
        waiting = publication_candidates.waiting(connection, first, last)
        yield from _left_alone(connection, first, last, waiting)
    remembered: Remembered = {}
    for batch in partitions(waiting, AT_ONCE):
        with writing(engine) as connection:
            many = publication_candidates.read(connection, batch, for_change=True)
            publishing = _Publishing(connection, trusted, remembered)
            done = list(publishing.planned(many))
            _carry_out(connection, done, publishing.before, who=person.who, at=at, reason=reason)
        yield from done


def republish(
    connection: Connection,
    evaluation_id: str,
    *,
    status: EvaluationStatus,
    who: str,
    at: datetime,
    reason: str,
    taken_out: bool = False,
) -> Publication:
    """Publish one evaluation anew after a decision on it (an appeal) and move it to `status`.

    The caller has checked who may, and has stored the decision among the reviews before.
    Which rules count stays as it was first published. `taken_out`: the interaction counts for nobody, and no score may
    be left to publish. Raises RecordsError when it was never published, when the move is not allowed, or when the
    score is held now.
    """
    found = evaluations.find(connection, evaluation_id)
    last = publications.latest(connection, [evaluation_id]).get(evaluation_id)
    if found is None or last is None:
        raise RecordsError("it was never published", "publish it first", where=evaluation_id, code="not_published")
    check_move(found.status, status, where=evaluation_id)
    basis = KeptBases(connection).of(found)
    if basis is None:
        raise RecordsError("the form it was scored by is not kept", "see mingjian publish-scores", where=evaluation_id)
    verdicts = reviews.verdicts_on(connection, [found])[evaluation_id]
    now = published(found, basis, verdicts, publications.counted_rules(found, last))
    if now.hold is not None and not (taken_out and now.hold.reason is HoldReason.TOO_LITTLE):
        why = f"the score is held: {now.hold.reason} ({', '.join(now.hold.items)})"
        raise RecordsError(why, "decide those items first", where=evaluation_id, code="held")
    _write(connection, found, now, last, status=status, who=who, at=at, reason=reason)
    return now


Remembered = dict[tuple[str, str, str, str, bool], list[PlainPublishing]]


class _Publishing:
    """Works out what publishing does to evaluations, within one transaction; `before` is what stood published.

    `remembered` is what items come to, from batch to batch: a kept basis never changes.
    """

    def __init__(self, connection: Connection, trusted: Collection[str], remembered: Remembered) -> None:
        self._connection, self._trusted = connection, trusted
        self._bases = KeptBases(connection)
        self._weak: WeakHearing = recognition_fits.weak_hearing(connection)
        self._plain = remembered
        self.before: dict[str, StoredPublication] = {}

    def planned(self, many: Sequence[Candidate]) -> Iterator[Planned]:
        """What would be done to each: the short way where nobody has spoken, else by the full computation."""
        spoken = reviews.verdicts_on(self._connection, many)
        self.before |= publications.latest(self._connection, [one.evaluation_id for one in many])
        untouched = {
            one.evaluation_id for one in many
            if one.evaluation_id not in self.before and not _counting(spoken[one.evaluation_id])
        }  # fmt: skip
        items = publication_candidates.plain_items(self._connection, sorted(untouched))
        short = {one.evaluation_id: self._shortly(one, items[one.evaluation_id])
                 for one in many if one.evaluation_id in untouched}  # fmt: skip
        rest = [one.evaluation_id for one in many if short.get(one.evaluation_id) is None]
        whole = {one.evaluation_id: one for one in evaluations.find_all(self._connection, rest)}
        for one in many:
            now = short.get(one.evaluation_id)
            verdicts = spoken[one.evaluation_id]
            if now is None:
                now = self._fully(whole[one.evaluation_id], verdicts)
            yield self._said(one, now, len(verdicts))

    def _said(self, one: Candidate, now: Publication | None, verdicts: int) -> Planned:
        if now is None:
            hold = Hold(HoldReason.NO_BASIS)
            return Planned(evaluation=one, action=Action.HOLD, now=None, hold=hold, verdicts=verdicts)
        action = _action(now, self.before.get(one.evaluation_id))
        return Planned(evaluation=one, action=action, now=now, hold=now.hold, verdicts=verdicts)

    def _shortly(self, one: Candidate, items: Sequence[tuple[Any, ...]]) -> Publication | None:
        weakly = is_weakly_heard(one.channel, one.queue, self._weak)
        key = (one.rulebook_hash, one.form_id, one.form_version, one.channel, weakly)
        if key not in self._plain:
            known = self._bases.candidates(*key[:3])
            self._plain[key] = [PlainPublishing(b, one.channel, self._trusted, heard_weakly=weakly) for b in known]
        found = (publishing.of(one.evaluation_id, one, items) for publishing in self._plain[key])
        return next((now for now in found if now is not None), None)

    def _fully(self, evaluation: Evaluation, verdicts: Sequence[ItemVerdict]) -> Publication | None:
        basis, last = self._bases.of(evaluation), self.before.get(evaluation.evaluation_id)
        if basis is None:
            return None
        if last is None:
            counted = counted_alone(evaluation, self._trusted, self._weak)
        else:
            counted = publications.counted_rules(evaluation, last)
        return published(evaluation, basis, verdicts, counted)


def _counting(verdicts: Iterable[ItemVerdict]) -> bool:
    """Whether any of them counts for a score: what an older inspection said never does."""
    return any(verdict.stage is not Stage.IMPORTED for verdict in verdicts)


def _action(now: Publication, last: StoredPublication | None) -> Action:
    if now.hold is not None:
        return Action.HOLD
    if last is None:
        return Action.PUBLISH
    return Action.UNCHANGED if publications.content_hash(now) == last.content_hash else Action.CORRECT


def _left_alone(connection: Connection, first: date, last: date, waiting: Iterable[str]) -> Iterator[Planned]:
    """What was published and nobody has said a word about since: nothing of it can have moved."""
    for one in publication_candidates.settled_before(connection, first, last, frozenset(waiting)):
        yield Planned(evaluation=one, action=Action.UNCHANGED, now=None, hold=None)


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
