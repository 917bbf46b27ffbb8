"""While a batch is published somebody corrects or judges one of its calls: one after the other, on both databases."""

from collections.abc import Callable
from threading import Event, Thread

import pytest
from sqlalchemy.engine import Connection, Engine

from inspection.evaluation import EvaluationStatus
from records import evaluations, publications, reviews, score_publishing
from records.database import reading, writing
from records.publication_planning import Planned
from records.score_publishing import publish_between
from tests.inspection.form_cases import MET, UNMET
from tests.inspection.publication_cases import verdict
from tests.records import review_site as site

MOMENT_S = 0.3
PATIENCE_S = 10.0
NEW = "e-lost-2"


@pytest.fixture
def month(engine: Engine) -> Engine:
    site.open_site(engine, (site.judged("clean"), []), (site.judged("lost", closing=UNMET), []))
    return engine


def correct(connection: Connection) -> None:
    """The night judges the call anew."""
    evaluations.save(connection, {("drop", "lost"): [site.judged("lost", evaluation_id=NEW)]})


def judge(connection: Connection) -> None:
    """Somebody says the closing was there."""
    said = verdict("closing", MET)
    reviews.add(connection, reviews.to_review(said, id="r1", evaluation_id="e-lost", decision="wrong"))


def publish(engine: Engine) -> dict[str, Planned]:
    zhao = site.BY_NAME["Zhao"]
    done = publish_between(
        engine, site.NIGHT, site.NIGHT, site.EVERY_RULE, site.POLICY, zhao, at=site.MORNING, reason="日结"
    )
    return {one.evaluation.evaluation_id: one for one in done}


def status_of(engine: Engine, evaluation_id: str) -> EvaluationStatus:
    with reading(engine) as connection:
        found = evaluations.find(connection, evaluation_id)
    assert found is not None
    return found.status


@pytest.mark.parametrize("act", [correct, judge])
def test_who_comes_between_reading_and_writing_waits(
    month: Engine, monkeypatch: pytest.MonkeyPatch, act: Callable[[Connection], None]
) -> None:
    done = Event()

    def come_between() -> None:
        with writing(month) as connection:
            act(connection)
        done.set()

    other, write = Thread(target=come_between), score_publishing._carry_out

    def written(*given: object, **named: object) -> None:
        other.start()
        assert not done.wait(MOMENT_S)
        write(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(score_publishing, "_carry_out", written)
    assert publish(month)["e-lost"].action == "publish"
    assert done.wait(PATIENCE_S)
    other.join()
    assert status_of(month, "e-lost") is EvaluationStatus.PUBLISHED
    monkeypatch.setattr(score_publishing, "_carry_out", write)
    again = {name: one.action.value for name, one in publish(month).items()}
    assert again == ({NEW: "publish", "e-clean": "unchanged"} if act is correct else
                     {"e-lost": "correct", "e-clean": "unchanged"})  # fmt: skip


def test_a_call_that_is_being_corrected_is_not_published_as_it_was(month: Engine) -> None:
    found: dict[str, Planned] = {}
    with writing(month) as connection:
        correct(connection)
        other = Thread(target=lambda: found.update(publish(month)))
        other.start()
        other.join(MOMENT_S)
        assert other.is_alive()  # it waits for the correction
    other.join(PATIENCE_S)
    assert {name: one.action.value for name, one in found.items()} == {"e-clean": "publish"}
    assert status_of(month, "e-lost") is EvaluationStatus.DRAFT
    assert {name: one.action.value for name, one in publish(month).items()} == {NEW: "publish", "e-clean": "unchanged"}
    with reading(month) as connection:
        assert publications.history(connection, "e-lost") == []
