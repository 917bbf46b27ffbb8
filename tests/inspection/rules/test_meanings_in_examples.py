"""Examples, snippets and the clean corpus get the verdicts of the model of meaning, unless they say them themselves."""

from inspection.evaluation import ItemState
from inspection.readers import Readers
from inspection.rules.clean_corpus import CleanConversation, false_alarms
from inspection.rules.examples import run_examples
from inspection.rules.explain import explain
from inspection.rules.snippets import facts_of_snippet
from inspection.rules.trying import example_of, try_item
from inspection.rules.view import SegmentView
from inspection.segments import segments_of
from tests.inspection.rules.book_of import book
from tests.models.fakes import FakeMeaning, FakeSentimentReader

RULE = """
conditions:
  promised: {meaning: {of: [保证收益, 稳赚不赔]}}
found: promised
examples:
"""
SNIPPET = {"turns": [{"sender": "customer", "text": "您说说看"}, {"sender": "agent", "text": "我们保证收益的"}]}


def readers(meaning: FakeMeaning | None = None) -> Readers:
    return Readers(FakeSentimentReader(), (), meaning or FakeMeaning())


def problems(*examples: str, meaning: FakeMeaning | None = None) -> list[str]:
    rules = book(RULE + "".join(f"  - {e}\n" for e in examples))
    return [r.problem for r in run_examples(rules, readers(meaning))]


def test_the_model_decides_an_example_that_says_nothing_of_it() -> None:
    assert problems("{turns: [{坐席: 我们保证收益}], expect: unmet}", "{turns: [{坐席: 您好}], expect: met}") == [
        "",
        "",
    ]


def test_what_an_example_says_itself_no_model_is_asked() -> None:
    meaning = FakeMeaning()
    given = "{turns: [{坐席: 我们保证收益, means: {保证收益: no}}], meanings_read: [稳赚不赔], expect: met}"
    assert problems(given, meaning=meaning) == [""]
    assert meaning.given == []


def test_the_phrases_an_example_leaves_open_are_still_read() -> None:
    given = "{turns: [{坐席: 稳赚不赔, means: {保证收益: no}}], expect: unmet}"
    assert problems(given) == [""]


def test_without_a_model_a_meaning_is_unknown() -> None:
    rules = book(RULE + "  - {turns: [{坐席: 我们保证收益}], expect: not_applicable}\n")
    (result,) = run_examples(rules, Readers(FakeSentimentReader()))
    assert result.got in (ItemState.NOT_APPLICABLE, ItemState.NEEDS_HUMAN)


def test_a_snippet_that_is_tried_is_read_too() -> None:
    rules = book(RULE + "  - {turns: [{坐席: 好}], expect: met}\n")
    tried = try_item(rules, "thing", SNIPPET, readers())
    assert (tried.found, tried.state) == (True, ItemState.UNMET)
    assert [(e.turn, e.text, e.operator) for e in tried.evidence] == [(1, "保证收益", "meaning")]


def test_the_clean_corpus_is_read_too() -> None:
    rules = book(RULE + "  - {turns: [{坐席: 好}], expect: met}\n")
    clean = CleanConversation(id="good", turns=[{"customer": "您好"}, {"agent": "我们保证收益"}])
    (alarm,) = false_alarms(rules, readers(), [clean])
    assert (alarm.item_id, alarm.words) == ("thing", "保证收益")


def test_explain_tells_score_and_reason_of_what_was_meant() -> None:
    rules = book(RULE + "  - {turns: [{坐席: 好}], expect: met}\n")
    facts = facts_of_snippet(example_of(SNIPPET, None), readers(), ["保证收益", "稳赚不赔"])
    view = SegmentView(facts, segments_of(facts.interaction)[0])
    (account,) = explain(view, rules, "thing", "zh").conditions
    assert "与“保证收益”：意思相同（1.00，原话）" in account.words.zh
    assert 'against "保证收益": the same meaning (1.00, its very words)' in account.words.en


def test_explain_tells_a_doubt_and_does_not_call_it_missing() -> None:
    rules = book(
        RULE
        + "  - {turns: [{坐席: 我们尽量保证收益, means: {保证收益: ask}}], "
        + "meanings_read: [稳赚不赔], expect: needs_human}\n"
    )
    facts = facts_of_snippet(rules.items["thing"].spec.examples[0], readers(), ["保证收益", "稳赚不赔"])
    (account,) = explain(SegmentView(facts, segments_of(facts.interaction)[0]), rules, "thing", "zh").conditions
    assert account.missing == ()
    assert "要问人" in account.words.zh
    assert "我们尽量保证收益" in account.words.zh
