"""A pattern that runs out of time makes its item a person's; hopeless ones are set aside; the night goes on."""

import logging

import pytest
import regex

from inspection.errors import RuleError
from inspection.evaluation import ItemState
from inspection.rules import pattern_watch
from inspection.rules.judge import judge
from inspection.rules.pattern_watch import TIMEOUTS_UNTIL_SET_ASIDE, PatternWatch
from inspection.rules.rulebook import load_rulebook
from inspection.rules.view import SegmentView
from inspection.segments import segments_of
from tests.inspection.rules.book_of import HEAD, facts, item_text

EVIL = r"(a|aa)+$"
TRAP = "a" * 60 + "b"


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pattern_watch, "PATTERN_TIMEOUT_S", 0.05)


def test_spans_in_order_without_empty_ones() -> None:
    assert PatternWatch().spans(regex.compile("b*"), "abba b") == ((1, 3), (5, 6))


def test_a_pattern_that_would_hang_is_an_error_with_advice() -> None:
    with pytest.raises(RuleError, match="took longer") as stopped:
        PatternWatch().spans(regex.compile(EVIL), TRAP)
    assert stopped.value.code == "pattern_timeout"
    assert "nested repetition" in stopped.value.what_to_do


def test_after_several_timeouts_a_pattern_is_set_aside_with_one_notice(caplog: pytest.LogCaptureFixture) -> None:
    watch, evil = PatternWatch(), regex.compile(EVIL)
    codes = []
    with caplog.at_level(logging.WARNING, logger="mingjian.rules"):
        for at in range(TIMEOUTS_UNTIL_SET_ASIDE + 3):
            with pytest.raises(RuleError) as stopped:
                watch.spans(evil, f"{TRAP}{at}!")
            codes.append(stopped.value.code)
    assert codes == ["pattern_timeout"] * TIMEOUTS_UNTIL_SET_ASIDE + ["pattern_set_aside"] * 3
    assert [r.getMessage().count("set aside") for r in caplog.records] == [1]
    assert watch.spans(regex.compile("b"), TRAP) == ((60, 61),)


def test_when_the_budget_is_used_up_the_rest_is_hurried_and_good_patterns_still_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pattern_watch, "INTERACTION_BUDGET_S", 0.04)
    watch, first, second = PatternWatch(), object(), object()
    watch.begin(first)
    with pytest.raises(RuleError):
        watch.spans(regex.compile(EVIL), TRAP)
    assert watch.is_hurried
    with pytest.raises(RuleError, match="time for this interaction is used up"):
        watch.spans(regex.compile(r"(b|bb)+$"), "b" * 60 + "a")
    assert watch.spans(regex.compile("aab"), TRAP) == ((58, 61),)
    watch.begin(first)
    assert watch.is_hurried
    watch.begin(second)
    assert not watch.is_hurried


def evil_book(count: int) -> object:
    bodies = ["conditions:\n  evil: {pattern: ['(a|aa)+$']}\nfound: evil"]
    bodies += ["conditions:\n  promised: {any: [保证收益]}\nfound: promised"] * (count - 1)
    return load_rulebook(
        ("rulebook.yaml", HEAD), [(f"{i}.yaml", item_text(b, item_id=f"thing{i}")) for i, b in enumerate(bodies)]
    )


@pytest.mark.parametrize("count", [2, 12])
def test_the_item_is_a_persons_with_a_notice_and_the_others_are_judged(count: int) -> None:
    seen = facts(f"A: {TRAP}", "A: 我们保证收益")
    view = SegmentView(seen, segments_of(seen.interaction)[0])
    evil, *others = judge(view, evil_book(count), "zh")
    assert (evil.state, evil.evidence[0].operator) == (ItemState.NEEDS_HUMAN, "pattern_timeout")
    assert "表达式超时" in evil.reason
    assert evil.notice.startswith("thing0: the pattern '(a|aa)+$' took longer")
    assert {o.state for o in others} == {ItemState.UNMET}
    assert {o.notice for o in others} == {""}
