"""An explanation never contradicts the judge; it says what came closest, what cancelled it, what would change it."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspection.classification import Classified
from inspection.evaluation import ItemState
from inspection.facts import Facts, Trust
from inspection.interaction import Channel
from inspection.rules.explain import explain
from inspection.rules.explain_json import explanation_to_json
from inspection.rules.explanation import Explanation
from inspection.rules.judge import judge
from inspection.rules.rulebook import Rulebook
from inspection.rules.snippets import facts_of_snippet
from inspection.rules.view import SegmentView
from inspection.segments import segments_of
from pipelines.shipped_rules import load_yardstick
from tests.inspection.rules.book_of import book, facts
from tests.models.fakes import fake_readers

PROMISE = """
conditions:
  promised: {any: [保证收益], guards: [negated, quoted], unless: [存款]}
found: promised
"""
NOTICE = """
conditions:
  waited: {any: [久等了]}
  told: {any: ["请(稍等|稍候)片刻"], first_turns: 2}
trigger: waited
met: told
"""


def explained(body: str, *said: str, kind: str = "violation", **given: Any) -> Explanation:
    return _explained(book(body, kind=kind), facts(*said, **given))


def _explained(rules: Rulebook, seen: Facts) -> Explanation:
    return explain(SegmentView(seen, segments_of(seen.interaction)[0]), rules, "thing", "zh")


SHIPPED = load_yardstick().rulebook


@pytest.mark.parametrize("item", SHIPPED.item_ids)
def test_the_state_is_the_judges_for_an_example_of_every_shipped_rule(item: str) -> None:
    examples = SHIPPED.items[item].spec.examples
    if not examples:
        return
    seen = facts_of_snippet(examples[len(examples) // 2], fake_readers())
    view = SegmentView(seen, segments_of(seen.interaction)[0])
    whole = {j.item.id: j for j in judge(view, SHIPPED, "zh")}[item]
    told = explain(view, SHIPPED, item, "zh")
    assert (told.state, told.judgement.reason) == (whole.state, whole.reason)
    assert [s.decides for s in told.path].count(True) == 1
    assert all(c.then is not told.state for c in told.changes)
    json.dumps(explanation_to_json(told))


LINES = st.lists(
    st.tuples(
        st.sampled_from("AC"),
        st.sampled_from(["保证收益", "不能保证收益", "存款保证收益", "您好", "久等了", "请稍等片刻", "好的"]),
    ),
    max_size=5,
)


@settings(max_examples=40, deadline=None)
@given(LINES, st.sampled_from([(PROMISE, "violation"), (NOTICE, "duty")]), st.booleans(), st.floats(0, 1))
def test_whatever_is_said_the_explanation_agrees_with_the_judge(
    said: list[tuple[str, str]], rule: tuple[str, str], recognised: bool, confidence: float
) -> None:
    rules = book(rule[0], kind=rule[1])
    seen = facts(*(f"{s}: {t}" for s, t in said), recognised=recognised, confidence=confidence)
    view = SegmentView(seen, segments_of(seen.interaction)[0])
    told = explain(view, rules, "thing", "zh")
    assert told.judgement == judge(view, rules, "zh")[0]
    assert [s.decides for s in told.path].count(True) == 1
    assert told.sentence.zh.endswith("。")
    assert told.sentence.en.endswith(".")


def test_a_cancelled_hit_is_shown_with_the_words_that_cancel_it() -> None:
    told = explained(PROMISE, "A: 我们不能保证收益")
    (condition,) = told.conditions
    (cancelled,) = condition.cancelled
    assert (cancelled.by, cancelled.name, cancelled.found.place.text) == ("guards", "negated", "保证收益")
    assert cancelled.because is not None
    assert cancelled.because.text in ("不", "不能")
    assert condition.closest[0].kind == "cancelled"
    assert condition.closest[0].decisive
    assert "排除语境 negated" in told.sentence.zh


def test_an_unless_phrase_is_named_and_dropping_it_is_a_change_that_was_tried() -> None:
    told = explained(PROMISE, "A: 存款可以保证收益")
    assert told.conditions[0].cancelled[0].name == "存款"
    rule = [c for c in told.changes if c.kind == "rule"]
    assert [(c.condition, c.key, c.then) for c in rule] == [("promised", "unless", ItemState.UNMET)]


def test_a_hit_that_counts_is_not_called_cancelled() -> None:
    told = explained(PROMISE, "A: 保证收益")
    assert told.state is ItemState.UNMET
    assert told.conditions[0].cancelled == ()
    assert told.conditions[0].closest == ()
    assert [(c.kind, c.then) for c in told.changes] == [("not_said", ItemState.MET)]


def test_words_of_the_other_speaker_are_the_closest() -> None:
    told = explained(PROMISE, "C: 你们保证收益吧", "A: 您好")
    near = told.conditions[0].closest[0]
    assert (near.kind, near.value, near.place and near.place.turn) == ("other_role", "customer", 0)
    assert "客户说的，要坐席说才算" in told.sentence.zh
    assert told.conditions[0].left_out[0].why == "role"
    assert told.conditions[0].looked_at == (1,)


def test_the_phrase_of_which_most_was_said_is_the_closest_and_its_missing_piece_is_named() -> None:
    told = explained(NOTICE, "A: 请您片刻", "A: 久等了", kind="duty")
    near = next(c for c in told.conditions if c.name == "told").closest[0]
    assert near.kind == "part_of_phrase"
    assert near.lacking == ("稍等/稍候",)
    assert near.share is not None
    assert 0.3 < near.share < 1


def test_words_out_of_place_name_the_scope_that_leaves_them_out() -> None:
    told = explained(NOTICE, "A: 嗯", "C: 好", "A: 久等了", "C: 嗯", "A: 请稍等片刻", kind="duty")
    assert told.state is ItemState.UNMET
    condition = next(c for c in told.conditions if c.name == "told")
    assert condition.cancelled[0].by == "first_turns"
    assert [out.why for out in condition.left_out] == ["role", "first_turns"]
    say = next(c for c in told.changes if c.kind == "say")
    assert (say.to, say.then) == ("请稍等片刻", ItemState.MET)


def test_words_heard_badly_say_how_well_they_would_have_to_be_heard() -> None:
    told = explained(PROMISE, "A: 保证收益", recognised=True, confidence=0.3, channel=Channel.PHONE)
    assert (told.state, told.judgement.why) == (ItemState.NEEDS_HUMAN, "weak_words")
    assert told.path[-1].step == "confidence"
    change = told.changes[0]
    assert (change.kind, change.to, change.then) == ("heard_better", "0.55", ItemState.UNMET)
    assert "0.55" in change.words.en
    assert "0.30" in change.words.en


def test_uncertain_speakers_are_the_reason_and_the_change() -> None:
    told = explained(PROMISE, "A: 保证收益", recognised=True, trust=Trust(roles=0.4))
    assert told.judgement.why == "uncertain_roles"
    assert (told.changes[0].key, told.changes[0].then) == ("roles", ItemState.UNMET)


def test_missing_metadata_is_named_and_giving_it_is_tried() -> None:
    body = """
conditions:
  outbound: {metadata: {field: direction, equals: outbound}}
  asked: {any: [方便吗]}
applicable_when: outbound
met: asked
"""
    told = explained(body, "A: 您好", kind="duty")
    assert told.judgement.why == "data_missing"
    assert told.conditions[0].missing == ("metadata field direction",)
    assert "随路数据 direction" in told.sentence.zh
    assert (told.changes[0].kind, told.changes[0].key, told.changes[0].then) == (
        "metadata",
        "direction",
        ItemState.UNMET,
    )


def test_a_part_of_a_latin_word_is_no_part_of_a_phrase() -> None:
    body = 'conditions:\n  spoken: {any: ["ill warn you"]}\nfound: spoken'
    told = explained(body, "A: we will warn the others", language="en")
    assert all(near.place is None or near.place.text != "ill" for near in told.conditions[0].closest)


def test_what_calls_for_a_person_is_told_not_sought() -> None:
    body = "conditions:\n  odd: {any: [特殊情况]}\n  done: {any: [办好]}\nneeds_human_when: odd\nmet: done"
    told = explained(body, "A: 特殊情况", kind="duty")
    assert (told.state, [s.step for s in told.path if s.decides]) == (ItemState.NEEDS_HUMAN, ["needs_human_when"])
    assert "相近" not in told.sentence.zh


def test_a_figure_below_its_limit_is_the_closest() -> None:
    body = "conditions:\n  long: {wait: {over_s: {chat: 60}}}\nfound: long"
    told = explained(body, "C: 在吗", "A: 在", at_s=[0, 42])
    near = told.conditions[0].closest[0]
    assert (near.kind, near.value, near.wanted) == ("measure", "42 s", "over_s: {chat: 60}")
    assert told.conditions[0].whole_interaction


def test_a_channel_out_of_scope_is_told_and_nothing_was_looked_for() -> None:
    told = explained("applies: {channels: [phone]}" + PROMISE, "A: 保证收益")
    assert (told.state, told.path[-1].step) == (ItemState.NOT_APPLICABLE, "scope")
    assert told.conditions == ()
    assert (told.changes[0].key, told.changes[0].then) == ("applies.channels", ItemState.UNMET)


def test_a_late_fulfilment_is_out_of_its_window() -> None:
    body = """
conditions:
  asked: {role: customer, any: [退款]}
  answered: {any: [为您退]}
trigger: asked
met: answered
window: {where: after, turns: 1}
"""
    told = explained(body, "C: 退款", "A: 嗯", "C: 快点", "A: 为您退", kind="duty")
    step = next(s for s in told.path if s.decides)
    assert (told.state, step.step) == (ItemState.UNMET, "window")
    assert "不在其内" in step.words.zh


def test_a_human_item_is_explained_by_being_one() -> None:
    told = explained("conditions: {}", "A: 您好", kind="human")
    assert (told.state, told.path[-1].step) == (ItemState.NEEDS_HUMAN, "kind")


def test_a_sound_that_will_not_do_is_the_reason_and_the_change() -> None:
    body = PROMISE + "needs: {audio_without: [mono]}"
    told = explained(body, "A: 保证收益", recognised=True, channel=Channel.PHONE, trust=Trust(audio=("mono",)))
    assert (told.state, told.judgement.why) == (ItemState.NEEDS_HUMAN, "weak_sound")
    assert (told.changes[0].key, told.changes[0].then) == ("audio_without", ItemState.UNMET)
    clear = explained(body, "A: 保证收益", recognised=True, channel=Channel.PHONE, trust=Trust(audio=("quiet",)))
    assert clear.state is ItemState.UNMET
    assert all(c.key != "audio_without" for c in clear.changes)


def test_words_a_second_reader_does_not_confirm_say_so() -> None:
    body = "conditions:\n  c: {any: [保证收益]}\nfound: c\nconfirmed_by: {name: acts, label: promises, at_least: 0.3}"
    told = {}
    for share in (0.1, 0.9):
        read = Classified("acts", "m", ("promises",), ({"promises": share},))
        told[share] = _explained(book(body), replace(facts("A: 保证收益"), classified=(read,)))
    assert [told[s].state for s in (0.1, 0.9)] == [ItemState.MET, ItemState.UNMET]
    steps = {s: next(p for p in told[s].path if p.step == "found").words.zh for s in told}
    assert "分类器 acts 没有（全部）确认，要 promises ≥ 0.3" in steps[0.1]
    assert "确认" not in steps[0.9]
