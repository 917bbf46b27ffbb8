"""Giving many reviews out: to one person or in turn, and why some stay."""

from hypothesis import given
from hypothesis import strategies as st

from inspection.bulk_assignment import given_to, shared_in_turn
from inspection.people import Person, PersonRole
from inspection.review_assignment import Load, WhyNot, capacity_of
from inspection.review_queue import Purpose, ReviewTask
from tests.inspection.test_review_assignment import task

WANG = Person(who="Wang", roles=(PersonRole.REVIEWER,), team="QA", channels=("phone",))
LI = Person(who="Li", roles=(PersonRole.REVIEWER,), team="一组")
ZHAO = Person(who="Zhao", roles=(PersonRole.SUPERVISOR,))
LEAD = Person(who="Lead", roles=(PersonRole.TEAM_LEAD,))


TEAMS, CHANNELS = st.sampled_from(["一组", "二组", "QA"]), st.sampled_from(["phone", "chat"])
ASKED = st.fixed_dictionaries({"team": TEAMS, "channel": CHANNELS})


def tasks(*many: dict[str, object]) -> list[ReviewTask]:
    return [task(n, **({"task_id": f"t{n}"} | one)) for n, one in enumerate(many)]


def test_one_person_gets_what_they_may_take_and_the_rest_says_why() -> None:
    many = tasks(
        {"channel": "phone", "team": "二组"},
        {"channel": "chat", "team": "二组"},
        {"channel": "phone", "team": "QA"},
        {"channel": "phone", "team": "二组", "evaluation_id": "seen"},
        {"channel": "phone", "team": "二组", "purpose": Purpose.ADJUDICATION},
    )
    shared = given_to(WANG, many, Load(), per_day=20, judged_by={"seen": {"Wang"}})
    assert shared.given == {"t0": "Wang"}
    assert shared.refused == {
        "t1": WhyNot.UNSKILLED, "t2": WhyNot.OWN_TEAM, "t3": WhyNot.JUDGED, "t4": WhyNot.NOT_THEIRS,
    }  # fmt: skip


def test_a_day_that_is_full_takes_no_more_but_keeps_what_is_theirs() -> None:
    many = tasks({"assignee": "Zhao"}, {}, {})
    shared = given_to(ZHAO, many, Load(done=18, waiting=1), per_day=20)
    assert shared.given == {"t0": "Zhao", "t1": "Zhao"}
    assert shared.refused == {"t2": WhyNot.FULL}


def test_in_turn_what_stays_says_what_the_best_placed_person_lacked() -> None:
    many = tasks({"team": "一组", "channel": "chat"}, {"team": "一组", "channel": "chat"})
    shared = shared_in_turn([WANG, LI, LEAD], many, {}, per_day=20)
    assert shared.given == {}
    assert set(shared.refused.values()) == {WhyNot.OWN_TEAM}  # Li's own team is nearer than what Wang cannot do
    full = shared_in_turn([WANG, LI, ZHAO], many, {"Zhao": Load(done=19)}, per_day=20)
    assert full.given == {"t0": "Zhao"}
    assert full.refused == {"t1": WhyNot.FULL}
    assert shared_in_turn([], many, {}, per_day=20).refused == {"t0": WhyNot.NOT_THEIRS, "t1": WhyNot.NOT_THEIRS}


@given(
    st.lists(ASKED, max_size=12),
    st.dictionaries(st.sampled_from(["Wang", "Li", "Zhao"]), st.builds(Load, st.integers(0, 4), st.integers(0, 4))),
)  # fmt: skip
def test_every_task_is_given_or_has_a_reason_and_nobody_gets_more_than_their_day(
    asked: list[dict[str, object]], loads: dict[str, Load]
) -> None:
    many, staff = tasks(*asked), [WANG, LI, ZHAO]
    shared = shared_in_turn(staff, many, loads, per_day=5)
    assert {*shared.given, *shared.refused} == {one.task_id for one in many}
    assert not set(shared.given) & set(shared.refused)
    for person in staff:
        got = list(shared.given.values()).count(person.who)
        assert got <= max(0, capacity_of(person, 5) - loads.get(person.who, Load()).total)
