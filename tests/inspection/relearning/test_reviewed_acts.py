"""What a reviewed verdict says of single turns, and what it does not say."""

from datetime import UTC, datetime

import pytest

from inspection.evaluation import Dimension, ItemKind, ItemResult, ItemState, Line
from inspection.evidence import Evidence
from inspection.item_verdicts import ItemVerdict
from inspection.relearning.reviewed_acts import labels_of

MET, UNMET, NOT, ASK = ItemState.MET, ItemState.UNMET, ItemState.NOT_APPLICABLE, ItemState.NEEDS_HUMAN
DUTY, VIOLATION = ItemKind.DUTY, ItemKind.VIOLATION
AGENT_TURNS = {1, 3, 5}


def shown(*turns: int | None) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(turn=t, start_char=None, end_char=None, start_s=None, end_s=None, text="", operator="phrase",
                 value="", threshold="")
        for t in turns
    )  # fmt: skip


def machine(kind: ItemKind, state: ItemState, *turns: int | None) -> ItemResult:
    return ItemResult(
        id="x", kind=kind, line=Line.CUSTOMER, dimension=Dimension.ATTITUDE, state=state, points=0.0, max_points=5.0,
        confidence=1.0, rule_version="x@1", reason="", evidence=shown(*turns),
    )  # fmt: skip


def person(state: ItemState, *turns: int) -> ItemVerdict:
    return ItemVerdict(item="x", state=state, who="王", at=datetime(2026, 9, 1, tzinfo=UTC), evidence=shown(*turns))


@pytest.mark.parametrize(
    ("result", "verdict", "labels"),
    [
        (machine(VIOLATION, UNMET, 3), person(UNMET), {3: True}),
        (machine(VIOLATION, UNMET, 3), person(MET), {3: False}),
        (machine(VIOLATION, UNMET, 1, 3), person(MET), {1: False, 3: False}),
        (machine(DUTY, MET, 1), person(MET), {1: True}),
        (machine(DUTY, MET, 1, 5), person(UNMET), {1: False, 5: False}),
        (machine(VIOLATION, ASK, 3), person(UNMET), {3: True}),
        (machine(VIOLATION, ASK, 3), person(MET), {3: False}),
    ],
)
def test_a_verdict_labels_the_turns_the_machine_showed(
    result: ItemResult, verdict: ItemVerdict, labels: dict[int, bool]
) -> None:
    assert labels_of(result, verdict, AGENT_TURNS) == labels


@pytest.mark.parametrize(
    ("result", "verdict"),
    [
        (machine(VIOLATION, UNMET, 1, 3), person(UNMET)),  # who confirms two does not say which
        (machine(DUTY, UNMET, 3), person(UNMET)),  # the evidence shows what called for it
        (machine(DUTY, UNMET, 3), person(MET)),
        (machine(DUTY, ASK, 3), person(MET)),
        (machine(VIOLATION, MET), person(UNMET)),  # missed by the machine, and nobody says where
        (machine(VIOLATION, UNMET, 3), person(NOT)),
        (machine(VIOLATION, UNMET, 3), person(ASK)),
        (machine(VIOLATION, UNMET, 2, None), person(MET)),  # the customer's turn, and no turn
        (machine(ItemKind.MEASURE, UNMET, 3), person(MET)),
    ],
)
def test_what_says_nothing_of_a_single_turn_labels_none(result: ItemResult, verdict: ItemVerdict) -> None:
    assert labels_of(result, verdict, AGENT_TURNS) == {}


def test_the_turns_a_person_points_at_go_before_the_machines() -> None:
    assert labels_of(machine(VIOLATION, UNMET, 1, 3), person(UNMET, 3), AGENT_TURNS) == {3: True}
    assert labels_of(machine(VIOLATION, MET), person(UNMET, 1, 5), AGENT_TURNS) == {1: True, 5: True}
    assert labels_of(machine(VIOLATION, UNMET, 1), person(UNMET, 2), AGENT_TURNS) == {1: True}
