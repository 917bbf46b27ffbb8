"""What publishing would do to evaluations (公布预演): the score people and trusted rules give, or why it is held.

Nothing is written here; what is published, and when, is in score_publishing.py.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy.engine import Connection

from inspection.evaluation import Evaluation
from inspection.item_verdicts import ItemVerdict, Stage
from inspection.plain_publication import PlainPublishing
from inspection.publication import Hold, HoldReason, Publication, published
from inspection.recognition_fit import WeakHearing, counted_alone, is_weakly_heard
from records import evaluations, publication_candidates, publications, recognition_fits, reviews
from records.by_interaction import partitions
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
    waiting = publication_candidates.waiting(connection, first, last).ids
    yield from left_alone(connection, first, last, waiting)
    yield from plan_of(connection, waiting, trusted)


def plan_of(connection: Connection, evaluation_ids: Iterable[str], trusted: Collection[str]) -> Iterator[Planned]:
    """What publishing these evaluations would do, worked out AT_ONCE at a time as it is asked for."""
    publishing = Planning(connection, trusted, {})
    for batch in partitions(evaluation_ids, AT_ONCE):
        yield from publishing.planned(publication_candidates.read(connection, batch))


def left_alone(connection: Connection, first: date, last: date, waiting: Iterable[str]) -> Iterator[Planned]:
    """What was published and nobody has said a word about since: nothing of it can have moved."""
    for one in publication_candidates.settled_before(connection, first, last, frozenset(waiting)):
        yield Planned(evaluation=one, action=Action.UNCHANGED, now=None, hold=None)


Remembered = dict[tuple[str, str, str, str, bool], list[PlainPublishing]]


class Planning:
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
