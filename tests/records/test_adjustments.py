"""Appeals upheld after the freeze: a signed adjustment in the next open month, and not one frozen row touched."""

from datetime import date

import pytest
from sqlalchemy.engine import Engine

from inspection.freezing import Movement
from records import adjustments, audit, frozen_months, publications, reviews, rule_examples
from records.database import reading, writing
from records.frozen_comparison import comparison
from tests.inspection.form_cases import MET, UNMET
from tests.records.appeal_site import OCTOBER, call, commented, filed, later, open_centre, stored, upheld
from tests.records.test_frozen_months import by_force, freeze, verified

MONTH = "2026-09"


def ten_calls(engine: Engine) -> None:
    """Nine perfect ones and one that lost 40 points: the month's mean is 96."""
    perfect = [call(f"call-{n}", closing=MET) for n in range(2, 11)]
    open_centre(engine, call("call-1", greeting=MET), *perfect)


def test_the_difference_is_booked_with_its_sign_in_the_next_open_month(engine: Engine) -> None:
    ten_calls(engine)
    appeal = commented(engine)
    freeze(engine)
    done = upheld(engine, appeal, at=OCTOBER)
    booked = done.adjustment
    assert booked is not None
    assert (booked.frozen_month, booked.booked_month) == (MONTH, "2026-10")
    assert (booked.score_before, booked.score_after) == (60.0, 100.0)
    assert (booked.mean_before, booked.mean_after, booked.difference_points) == (96.0, 100.0, 4.0)
    assert (booked.n_before, booked.n_after, booked.agent_id) == (10, 10, "a7")
    assert booked.items == (("closing", "unmet", "met", 0.0, 40.0),)
    assert (done.score_before, done.score_after) == (60.0, 100.0)


def test_the_frozen_row_stays_and_the_correction_is_a_comparison(engine: Engine) -> None:
    ten_calls(engine)
    appeal = commented(engine)
    freeze(engine)
    upheld(engine, appeal, at=OCTOBER)
    assert stored(engine).published_score == 60.0
    assert verified(engine).is_untouched
    with reading(engine) as connection:
        assert len(publications.history(connection, "e-call-1")) == 1
        row = {c.evaluation_id: c for c in comparison(connection, MONTH)}["e-call-1"]
        assert [r.state for r in reviews.of(connection, "e-call-1")] == ["met"]  # the rule learns of it all the same
        assert len(rule_examples.in_state(connection)) == 1
        entries = audit.of(connection, "evaluation:e-call-1")
    assert (row.frozen_score, row.adjusted_score, row.booked_month, row.differs) == (60.0, 100.0, "2026-10", True)
    assert (entries[-1].action, entries[-1].after["difference_points"]) == ("adjustment", 4.0)


def test_an_appeal_may_be_filed_after_the_freeze_while_there_is_time(engine: Engine) -> None:
    ten_calls(engine)
    freeze(engine)
    appeal = filed(engine, at=later(days=1))
    assert appeal.state == "filed"
    assert verified(engine).is_untouched


def test_a_second_adjustment_goes_on_from_the_first(engine: Engine) -> None:
    open_centre(engine, call("call-1", greeting=UNMET), call("call-2", closing=MET))
    first, second = commented(engine), commented(engine, item="greeting")
    freeze(engine)
    one = upheld(engine, first, at=OCTOBER).adjustment
    two = upheld(engine, second, at=OCTOBER).adjustment
    assert one is not None
    assert two is not None
    assert (one.score_before, one.score_after, one.difference_points) == (0.0, 40.0, 20.0)
    assert (two.score_before, two.score_after, two.difference_points) == (40.0, 100.0, 30.0)
    assert one.mean_after == two.mean_before == 70.0


def test_a_whole_interaction_taken_out_counts_for_nobody(engine: Engine) -> None:
    ten_calls(engine)
    appeal = commented(engine, item=None, ground="not_me")
    freeze(engine)
    booked = upheld(engine, appeal, at=OCTOBER).adjustment
    assert booked is not None
    assert (booked.score_after, booked.n_before, booked.n_after) == (None, 10, 9)
    assert booked.difference_points == 4.0


def test_frozen_months_in_between_are_skipped_and_a_booked_month_is_sealed_with_its_adjustments(engine: Engine) -> None:
    ten_calls(engine)
    appeal = commented(engine)
    freeze(engine)
    freeze(engine, "2026-10")
    booked = upheld(engine, appeal, at=OCTOBER).adjustment
    assert booked is not None
    assert booked.booked_month == "2026-11"
    with writing(engine) as connection:
        frozen_months.freeze(connection, "2026-11", who="主管", at=OCTOBER.replace(month=12), reason="结算")
        assert adjustments.in_month(connection, "2026-11") == [booked]
        found = frozen_months.verify(connection, "2026-11")
    assert (found.compared, found.is_untouched) == (1, True)
    by_force(engine, _raise_it())
    with reading(engine) as connection:
        (moved,) = frozen_months.verify(connection, "2026-11").moved
    assert (moved.key, moved.movement) == (f"adjustment:{booked.adjustment_id}", Movement.CHANGED)


def _raise_it() -> object:
    import sqlalchemy as sa

    from records.appeal_tables import adjustments as table

    return sa.update(table).values(difference_points=40.0)


@pytest.mark.parametrize("month", ["2026-09"])
def test_the_month_of_an_adjustment_is_that_of_the_business_date(engine: Engine, month: str) -> None:
    ten_calls(engine)
    appeal = commented(engine)
    freeze(engine)
    booked = upheld(engine, appeal, at=OCTOBER).adjustment
    assert booked is not None
    assert stored(engine).business_date == date(2026, 9, 1)
    assert booked.frozen_month == month
