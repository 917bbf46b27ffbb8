"""Reviews are kept as they were given; appeals move on under their id."""

from dataclasses import replace

import pytest
from sqlalchemy.engine import Engine

from inspection.errors import RecordsError
from records import appeals, reviews
from records.database import writing
from records.shard import save_shard
from tests.records import judged_samples as sample

APPEAL = appeals.Appeal(
    id="a1", evaluation_id="e1", who="a7", at=sample.NOON, item="rude", state="open", points=None,
    reason_code="not_me", seconds_spent=None, decision=None,
)  # fmt: skip
REVIEW = reviews.Review(
    id="r1", evaluation_id="e1", who="主管", at=sample.NOON, item="rude", state="met", points=10.0,
    reason_code="not_me", seconds_spent=None, decision=None,
)  # fmt: skip


def test_an_appeal_moves_on_under_its_id(engine: Engine) -> None:
    with writing(engine) as connection:
        save_shard(connection, [sample.judged("call-1", sample.evaluation("e1"))])
        appeals.save(connection, APPEAL)
        decided = replace(APPEAL, state="decided", decision="upheld")
        appeals.save(connection, decided)
        assert appeals.of(connection, "e1") == [decided]
        assert appeals.of(connection, "e2") == []


def test_a_review_stays_as_it_was_given(engine: Engine) -> None:
    with writing(engine) as connection:
        save_shard(connection, [sample.judged("call-1", sample.evaluation("e1"))])
        reviews.add(connection, REVIEW)
        reviews.add(connection, replace(REVIEW, points=0.0))
        assert reviews.of(connection, "e1") == [REVIEW]


def test_an_appeal_against_nothing_is_refused(engine: Engine) -> None:
    with pytest.raises(RecordsError), writing(engine) as connection:
        appeals.save(connection, APPEAL)
