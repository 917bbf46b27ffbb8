"""What an unknown condition would have had to know; a known one lacks nothing."""

import pytest

from inspection.interaction import Channel
from inspection.rules.condition_search import ConditionSearch
from inspection.rules.explain_missing import missing_for, missing_words
from inspection.rules.view import SegmentView
from inspection.segments import segments_of
from tests.inspection.rules.asking import book_with
from tests.inspection.rules.book_of import facts


def missing(conditions: str, **given: object) -> tuple[str, ...]:
    seen = facts("A: 三百元", "C: 好", **given)  # type: ignore[arg-type]
    rules = book_with(conditions)
    view, item = SegmentView(seen, segments_of(seen.interaction)[0]), rules.items["thing"]
    search = ConditionSearch(item.conditions, rules.searcher, view)
    return missing_for(item.conditions["c"], search("c"), view, search)


@pytest.mark.parametrize(
    ("condition", "lacks"),
    [
        ("c: {overlap: {over_s: 1}}", "sound"),
        ("c: {duration: {above_s: 60}}", "times"),
        ("c: {hold: {over_s: 20}}", "hold records"),
        ("c: {hung_up: agent}", "metadata field hangup_by"),
        ("c: {meaning: {of: [请稍等]}}", "meaning of '请稍等'"),
        ("c: {classifier: {name: acts, label: greets}}", "classifier acts: greets"),
        ("c: {metadata: {field: direction, equals: outbound}}", "metadata field direction"),
        ("c: {amount: {matches: order_amount}}", "metadata field order_amount"),
        ("d: {hung_up: agent}\nc: {when: not d}", "condition d"),
    ],
)
def test_what_is_missing_is_named(condition: str, lacks: str) -> None:
    assert missing(condition, channel=Channel.PHONE) == (lacks,)


@pytest.mark.parametrize(
    "condition",
    ["c: {any: [三百元]}", "c: {any: [再见]}", "c: {classifier: {name: acts, label: greets, missing: absent}}"],
)
def test_a_condition_that_is_known_lacks_nothing(condition: str) -> None:
    assert missing(condition) == ()


def test_it_is_told_in_both_languages() -> None:
    words = missing_words(("metadata field direction", "sound"))
    assert (words.zh, words.en) == ("随路数据 direction、录音数据", "metadata field direction, sound")
