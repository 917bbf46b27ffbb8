"""A published score with all it rests on (公布成绩及其依据): what an appeal looks at before anybody decides."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.engine import Connection

from inspection.errors import RecordsError
from inspection.evaluation import Evaluation
from inspection.item_verdicts import ItemVerdict
from inspection.publication import Publication, published
from inspection.score_basis import ScoreBasis
from records import evaluations, publications, reviews
from records.publications import StoredPublication
from records.review_sheets import basis_of

BY_APPEAL = "appeal:"
"""What the reason of a publication begins with that an appeal brought about: it opens no new time to appeal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedCase:
    """An evaluation, its basis, what people said of it, and what is published now.

    `since` is when it was last published by anything but an appeal; `trusted` the rule versions that counted then;
    `now` the publication as it computes with the verdicts so far.
    """

    evaluation: Evaluation
    basis: ScoreBasis
    verdicts: tuple[ItemVerdict, ...]
    trusted: frozenset[str]
    last: StoredPublication
    since: datetime
    now: Publication


def published_case(connection: Connection, evaluation_id: str) -> PublishedCase:
    """The case of an evaluation.

    Raises RecordsError: `unknown`, `not_published` for one that never was, `no_basis` when what it was scored by is
    not kept.
    """
    evaluation = evaluations.find(connection, evaluation_id)
    if evaluation is None:
        raise RecordsError(
            "there is no such evaluation", "check the evaluation_id", where=evaluation_id, code="unknown"
        )
    every = publications.history(connection, evaluation_id)
    if not every:
        raise RecordsError(
            f"it is not published (it is a {evaluation.status})",
            "wait until it is: an appeal is against a published score",
            where=evaluation_id,
            code="not_published",
        )
    basis = basis_of(connection, evaluation)
    verdicts = reviews.verdicts_on(connection, [evaluation])[evaluation_id]
    trusted = publications.counted_rules(evaluation, every[-1])
    opening = [one for one in every if not one.reason.startswith(BY_APPEAL)]
    return PublishedCase(
        evaluation=evaluation,
        basis=basis,
        verdicts=verdicts,
        trusted=trusted,
        last=every[-1],
        since=(opening or every)[-1].at,
        now=published(evaluation, basis, verdicts, trusted),
    )
