"""An upheld appeal corrects the published score whatever is open beside it: what was published is not held back."""

import pytest
from sqlalchemy.engine import Engine

from inspection.evaluation import EvaluationStatus, ItemState
from inspection.item_verdicts import ItemVerdict
from records import publications, reviews
from records.database import reading, writing
from records.publication_planning import Action, plan
from tests.inspection.form_cases import MET, UNMET
from tests.records.appeal_site import call, commented, later, publish, rejected, stored, upheld
from tests.records.review_site import NIGHT, open_site, say

NO_RULE: frozenset[str] = frozenset()


def judged_by_people(engine: Engine, *items: tuple[str, ItemState], rude: ItemState = MET) -> None:
    """The call as people judged it, published at a site where no rule counts."""
    open_site(engine, (call(rude=rude), []))
    with writing(engine) as connection:
        for item, state in items:
            say(connection, "e-call-1", item, state, fatal=item == "rude" and state is UNMET)
    publish(engine, trusted=NO_RULE)


def disagrees(engine: Engine, item: str, state: ItemState) -> None:
    """Li says otherwise, half an hour after the publication."""
    verdict = ItemVerdict(item=item, state=state, who="Li", at=later(hours=0.5), reason_code="other")
    with writing(engine) as connection:
        one = reviews.to_review(verdict, id=f"li-{item}", evaluation_id="e-call-1", decision="wrong")
        reviews.add(connection, one)


def published_scores(engine: Engine) -> list[float | None]:
    with reading(engine) as connection:
        return [row.published_score for row in publications.history(connection, "e-call-1")]


def test_a_zero_for_a_fatal_does_not_stay_because_no_rule_counts_for_the_rest(engine: Engine) -> None:
    judged_by_people(engine, ("rude", UNMET), rude=UNMET)
    assert published_scores(engine) == [0.0]
    done = upheld(engine, commented(engine, item="rude"))
    assert (done.score_before, done.score_after) == (0.0, None)  # too little is judged for a percentage
    now = stored(engine)
    assert (now.published_score, now.fatal_confirmed, now.status) == (None, False, EvaluationStatus.PUBLISHED)
    assert published_scores(engine) == [0.0, None]
    with writing(engine) as connection:  # a reviewer judges the rest, and the next publication gives a score again
        say(connection, "e-call-1", "greeting", MET, at=later(hours=2))
        say(connection, "e-call-1", "closing", UNMET, at=later(hours=2))
    publish(engine, later(hours=3), trusted=NO_RULE)
    assert published_scores(engine) == [0.0, None, 60.0]


@pytest.mark.parametrize("says", [UNMET, ItemState.NOT_APPLICABLE])
def test_a_dispute_about_another_item_since_neither_blocks_nor_costs(engine: Engine, says: ItemState) -> None:
    judged_by_people(engine, ("greeting", MET), ("closing", UNMET))
    disagrees(engine, "greeting", says)
    done = upheld(engine, commented(engine))
    assert (done.score_before, done.score_after, stored(engine).published_score) == (60.0, 100.0, 100.0)
    with reading(engine) as connection:
        (now,) = plan(connection, NIGHT, NIGHT, NO_RULE)
    assert (now.action, now.score_before) == (Action.HOLD, 100.0)  # the dispute waits for its adjudicator as ever


def test_a_dispute_that_began_since_leaves_the_score_of_a_rejected_appeal(engine: Engine) -> None:
    judged_by_people(engine, ("greeting", MET), ("closing", UNMET))
    disagrees(engine, "greeting", UNMET)
    done = rejected(engine, commented(engine))
    assert (done.appeal.state, done.score_after) == ("rejected", 60.0)
    assert published_scores(engine) == [60.0, 60.0]


def test_a_dispute_about_the_appealed_item_itself_ends_with_the_appeal(engine: Engine) -> None:
    judged_by_people(engine, ("greeting", MET), ("closing", UNMET))
    appeal = commented(engine)
    disagrees(engine, "closing", MET)
    assert upheld(engine, appeal).score_after == 100.0
    with reading(engine) as connection:
        (now,) = plan(connection, NIGHT, NIGHT, NO_RULE)
    assert now.action is Action.UNCHANGED
