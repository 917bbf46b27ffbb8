"""What reviewers said first, ready to be compared."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.engine import Engine

from inspection.errors import AccessRefused
from inspection.flags import Selection
from records import reviews
from records.database import reading, writing
from records.judges.reviewer_verdicts import drift_until, second_agreement, verdicts_between
from records.review_submitting import correct, submit
from records.review_taking import take_task
from records.reviews import Review
from tests.inspection.form_cases import MET, UNMET
from tests.records import review_site as site
from tests.records.judges.judging_site import desk, full_form
from tests.records.review_site import says
from tests.records.test_review_submitting import waiting

ZONE = ZoneInfo("Asia/Shanghai")
DAY = (site.DAY_BEGAN, site.DAY_BEGAN + timedelta(days=1))


def review(number: int, who: str, state: str, **changes: object) -> Review:
    known: dict[str, object] = {
        "id": f"r{number}{who}{state}", "evaluation_id": f"e-c{number}", "who": who, "at": site.MORNING,
        "item": "closing", "state": state, "points": None, "reason_code": None, "seconds_spent": None,
        "decision": "right", "stage": "review", "selection": "random", "probability": 0.1,
    }  # fmt: skip
    return Review(**(known | changes))  # type: ignore[arg-type]


@pytest.fixture
def centre(engine: Engine) -> Engine:
    site.open_site(engine, *((site.judged(f"c{n}", closing=UNMET), []) for n in range(6)))
    return engine


def test_a_verdict_carries_what_makes_it_comparable(centre: Engine) -> None:
    with writing(centre) as connection:
        reviews.add_all(connection, [
            review(1, "Wang", "unmet"), review(2, "Li", "met", selection="risk"),
            review(3, "Li", "unmet", stage="second", selection="second"),
        ])  # fmt: skip
        found = verdicts_between(connection, *DAY, ZONE)
    assert [(v.who, v.interaction, v.stratum, v.breach) for v in sorted(found, key=lambda v: str(v.interaction))] == [
        ("Wang", ("drop", "c1"), ("closing", "unmet", "phone", True), True),
        ("Li", ("drop", "c2"), ("closing", "unmet", "phone", False), False),
        ("Li", ("drop", "c3"), ("closing", "unmet", "phone", True), True),
    ]
    assert found[0].on.isoformat() == "2026-09-02"


def test_corrections_appeals_and_what_was_picked_by_hand_are_left_out(centre: Engine) -> None:
    later = site.MORNING + timedelta(minutes=5)
    with writing(centre) as connection:
        reviews.add_all(connection, [
            review(1, "Wang", "unmet"), review(1, "Wang", "met", at=later),
            *(review(2, "Li", "met", stage=stage) for stage in ("manual", "appeal", "adjudication", "imported")),
            review(3, "Li", "needs_human"),
            review(4, "Li", "met", at=datetime(2026, 8, 1, tzinfo=UTC)),
        ])  # fmt: skip
        found = verdicts_between(connection, *DAY, ZONE)
    assert [(v.who, v.breach) for v in found] == [("Wang", True)]


def test_drift_is_for_supervisors(centre: Engine) -> None:
    with reading(centre) as connection:
        assert drift_until(connection, desk("Zhao"), DAY[1], ZONE) == ()
        with pytest.raises(AccessRefused):
            drift_until(connection, desk("Wang"), DAY[1], ZONE)


def test_second_reviews_agree_item_by_item_by_first_words(engine: Engine) -> None:
    calls = [(site.judged(f"c{n}", closing=UNMET), [site.flag(f"c{n}", Selection.RANDOM)]) for n in range(2)]
    site.open_site(engine, *calls)
    policy = site.ALWAYS_SECOND
    for who, minutes in (("Wang", 1), ("Li", 10)):
        for queued in waiting(engine):
            with writing(engine) as connection:
                take_task(connection, site.desk(who, minutes=minutes, policy=policy), queued.task.task_id)
                given = full_form(closing=MET if who == "Li" and queued.task.interaction_id == "c1" else UNMET)
                at = site.desk(who, minutes=minutes + 1, policy=policy)
                submit(connection, at, queued.task.task_id, given, site.EVERY_RULE)
                last = queued.task.task_id
    with writing(engine) as connection:
        correct(connection, site.desk("Li", minutes=20), last, [says("greeting", UNMET, "context")], site.EVERY_RULE)
        found = dict(
            second_agreement(connection, site.NIGHT, site.NIGHT, site.desk("Zhao", minutes=30), minimum_cases=1)
        )
    assert {item: one.observed.value for item, one in found.items()} == {"greeting": 1.0, "closing": 0.5, "rude": 1.0}
