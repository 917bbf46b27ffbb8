"""What waits in the morning, counted: open, one's own (given or held), and what is late."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from inspection.people import PersonRole
from records import people, waiting_counts
from records.database import reading, writing
from records.review_tables import review_reservations, review_tasks
from records.waiting_counts import ReviewsWaiting
from tests.inspection.form_cases import UNMET
from tests.records.review_site import MORNING, STAFF, fatal_flag, judged, open_site

LATER = MORNING + timedelta(minutes=30)


@pytest.fixture
def three_reviews(engine: Engine) -> Engine:
    """Three reviews nobody has taken: a, b and c."""
    open_site(engine, *((judged(name, rude=UNMET), [fatal_flag(name)]) for name in ("a", "b", "c")))
    with writing(engine) as connection:
        connection.execute(sa.update(review_tasks).values(assignee=None, due_at=LATER))
    return engine


def change(engine: Engine, interaction_id: str, **values: object) -> None:
    with writing(engine) as connection:
        chosen = review_tasks.c.interaction_id == interaction_id
        connection.execute(sa.update(review_tasks).where(chosen).values(**values))


def hold(engine: Engine, interaction_id: str, who: str, minutes: int) -> None:
    with writing(engine) as connection:
        task = connection.execute(sa.select(review_tasks).where(review_tasks.c.interaction_id == interaction_id)).one()
        row = {"task_id": task.task_id, "evaluation_id": task.evaluation_id, "who": who, "at": MORNING,
               "expires_at": MORNING + timedelta(minutes=minutes)}  # fmt: skip
        connection.execute(sa.insert(review_reservations).values(row))


def waiting(engine: Engine, who: str = "Wang", minutes: int = 0) -> ReviewsWaiting:
    with reading(engine) as connection:
        return waiting_counts.reviews(connection, who, MORNING + timedelta(minutes=minutes))


def test_nobodys_reviews_wait_for_everybody(three_reviews: Engine) -> None:
    assert waiting(three_reviews) == ReviewsWaiting(mine=0, all=3, late=0)


def test_given_and_held_ones_are_mine_and_counted_once(three_reviews: Engine) -> None:
    change(three_reviews, "a", assignee="Wang")
    hold(three_reviews, "a", "Wang", 20)
    hold(three_reviews, "b", "Wang", 20)
    assert waiting(three_reviews).mine == 2
    assert waiting(three_reviews, "Li").mine == 0


def test_a_hold_that_ran_out_is_nobodys(three_reviews: Engine) -> None:
    hold(three_reviews, "b", "Wang", 20)
    assert waiting(three_reviews, minutes=21).mine == 0


def test_what_is_done_waits_no_longer_and_late_is_late(three_reviews: Engine) -> None:
    change(three_reviews, "a", assignee="Wang", state="submitted")
    change(three_reviews, "b", due_at=MORNING)
    assert waiting(three_reviews) == ReviewsWaiting(mine=0, all=2, late=1)
    assert waiting(three_reviews, minutes=30).late == 2


def test_names_of_a_role_are_those_who_have_it_now(engine: Engine) -> None:
    with writing(engine) as connection:
        people.save(connection, STAFF, who="setup", at=MORNING, reason="花名册")
    with reading(engine) as connection:
        assert people.names_of(connection, [PersonRole.SUPERVISOR]) == ["Zhao"]
        assert people.names_of(connection, [PersonRole.AGENT, PersonRole.SUPERVISOR]) == ["Sun", "Zhao"]
        assert people.names_of(connection, [PersonRole.ADMINISTRATOR]) == []
