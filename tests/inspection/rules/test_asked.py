"""What an operator is asked, and the hit it answers with."""

import pytest

from inspection.rules.asked import Asked, hit_at
from inspection.rules.condition_search import ConditionSearch
from inspection.rules.view import SegmentView
from inspection.segments import segments_of
from tests.inspection.rules.asking import NO, YES, book_with
from tests.inspection.rules.book_of import facts

SEEN = facts("A: 您好", "C: 我要退款", "A: 马上退", at_s=[0, 5, 9])
VIEW = SegmentView(SEEN, segments_of(SEEN.interaction)[0])


def question(conditions: str) -> Asked:
    rules = book_with(conditions)
    return ConditionSearch(rules.items["thing"].conditions, rules.searcher, VIEW).asked("c")


def test_a_question_holds_the_turns_its_condition_looks_at_and_no_others() -> None:
    asked = question("c: {any: [退], last_turns: 1}")
    assert [t.turn.index for t in asked.turns] == [2]
    assert asked.spec.any == ["退"]
    assert asked.facts is SEEN
    assert asked.tried is False


def test_a_question_finds_the_other_conditions_of_its_item() -> None:
    asked = question("c: {any: [退]}\nd: {role: customer, any: [退款]}\ne: {any: [再见]}")
    assert (asked.look("d").truth, asked.look("e").truth) == (YES, NO)
    with pytest.raises(KeyError):
        asked.look("nobody")


def test_a_hit_is_the_whole_turn_or_only_where_it_begins() -> None:
    turn = VIEW.by_index[1]
    whole, point = (hit_at(turn, "wait", "9 s", "5 s", whole=w) for w in (True, False))
    assert (whole.turn, whole.start_char, whole.end_char) == (1, 0, 4)
    assert (point.turn, point.start_char, point.end_char) == (1, 0, 0)
    assert (whole.operator, whole.value, whole.threshold, whole.by_sound) == ("wait", "9 s", "5 s", False)
