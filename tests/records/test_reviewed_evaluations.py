"""Which evaluations teach: those with a verdict on an item, on words that are still the present ones."""

from dataclasses import replace

from sqlalchemy.engine import Engine

from inspection.evaluation import ItemState
from records import reviews
from records.database import reading, writing
from records.reviewed_evaluations import reviewed
from records.reviews import Review
from records.shard import save_shard
from tests.records import judged_samples as sample

VERDICT = Review(
    id="r1", evaluation_id="e-call-1", who="主管", at=sample.NOON, item="rude", state="met", points=None,
    reason_code=None, seconds_spent=None, decision=None,
)  # fmt: skip


def names(engine: Engine) -> list[tuple[str, list[ItemState]]]:
    with reading(engine) as connection:
        return [(one.evaluation_id, [v.state for v in said]) for one, said in reviewed(connection)]


def test_an_evaluation_comes_with_its_verdicts(engine: Engine) -> None:
    with writing(engine) as connection:
        save_shard(connection, [sample.judged("call-1"), sample.judged("call-2")])
        reviews.add_all(connection, [VERDICT, replace(VERDICT, id="r2", who="李", state="unmet")])
    assert names(engine) == [("e-call-1", [ItemState.MET, ItemState.UNMET])]


def test_a_remark_on_the_whole_is_no_verdict_on_an_item(engine: Engine) -> None:
    with writing(engine) as connection:
        save_shard(connection, [sample.judged("call-1")])
        reviews.add(connection, replace(VERDICT, item=None, state=None))
    assert names(engine) == []


def test_verdicts_on_words_that_were_corrected_since_are_left_out(engine: Engine) -> None:
    with writing(engine) as connection:
        save_shard(connection, [sample.judged("call-1")])
        reviews.add(connection, VERDICT)
        save_shard(connection, [sample.judged("call-1", transcript_hash="t2")])
    assert names(engine) == []
