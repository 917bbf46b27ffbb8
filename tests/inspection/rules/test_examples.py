"""Examples beside a rule: they pass, they fail with a readable problem, and a known gap that works is reported."""

from inspection.evaluation import ItemState
from inspection.rules.examples import run_examples
from inspection.rules.trying import try_item
from tests.inspection.rules.book_of import book
from tests.models.fakes import fake_readers

RULE = """
conditions:
  promised: {any: [保证收益], guards: [negated]}
found: promised
fatal: {kind: compliance}
examples:
"""


def problems(*examples: str) -> list[tuple[bool, str]]:
    rules = book(RULE + "".join(f"  - {e}\n" for e in examples))
    return [(r.passed, r.problem) for r in run_examples(rules, fake_readers())]


def test_an_example_that_holds_passes() -> None:
    assert problems("{turns: [{坐席: 保证收益}], expect: 未达标, evidence: 保证收益, fatal: true}") == [(True, "")]
    assert problems("{turns: [{agent: 不能保证收益}], expect: clean}") == [(True, "")]


def test_an_example_that_fails_says_what_was_expected_and_what_came() -> None:
    ((passed, problem),) = problems("{turns: [{坐席: 您好}], expect: unmet}")
    assert not passed
    assert problem.startswith("expected unmet, got met")
    ((passed, problem),) = problems("{turns: [{坐席: 保证收益}], expect: unmet, evidence: 稳赚}")
    assert not passed
    assert "expected evidence '稳赚'" in problem
    ((passed, problem),) = problems("{turns: [{坐席: 保证收益}], expect: unmet, fatal: false}")
    assert not passed
    assert problem == "expected fatal=false, got compliance"


def test_a_known_gap_is_green_until_it_works() -> None:
    assert problems("{turns: [{坐席: 包您赚}], expect: unmet, known_gap: true}")[0][0]
    assert not problems("{turns: [{坐席: 保证收益}], expect: unmet, known_gap: true}")[0][0]


def tried(*said: tuple[str, str], channel: str | None = None) -> tuple[bool, ItemState]:
    snippet = {"turns": [{"sender": s, "text": t} for s, t in said]}
    if channel:
        snippet["channel"] = channel  # type: ignore[assignment]
    result = try_item(book(RULE + "  - {turns: [{坐席: 好}], expect: met}"), "thing", snippet, fake_readers())
    return result.found, result.state


def test_trying_a_snippet_finds_the_right_speakers_words() -> None:
    assert tried(("agent", "我们保证收益")) == (True, ItemState.UNMET)
    assert tried(("customer", "你们保证收益吗"), ("agent", "没有")) == (False, ItemState.MET)


def test_a_homophone_counts_as_found_and_wants_a_person() -> None:
    assert tried(("agent", "我们保正收益"), channel="phone") == (True, ItemState.NEEDS_HUMAN)
    assert tried(("agent", "我们保正收益"), channel="chat") == (False, ItemState.MET)
