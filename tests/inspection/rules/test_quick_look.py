"""The quick look says exactly what judging every item by all its conditions says; it only says it sooner."""

from functools import cache
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspection.evaluation import ItemState
from inspection.facts import Facts
from inspection.interaction import Channel
from inspection.rules import quick_look
from inspection.rules.judge import judge
from inspection.rules.plain_judging import judge_plainly
from inspection.rules.quick_look import quick_look_of
from inspection.rules.rulebook import Rulebook, load_rulebook
from inspection.rules.view import SegmentView
from inspection.rules.word_search import WordSearch
from inspection.segments import segments_of
from inspection.sentiment import SentimentReading
from pipelines.shipped_rules import load_yardstick
from tests.inspection.rules.book_of import HEAD, facts, item_text

UPSET = SentimentReading(0.9, 0.1, 0.0, False)


@cache
def shipped() -> Rulebook:
    return load_yardstick().rulebook


@cache
def said_in_examples() -> list[str]:
    turns = [t for i in shipped().items.values() for e in i.spec.examples for t in e.turns]
    return sorted({text for turn in turns for text in turn.values()})


def view_of(seen: Facts) -> SegmentView:
    return SegmentView(seen, segments_of(seen.interaction)[0])


def plainly(seen: Facts, book: Rulebook, language: str) -> list[object]:
    """Every item judged by all its conditions, each with a segment of its own: nothing is shared."""
    return [judge_plainly(item, book.searcher, view_of(seen), language) for item in book.items.values()]


SMALL = """
conditions:
  bank: {metadata: {field: business_line, contains: [bank]}}
  asked: {role: customer, any: [贷款, (想|要)借]}
  upset: {role: customer, feeling: {label: negative}}
  warned: {any: [逾期, 罚息], unless: [不会], guards: [negated]}
  spoke: {role: anyone, pattern: ['^.+$']}
  soon: {any: [马上], after: {condition: asked, turns: 1}}
  silent: {none: [再见]}
  in_order: {steps: [{find: asked}, {find: warned}, {find: soon}]}
"""
BODIES = [
    ("duty", "trigger: asked\nmet: warned\nwindow: {where: after, turns: 2}"),
    ("duty", "trigger: asked and bank\nmet: warned or soon\nnot_applicable_when: upset"),
    ("duty", "met: warned\nneeds_human_when: upset and asked"),
    ("duty", "trigger: bank\nmet: warned\nunmet: soon"),
    ("duty", "met: silent"),
    ("violation", "found: warned and not asked"),
    ("violation", "found: soon"),
    ("violation", "found: at least 2 of (asked, warned, upset)\nunknown: needs_human"),
    ("violation", "applicable_when: bank\nfound: spoke and warned"),
    ("violation", "found: upset before warned"),
    ("violation", "found: warned and spoke and not asked"),
    ("duty", "trigger: asked and not (warned and spoke)\nmet: soon and spoke or warned and not bank"),
    ("duty", "met: soon and in_order"),
    ("duty", "trigger: spoke\nmet: in_order and not (soon and in_order)"),
]


@cache
def small() -> Rulebook:
    items = [
        (f"{i}.yaml", item_text(SMALL + body, kind=kind, item_id=f"i{i}")) for i, (kind, body) in enumerate(BODIES)
    ]
    return load_rulebook(("rulebook.yaml", HEAD), items)


LINES = [
    "我想借点钱",
    "贷款多少",
    "逾期有罚息",
    "不会逾期的",
    "不逾期",
    "马上处理",
    "马上",
    "您好",
    "再见",
    "路期",
    "。",
    "逾期吗",
]
SAID = st.lists(st.tuples(st.sampled_from("ACB"), st.sampled_from(LINES)), min_size=1, max_size=6)


@given(
    said=SAID,
    business_line=st.sampled_from([None, "bank", "shop"]),
    upset=st.sets(st.integers(0, 5)),
    recognised=st.booleans(),
    language=st.sampled_from(["zh", "en"]),
)
@settings(max_examples=300, deadline=None)
def test_the_quick_look_equals_plain_judging(
    said: list[tuple[str, str]], business_line: str | None, upset: set[int], recognised: bool, language: str
) -> None:
    lines = [f"{who}: {text}" for who, text in said]
    seen = facts(
        *lines,
        channel=Channel.PHONE if recognised else Channel.CHAT,
        at_s=[4.0 * i for i in range(len(lines))],
        feelings=dict.fromkeys(upset, UPSET),
        recognised=recognised,
        business_line=business_line,
    )
    assert list(judge(view_of(seen), small(), language)) == plainly(seen, small(), language)


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_so_it_does_over_the_shipped_rulebook(data: st.DataObject) -> None:
    line = st.tuples(st.sampled_from("AAC"), st.sampled_from(said_in_examples()))
    said = data.draw(st.lists(line, min_size=1, max_size=6))
    recognised = data.draw(st.booleans())
    seen = facts(
        *(f"{who}: {text}" for who, text in said),
        channel=Channel.PHONE if recognised else data.draw(st.sampled_from([Channel.CHAT, Channel.EMAIL])),
        at_s=[4.0 * i for i in range(len(said))],
        recognised=recognised,
        business_line=data.draw(st.sampled_from([None, "bank", "ecommerce", "telecom"])),
    )
    assert list(judge(view_of(seen), shipped(), "zh")) == plainly(seen, shipped(), "zh")


def test_items_no_word_of_which_is_said_are_not_evaluated(monkeypatch: pytest.MonkeyPatch) -> None:
    evaluated: list[str] = []
    plain = quick_look.judge_with

    def noted(search: object, item: object, *rest: object) -> object:
        evaluated.append(item.spec.id)
        return plain(search, item, *rest)

    monkeypatch.setattr(quick_look, "judge_with", noted)
    judge(view_of(facts("C: 贷款多少", "A: 您好")), small(), "zh")
    assert "i0" in evaluated
    assert not {"i5", "i6", "i7", "i8"} & set(evaluated)


ONE_SIDE = """
conditions:
  promised: {any: [马上], guards: [negated]}
  greeted: {any: [您好]}
"""


def test_one_false_side_of_an_and_spares_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        (f"{i}.yaml", item_text(ONE_SIDE + f"found: {found}", item_id=f"x{i}"))
        for i, found in enumerate(["promised and greeted"] * 5)
    ]
    book = load_rulebook(("rulebook.yaml", HEAD), texts)
    asked: list[tuple[int, ...]] = []
    plain = book.searcher.hits

    def noted(search: WordSearch, *rest: object, **more: object) -> object:
        asked.append(search.phrases)
        return plain(search, *rest, **more)

    monkeypatch.setattr(book.searcher, "hits", noted)
    seen = facts("A: 您好，不能马上处理")
    found = judge(view_of(seen), book, "zh")
    greeted = book.items["x0"].conditions["greeted"].words
    assert greeted is not None
    assert [j.state for j in found] == [ItemState.MET] * 5
    assert greeted.phrases not in asked
    assert list(found) == plainly(seen, book, "zh")


def test_where_a_false_side_shows_something_both_sides_are_looked_at() -> None:
    look = quick_look_of(small())
    item = small().items["i12"]
    expression = item.expression("soon and in_order")
    assert expression is not None
    assert not look.alike.is_bare(item.conditions, expression)


def test_an_operator_the_quick_look_does_not_know_is_judged_every_time() -> None:
    numbers = {item_id: n for n, item_id in enumerate(small().items)}
    plans = quick_look_of(small())._plans
    assert plans[numbers["i4"]] is None
    assert plans[numbers["i0"]] is not None


def test_judgements_made_beforehand_are_the_same_objects() -> None:
    first, second = (judge(view_of(facts("A: 您好", "C: 喂")), small(), "zh") for _ in range(2))
    assert first[5] is second[5]
    assert first[5].state is ItemState.MET


def test_of_a_list_of_twenty_thousand_phrases_the_one_said_is_found() -> None:
    names = ", ".join(f"药品{i:06d}号" for i in range(20_000))
    body = f"conditions:\n  named: {{any: [{names}]}}\nfound: named"
    others = [(f"{i}.yaml", item_text(SMALL + b, kind=k, item_id=f"i{i}")) for i, (k, b) in enumerate(BODIES)]
    book = load_rulebook(("rulebook.yaml", HEAD), [("big.yaml", item_text(body)), *others])
    found = judge(view_of(facts("A: 这里有药品012345号", "C: 好")), book, "zh")[0]
    assert (found.state, found.evidence[0].text) == (ItemState.UNMET, "药品012345号")


def test_shipped_rules_are_nearly_all_understood() -> None:
    assert resources.files("scoring_rules").is_dir()
    unknown = [p for p in quick_look_of(shipped())._plans if p is None]
    assert len(unknown) <= len(shipped().items) // 4
