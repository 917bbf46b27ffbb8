"""Who reviews what: by skill, never the own team, in turn by load, within the day's capacity."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.people import Person, PersonRole
from inspection.review_assignment import Load, assigned, fulfilled, has_skill, is_other_team
from inspection.review_queue import Purpose, ReviewTask
from inspection.review_steps import Condition
from tests.inspection.result_cases import DAY, NOON

WANG = Person(who="Wang", roles=(PersonRole.REVIEWER,), team="QA")
LI = Person(who="Li", roles=(PersonRole.REVIEWER,), team="QA")
ZHAO = Person(who="Zhao", roles=(PersonRole.SUPERVISOR,))


def task(number: int, **more: object) -> ReviewTask:
    given: dict[str, object] = {
        "task_id": f"t{number:03d}", "evaluation_id": f"E{number}", "source": "drop", "interaction_id": f"C{number}",
        "segment": 0, "business_date": DAY, "agent_id": f"A{number}", "team": "T1", "channel": "chat", "queue": "Q1",
        "language": "zh", "purpose": Purpose.RISK, "rank": 2, "weight": 0.5, "items": (), "blind": False,
        "selection": "risk", "probability": 0.5, "reason": "", "created_at": NOON + timedelta(minutes=number),
    }  # fmt: skip
    return ReviewTask(**(given | more))  # type: ignore[arg-type]


def give(tasks: list[ReviewTask], *people: Person, loads: dict[str, Load] | None = None, per_day: int = 20,
         judged_by: dict[str, set[str]] | None = None) -> dict[str, str]:  # fmt: skip
    return assigned(tasks, people, loads or {}, per_day=per_day, judged_by=judged_by)


def test_equals_get_work_in_turn() -> None:
    found = give([task(n) for n in range(4)], WANG, LI)
    assert [found[f"t{n:03d}"] for n in range(4)] == ["Li", "Wang", "Li", "Wang"]


def test_who_has_done_less_of_their_day_comes_first() -> None:
    found = give([task(1)], WANG, LI, loads={"Li": Load(done=5), "Wang": Load(done=2, waiting=2)})
    assert found == {"t001": "Wang"}


def test_load_is_measured_against_what_each_can_do() -> None:
    strong = replace(WANG, per_day=40)
    found = give([task(1)], strong, LI, loads={"Li": Load(done=4), "Wang": Load(done=6)})
    assert found == {"t001": "Wang"}  # 6 of 40 against 4 of 20


def test_nobody_gets_more_than_a_day_and_the_rest_stays_for_whoever_comes() -> None:
    found = give([task(n) for n in range(9)], replace(WANG, per_day=3), LI, per_day=4, loads={"Li": Load(done=1)})
    assert Counter(found.values()) == {"Wang": 3, "Li": 3}
    assert set(found) == {f"t{n:03d}" for n in range(6)}


@pytest.mark.parametrize(
    ("skills", "fits"),
    [
        ({"channels": ("chat",)}, True),
        ({"channels": ("phone",)}, False),
        ({"queues": ("Q2",)}, False),
        ({"queues": ("Q1", "Q2"), "languages": ("zh",)}, True),
        ({"languages": ("en",)}, False),
        ({}, True),
    ],
)
def test_channel_queue_and_language_must_be_among_the_skills(skills: dict[str, tuple[str, ...]], fits: bool) -> None:
    assert has_skill(replace(WANG, **skills), task(1)) is fits
    assert (give([task(1)], replace(WANG, **skills)) == {"t001": "Wang"}) is fits


def test_a_language_covers_its_regions_and_the_unknown_asks_nothing() -> None:
    assert has_skill(replace(WANG, languages=("zh",)), task(1, language="zh-CN"))
    assert has_skill(replace(WANG, languages=("en",), queues=("Q9",)), task(1, language=None, queue=None))


def test_nobody_reviews_their_own_team_or_themselves() -> None:
    assert give([task(1, team="QA")], WANG, LI, ZHAO) == {"t001": "Zhao"}
    assert not is_other_team(replace(ZHAO, agent_id="A1"), task(1))
    assert give([task(1, team=None)], WANG) == {"t001": "Wang"}  # nobody's team is not everybody's


def test_who_judged_it_before_does_not_get_it_again() -> None:
    assert give([task(1)], WANG, LI, judged_by={"E1": {"Li"}}) == {"t001": "Wang"}
    assert give([task(1)], LI, judged_by={"E1": {"Li"}}) == {}


def test_disagreements_go_to_supervisors_only() -> None:
    dispute = task(1, purpose=Purpose.ADJUDICATION, items=("a",))
    assert give([dispute], WANG, LI, ZHAO) == {"t001": "Zhao"}
    assert give([dispute], WANG, LI) == {}


def test_the_findings_of_one_agent_on_one_item_stay_with_one_person() -> None:
    together = [task(n, agent_id="A1", items=("closing",)) for n in range(3)]
    found = give([*together, task(7)], WANG, LI)
    assert len({found[t.task_id] for t in together}) == 1
    assert found["t007"] != found["t000"]


def test_agents_trainers_and_those_who_left_get_nothing() -> None:
    others = [Person(who="a", roles=(PersonRole.AGENT,)), Person(who="t", roles=(PersonRole.TRAINER,)),
              replace(WANG, active=False), replace(LI, per_day=0)]  # fmt: skip
    assert give([task(1)], *others) == {}


def test_conditions_are_found_one_by_one() -> None:
    def missing(person: Person, **more: object) -> set[Condition]:
        given: dict[str, object] = {"judged_before": False, "load": Load(), "per_day": 20} | more
        holds = fulfilled(person, task(1), **given)  # type: ignore[arg-type]
        every = {Condition.SKILLED, Condition.OTHER_TEAM, Condition.NOT_JUDGED_YET, Condition.BELOW_CAPACITY}
        return every - holds

    assert missing(WANG) == set()
    assert missing(replace(WANG, channels=("phone",))) == {Condition.SKILLED}
    assert missing(replace(WANG, team="T1")) == {Condition.OTHER_TEAM}
    assert missing(WANG, judged_before=True) == {Condition.NOT_JUDGED_YET}
    assert missing(WANG, load=Load(done=20)) == {Condition.BELOW_CAPACITY}


@given(st.integers(1, 40), st.integers(1, 5), st.integers(0, 12))
def test_loads_stay_level_among_equals(tasks: int, people: int, per_day: int) -> None:
    staff = [Person(who=f"p{n}", roles=(PersonRole.REVIEWER,)) for n in range(people)]
    found = Counter(give([task(n) for n in range(tasks)], *staff, per_day=per_day).values())
    assert sum(found.values()) == min(tasks, people * per_day)
    if found:
        assert max(found.values()) - min(found.get(p.who, 0) for p in staff) <= 1
