"""Taking and giving back: one person at a time, for a while, and only who may."""

from dataclasses import replace

import pytest
from sqlalchemy.engine import Engine

from inspection.access.sight import Place, Sight
from inspection.errors import AccessRefused, RecordsError
from inspection.flags import Selection
from inspection.people import Person, PersonRole
from inspection.review_steps import TaskState
from records import audit, people, review_queue
from records.database import reading, writing
from records.review_taking import open_manual, release, take, take_task
from tests.inspection.form_cases import UNMET
from tests.records import review_site as site

LOT, RISK = Selection.RANDOM, Selection.RISK


def taken(engine: Engine, who: str, minutes: float = 0) -> list[str]:
    with writing(engine) as connection:
        return [q.task.interaction_id for q in take(connection, site.desk(who, minutes=minutes))]


@pytest.fixture
def two(engine: Engine) -> Engine:
    site.open_site(
        engine,
        (site.judged("fatal", rude=UNMET), [site.fatal_flag("fatal")]),
        (site.judged("lot"), [site.flag("lot", LOT)]),
    )
    return engine


def task_id_of(engine: Engine, interaction_id: str) -> str:
    with reading(engine) as connection:
        waiting = review_queue.waiting(connection, site.MORNING)
    return next(q.task.task_id for q in waiting if q.task.interaction_id == interaction_id)


def test_two_people_get_two_different_reviews(two: Engine) -> None:
    assert taken(two, "Wang") == ["fatal"]
    assert taken(two, "Li") == ["lot"]
    assert taken(two, "Zhao") == []


def test_asking_again_gives_what_one_holds(two: Engine) -> None:
    assert taken(two, "Wang") == taken(two, "Wang", minutes=5) == ["fatal"]


def test_an_expired_reservation_goes_to_the_next_one(two: Engine) -> None:
    taken(two, "Wang")
    taken(two, "Zhao", minutes=29)
    assert taken(two, "Li", minutes=29) == []
    assert taken(two, "Li", minutes=31) == ["fatal"]


def test_a_holder_may_go_on_before_and_after_the_end_if_nobody_came(two: Engine) -> None:
    taken(two, "Wang")
    task_id = task_id_of(two, "fatal")
    for minutes in (20, 45, 90):
        with writing(two) as connection:
            held = take_task(connection, site.desk("Wang", minutes=minutes), task_id)
        assert (held.holder, held.state) == ("Wang", TaskState.RESERVED)
    with writing(two) as connection, pytest.raises(RecordsError, match="somebody else is looking at it"):
        take_task(connection, site.desk("Li", minutes=91), task_id)


def test_what_is_given_back_is_there_for_others_at_once(two: Engine) -> None:
    taken(two, "Wang")
    task_id = task_id_of(two, "fatal")
    with writing(two) as connection, pytest.raises(AccessRefused, match="take_back"):
        release(connection, site.desk("Li"), task_id)
    with writing(two) as connection:
        release(connection, site.desk("Wang"), task_id)
    assert taken(two, "Li") == ["fatal"]
    with writing(two) as connection:
        release(connection, site.desk("Zhao"), task_id, reason="off sick")
        assert [e.action for e in audit.of(connection, f"review:{task_id}")] == ["take", "release", "take", "take_back"]
    with writing(two) as connection, pytest.raises(RecordsError, match="the task is open"):
        release(connection, site.desk("Wang"), task_id)


@pytest.mark.parametrize("who", ["Sun", "Ops"])
def test_who_is_no_reviewer_takes_nothing(two: Engine, who: str) -> None:
    with writing(two) as connection, pytest.raises(AccessRefused) as refused:
        take(connection, site.desk(who))
    assert refused.value.code == "wrong_role"


def test_ones_own_team_is_not_offered_and_not_given(two: Engine) -> None:
    assert taken(two, "Chen") == []
    task_id = task_id_of(two, "lot")
    with writing(two) as connection, pytest.raises(AccessRefused) as refused:
        take_task(connection, site.desk("Chen"), task_id)
    assert refused.value.code == "other_team"


def limited(engine: Engine, **limits: object) -> site.Desk:
    person = Person(who="Qian", roles=(PersonRole.REVIEWER,), **limits)  # type: ignore[arg-type]
    with writing(engine) as connection:
        people.save(connection, [person], who="setup", at=site.MORNING, reason="test")
    return site.Desk(person=person, policy=site.NO_SECOND, now=site.MORNING, since=site.DAY_BEGAN)


def test_without_the_skill_nothing_is_offered(two: Engine) -> None:
    at = limited(two, languages=("en",))
    task_id = task_id_of(two, "lot")
    with writing(two) as connection:
        assert take(connection, at) == []
        with pytest.raises(AccessRefused) as refused:
            take_task(connection, at, task_id)
    assert refused.value.code == "skilled"


def test_a_full_day_is_full(two: Engine) -> None:
    at = limited(two, per_day=0)
    with writing(two) as connection, pytest.raises(AccessRefused) as refused:
        take(connection, at)
    assert refused.value.code == "below_capacity"


def group(engine: Engine, count: int) -> None:
    calls = [(site.judged(f"c{n}", closing=UNMET), [site.flag(f"c{n}", RISK)]) for n in range(count)]
    site.open_site(engine, *calls)


def test_findings_of_one_agent_on_one_item_are_handed_out_together(engine: Engine) -> None:
    group(engine, 7)
    assert len(taken(engine, "Wang")) == site.POLICY.group_size
    assert len(taken(engine, "Li")) == 2


def test_a_group_never_exceeds_what_is_left_of_the_day(engine: Engine) -> None:
    group(engine, 7)
    at = limited(engine, per_day=3)
    with writing(engine) as connection:
        assert len(take(connection, at)) == 3


def test_what_is_kept_for_somebody_is_theirs_first_and_not_for_others(two: Engine) -> None:
    kept = {task_id_of(two, "lot"): "Li", task_id_of(two, "fatal"): "Wang"}
    with writing(two) as connection:
        review_queue.assign(connection, kept)
    assert taken(two, "Zhao") == []
    assert taken(two, "Li") == ["lot"]


def test_anybody_entitled_opens_any_interaction_by_hand(engine: Engine) -> None:
    site.open_site(engine, (site.judged("quiet"), []))
    with writing(engine) as connection:
        opened = open_manual(connection, site.desk("Wang"), "drop", "quiet")
    assert (opened.task.purpose, opened.task.selection, opened.task.probability) == ("manual", "manual", None)
    assert opened.holder == "Wang"
    assert taken(engine, "Li", minutes=60) == []  # abandoned, it is nobody else's work
    with writing(engine) as connection, pytest.raises(AccessRefused):
        open_manual(connection, site.desk("Sun", minutes=61), "drop", "quiet")
    with writing(engine) as connection, pytest.raises(AccessRefused, match="own team"):
        open_manual(connection, site.desk("Chen", minutes=61), "drop", "quiet")
    with writing(engine) as connection, pytest.raises(RecordsError, match="no evaluation of it"):
        open_manual(connection, site.desk("Wang"), "drop", "unknown")


def test_what_waits_for_a_blind_review_cannot_be_opened_by_hand(two: Engine) -> None:
    with writing(two) as connection, pytest.raises(RecordsError, match="nobody sees the machine's verdict") as refused:
        open_manual(connection, site.desk("Zhao"), "drop", "lot")
    assert refused.value.code == "waits_blind"


def test_one_evaluation_is_held_by_one_person_whatever_the_task(engine: Engine) -> None:
    site.open_site(engine, (site.judged("risk", closing=UNMET), [site.flag("risk", RISK)]))
    assert taken(engine, "Wang") == ["risk"]
    with writing(engine) as connection, pytest.raises(RecordsError, match="somebody else"):
        open_manual(connection, site.desk("Zhao"), "drop", "risk")


def test_nobody_is_handed_what_they_may_not_see(two: Engine) -> None:
    elsewhere = Sight(frozenset({Place(vendor="别家")}))
    with writing(two) as connection:
        bound = replace(site.desk("Wang"), sight=elsewhere)
        assert take(connection, bound) == []
        with pytest.raises(RecordsError) as error:
            take_task(connection, bound, task_id_of(two, "fatal"))
    assert error.value.code == "no_task"
    assert taken(two, "Wang") == ["fatal"]


def test_a_supervisor_takes_nothing_back_that_they_may_not_see(two: Engine) -> None:
    assert taken(two, "Wang") == ["fatal"]
    bound = replace(site.desk("Zhao"), sight=Sight(frozenset({Place(vendor="别家")})))
    task_id = task_id_of(two, "fatal")
    with writing(two) as connection, pytest.raises(RecordsError) as error:
        release(connection, bound, task_id)
    assert error.value.code == "no_task"
    assert taken(two, "Wang") == ["fatal"]  # they hold it still
