"""What is queued for a person, why, in which order, and what belongs together."""

from dataclasses import replace
from datetime import timedelta

from inspection.evaluation import Evaluation, FatalItem, Line
from inspection.flag_policy import Severity
from inspection.flags import Flag, FlagStatus, Selection
from inspection.review_queue import Purpose, ReviewTask, follow_up, manual_task, task_of, worth_a_look
from tests.inspection.form_cases import HUMAN, MET, UNMET
from tests.inspection.result_cases import DAY, NOON, evaluation, item


def flag(code: str, selection: Selection, *, severity: Severity = Severity.LOW, probability: float = 1.0) -> Flag:
    return Flag(
        flag_id=f"flag-{code}", source="drop", interaction_id="C1", segment=None, agent_id="A1", code=code,
        severity=severity, reason=code, selection=selection, probability=probability, status=FlagStatus.OPEN,
        business_date=DAY,
    )  # fmt: skip


LOT = flag("random_sample", Selection.RANDOM, severity=Severity.INFO, probability=0.02)
RISK = flag("risk_sample", Selection.RISK, probability=0.4)
FATAL = flag("suspected_fatal", Selection.EVENT, severity=Severity.CRITICAL)
CLEAN = evaluation(1, items=(item("greeting", MET), item("closing", UNMET), item("empathy", HUMAN)))
SUSPECT = replace(
    CLEAN,
    items=(*CLEAN.items, replace(item("rude", UNMET, max_points=0.0), fatal_kind=Line.CUSTOMER)),
    fatal_items=(FatalItem(id="rude", kind=Line.CUSTOMER),),
)


def task(judged: Evaluation, *flags: Flag, decided: tuple[str, ...] = ()) -> ReviewTask | None:
    return task_of(judged, flags, decided=decided, language="zh", created_at=NOON, hold_hours=24)


def made(judged: Evaluation, *flags: Flag, decided: tuple[str, ...] = ()) -> ReviewTask:
    found = task(judged, *flags, decided=decided)
    assert found is not None
    return found


def test_a_suspected_fatal_asks_for_itself_within_a_day() -> None:
    found = made(SUSPECT, FATAL)
    assert (found.purpose, found.rank, found.items) == (Purpose.FATAL, 0, ("rude",))
    assert found.due_at == NOON + timedelta(hours=24)
    assert (found.selection, found.probability, found.blind) == ("event", 1.0, False)


def test_a_risk_asks_for_what_the_machine_found_or_left_open_dearest_first() -> None:
    found = made(CLEAN, RISK)
    assert (found.purpose, found.items) == (Purpose.RISK, ("closing", "empathy"))
    assert (found.selection, found.probability, found.weight) == ("risk", 0.4, 0.4)


def test_a_draw_asks_for_the_full_form_with_the_machine_hidden() -> None:
    found = made(CLEAN, LOT)
    assert (found.purpose, found.items, found.is_full_form, found.blind) == (Purpose.RANDOM, (), True, True)
    assert (found.selection, found.probability, found.due_at) == ("random", 0.02, None)


def test_several_reasons_make_one_review_so_that_two_people_never_hold_the_same_item() -> None:
    found = made(SUSPECT, FATAL, RISK, LOT)
    assert (found.purpose, found.blind, found.is_full_form, found.selection) == (Purpose.RANDOM, True, True, "random")
    assert (found.rank, found.due_at) == (0, NOON + timedelta(hours=24))  # and it is as urgent as the fatal in it


def test_events_of_gravity_come_before_draws() -> None:
    event = flag("accuses_colleague", Selection.EVENT, severity=Severity.HIGH)
    assert made(CLEAN, event).weight > made(CLEAN, RISK).weight
    assert task(CLEAN, flag("long_dead_air", Selection.EVENT)) is None  # of low gravity: it stays searchable


def test_what_a_sampling_plan_drew_says_how_and_the_gravest_flag_says_where_it_stands() -> None:
    drawn = flag("drawn", Selection.RISK, severity=Severity.MEDIUM, probability=0.25)
    event = flag("accuses_colleague", Selection.EVENT, severity=Severity.HIGH, probability=0.25)
    found = made(CLEAN, drawn, event)
    assert (found.selection, found.probability) == ("risk", 0.25)
    assert found.weight == made(CLEAN, event).weight


def test_customers_at_risk_and_other_segments_make_no_review() -> None:
    assert task(CLEAN, flag("self_harm", Selection.EVENT, severity=Severity.CRITICAL)) is None
    assert task(CLEAN, replace(RISK, segment=1)) is None
    assert task(CLEAN) is None


def test_what_people_decided_is_not_asked_again() -> None:
    assert made(CLEAN, RISK, decided=("closing",)).items == ("empathy",)
    assert task(CLEAN, RISK, decided=("closing", "empathy")) is None
    assert task(SUSPECT, FATAL, decided=("rude",)) is None


def test_an_event_without_findings_asks_for_the_full_form_but_hides_nothing() -> None:
    spotless = evaluation(1, items=(item("greeting", MET),))
    found = made(spotless, flag("roles_uncertain", Selection.EVENT, severity=Severity.MEDIUM))
    assert (found.is_full_form, found.blind) == (True, False)


def test_the_order_is_fatal_adjudication_risk_random_second() -> None:
    first = made(SUSPECT, FATAL)
    others = [
        follow_up(made(CLEAN, RISK), Purpose.SECOND, (), created_at=NOON, reason=""),
        made(CLEAN, LOT),
        made(CLEAN, RISK),
        follow_up(made(CLEAN, RISK), Purpose.ADJUDICATION, ("closing",), created_at=NOON, reason=""),
        first,
    ]
    assert [t.purpose for t in sorted(others, key=lambda t: t.order)] == [
        Purpose.FATAL, Purpose.ADJUDICATION, Purpose.RISK, Purpose.RANDOM, Purpose.SECOND,
    ]  # fmt: skip


def test_findings_of_one_agent_on_one_item_belong_together_and_a_full_form_stands_alone() -> None:
    one, other = made(CLEAN, RISK), made(replace(CLEAN, evaluation_id="E2"), RISK)
    assert one.group == other.group == "A1|closing"
    assert one.task_id != other.task_id
    assert made(CLEAN, LOT).group == made(CLEAN, LOT).task_id


def test_a_second_look_is_blind_and_asks_the_same_and_an_adjudication_is_not() -> None:
    root = made(SUSPECT, FATAL)
    second = follow_up(root, Purpose.SECOND, root.items, created_at=NOON, reason="drawn")
    assert (second.blind, second.items, second.of_task, second.due_at) == (True, ("rude",), root.task_id, None)
    decides = follow_up(root, Purpose.ADJUDICATION, ("rude",), created_at=NOON, reason="x")
    assert (decides.blind, decides.rank, decides.due_at) == (False, 0, root.due_at)
    assert len({root.task_id, second.task_id, decides.task_id}) == 3


def test_a_score_by_hand_has_no_probability_and_is_never_random() -> None:
    found = manual_task(CLEAN, who="Wang", language=None, created_at=NOON)
    assert (found.selection, found.probability, found.assignee) == ("manual", None, "Wang")
    assert found.is_full_form


def test_ids_depend_on_the_evaluation_and_the_occasion_alone() -> None:
    assert made(CLEAN, RISK).task_id == made(CLEAN, LOT).task_id  # the same first review, asked for another reason
    assert made(replace(CLEAN, evaluation_id="E2"), RISK).task_id != made(CLEAN, RISK).task_id


def test_what_only_a_person_judges_is_no_finding_of_the_machine() -> None:
    from inspection.evaluation import ItemKind

    judged = evaluation(1, items=(item("answer_accuracy", HUMAN, kind=ItemKind.HUMAN), item("closing", UNMET)))
    assert worth_a_look(judged) == ("closing",)
