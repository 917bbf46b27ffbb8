"""Judging: three states, evidence for every deduction, and no deduction on weak words, homophones or unsure roles."""

from typing import Any

import pytest

from inspection.evaluation import ItemState, Line
from inspection.facts import Trust
from inspection.interaction import Channel, Direction, Role
from inspection.rules.judge import judge, look_for
from inspection.rules.outcome import Truth
from inspection.rules.view import SegmentView
from inspection.segments import segments_of
from inspection.sentiment import SentimentReading
from inspection.sound import Interruption, Silence, SoundFacts, TurnRate
from inspection.timeline import Interval
from tests.inspection.rules.book_of import book, facts, item_text, judged

MET, UNMET = ItemState.MET, ItemState.UNMET
NOT_APPLICABLE, NEEDS_HUMAN = ItemState.NOT_APPLICABLE, ItemState.NEEDS_HUMAN

PROMISE = """
conditions:
  promised: {any: [保证收益], guards: [negated, quoted], questions: ignore}
found: promised
fatal: {kind: compliance}
"""
SOOTHE = """
conditions:
  upset: {role: customer, feeling: {label: negative, at_least: 0.6}}
  soothed: {any: [抱歉让您久等]}
trigger: upset
met: soothed
window: {where: after, turns: 2}
"""
UPSET = SentimentReading(0.9, 0.1, 0.0, False)


def test_a_violation_carries_the_very_words_as_evidence() -> None:
    found = judged(PROMISE, "C: 有风险吗", "A: 放心，我们保证收益的")
    (evidence,) = found.evidence
    assert (found.state, found.fatal_kind) == (UNMET, Line.COMPLIANCE)
    assert (evidence.turn, evidence.start_char, evidence.end_char, evidence.text) == (1, 5, 9, "保证收益")
    assert "保证收益" in found.reason


@pytest.mark.parametrize(
    "said",
    [
        "A: 我们不能保证收益",
        "A: 您说的保证收益是不存在的",
        "A: 您问的是保证收益吗？",
        "C: 你们保证收益吧",
        "B: 保证收益",
        "A: 风险请您自担",
    ],
)
def test_negation_quotation_questions_and_other_speakers_are_clean(said: str) -> None:
    assert judged(PROMISE, said, "A: 好的").state is MET


def test_a_homophone_in_recognised_speech_costs_nothing() -> None:
    found = judged(PROMISE, "A: 放心我们保正收益", channel=Channel.PHONE, at_s=[0], recognised=True)
    assert (found.state, found.fatal_kind) == (NEEDS_HUMAN, None)
    assert found.evidence[0].operator == "sounds_like"


def test_a_homophone_in_typed_text_is_no_hit_at_all() -> None:
    assert judged(PROMISE, "A: 放心我们保正收益").state is MET


def test_words_heard_badly_cost_nothing() -> None:
    found = judged(PROMISE, "A: 保证收益", channel=Channel.PHONE, at_s=[0], recognised=True, confidence=0.3)
    assert found.state is NEEDS_HUMAN


def test_when_it_is_not_certain_who_spoke_nobody_is_charged() -> None:
    unsure = Trust(roles=0.4)
    found = judged(PROMISE, "A: 保证收益", channel=Channel.PHONE, at_s=[0], recognised=True, trust=unsure)
    assert found.state is NEEDS_HUMAN


def test_a_duty_that_nothing_calls_for_is_not_applicable() -> None:
    assert judged(SOOTHE, "C: 请问几点发货", "A: 今天", kind="duty").state is NOT_APPLICABLE


def test_a_duty_fulfilled_in_time_is_met() -> None:
    said = ("C: 气死我了", "A: 嗯", "A: 抱歉让您久等")
    assert judged(SOOTHE, *said, kind="duty", feelings={0: UPSET}).state is MET


def test_a_duty_fulfilled_too_late_or_before_it_was_owed_is_unmet_and_points_at_its_trigger() -> None:
    late = judged(
        SOOTHE, "C: 气死我了", "A: 一", "C: 嗯", "A: 二", "C: 嗯", "A: 抱歉让您久等", kind="duty", feelings={0: UPSET}
    )
    early = judged(SOOTHE, "A: 抱歉让您久等", "C: 气死我了", "A: 哦", kind="duty", feelings={1: UPSET})
    assert (late.state, early.state) == (UNMET, UNMET)
    assert (late.evidence[0].turn, late.evidence[0].text) == (0, "气死我了")


def test_every_trigger_wants_its_own_fulfilment_when_the_rule_says_each() -> None:
    body = SOOTHE.replace("turns: 2}", "turns: 1, each: true}")
    said = ("C: 气死我了", "A: 抱歉让您久等", "C: 还是没人管", "A: 哦")
    once = judged(SOOTHE, *said, kind="duty", feelings={0: UPSET, 2: UPSET})
    each = judged(body, *said, kind="duty", feelings={0: UPSET, 2: UPSET})
    assert (once.state, each.state, each.evidence[0].turn) == (MET, UNMET, 2)


def test_an_absent_duty_shows_what_was_searched() -> None:
    body = "conditions:\n  greeted: {any: [您好], first_turns: 2}\nmet: greeted"
    missing = judged(body, "A: 说", "C: 我想退货", "A: 订单号", "C: 一二三", "A: 您好", kind="duty")
    assert missing.state is UNMET
    assert [e.turn for e in missing.evidence] == [0, 2]
    assert {e.operator for e in missing.evidence} == {"absent"}


def test_an_absent_duty_is_not_charged_when_the_call_was_heard_badly() -> None:
    body = "conditions:\n  greeted: {any: [您好]}\nmet: greeted"
    weak = Trust(recognition=0.2)
    missing = judged(body, "A: 说", kind="duty", channel=Channel.PHONE, at_s=[0], recognised=True, trust=weak)
    assert missing.state is NEEDS_HUMAN


def test_missing_metadata_is_never_unmet() -> None:
    body = """
conditions:
  outbound: {metadata: {field: direction, equals: outbound}}
  asked: {any: [方便吗]}
applicable_when: outbound
met: asked
"""
    assert judged(body, "A: 您好", kind="duty").state is NOT_APPLICABLE
    assert judged(body + "unknown: needs_human", "A: 您好", kind="duty").state is NEEDS_HUMAN
    assert judged(body, "A: 您好", kind="duty", direction=Direction.OUTBOUND).state is UNMET
    assert judged(body, "A: 您好", kind="duty", direction=Direction.INBOUND).state is NOT_APPLICABLE


def test_a_breach_that_nothing_repairs_beats_fulfilment() -> None:
    body = "conditions:\n  asked: {any: [同意吗]}\n  done: {any: [已经开通]}\nmet: asked\nunmet: done before asked"
    assert judged(body, "A: 已经开通了", "A: 您同意吗", kind="duty").state is UNMET
    assert judged(body, "A: 您同意吗", "A: 已经开通了", kind="duty").state is MET


def test_an_excuse_makes_a_duty_not_applicable() -> None:
    body = """
conditions:
  left: {metadata: {field: hangup_by, equals: customer}}
  bye: {any: [再见]}
not_applicable_when: left
met: bye
"""
    assert judged(body, "A: 好", kind="duty", hangup_by="customer").state is NOT_APPLICABLE
    assert judged(body, "A: 好", kind="duty").state is UNMET


def test_an_item_of_another_channel_or_business_line_does_not_apply() -> None:
    assert judged("applies: {channels: [phone]}" + PROMISE, "A: 保证收益").state is NOT_APPLICABLE
    body = "applies: {business_lines: [bank]}" + PROMISE
    assert judged(body, "A: 保证收益", business_line="telecom").state is NOT_APPLICABLE
    assert judged(body, "A: 保证收益", business_line="bank").state is UNMET


def test_without_a_word_of_the_agent_nothing_is_judged() -> None:
    assert judged(PROMISE, "C: 喂").state is NOT_APPLICABLE


def test_a_human_item_always_wants_a_person() -> None:
    assert judged("", "A: 好", kind="human").state is NEEDS_HUMAN


def test_a_fatal_is_fatal_only_when_its_condition_holds() -> None:
    body = """
conditions:
  promised: {any: [保证明天到]}
  pays: {any: [赔十倍]}
found: promised
fatal: {kind: business, when: pays}
"""
    assert judged(body, "A: 保证明天到").fatal_kind is None
    assert judged(body, "A: 保证明天到，不到赔十倍").fatal_kind is Line.BUSINESS


WAIT = "conditions:\n  slow: {wait: {over_s: {chat: 60, phone: 15}}}\nfound: slow"


def test_a_gap_in_a_chat_counts_from_the_message_before_the_agents_answer() -> None:
    assert judged(WAIT, "C: 在吗", "A: 在", at_s=[0, 61]).state is UNMET
    assert judged(WAIT, "C: 在吗", "A: 在", at_s=[0, 60]).state is MET
    assert judged(WAIT, "A: 在吗", "C: 在", at_s=[0, 500]).state is MET
    assert judged(WAIT, "C: 在吗", "A: 在").state is NOT_APPLICABLE


def test_a_limit_for_another_channel_is_no_limit_here() -> None:
    assert judged(WAIT, "C: 在吗", "A: 在", at_s=[0, 9000], channel=Channel.EMAIL).state is MET


def call(sound: SoundFacts, body: str) -> Any:
    from dataclasses import replace

    seen = replace(facts("C: 喂", "A: 您好", "A: 再见", channel=Channel.PHONE, at_s=[0, 20, 40]), sound=sound)
    view = SegmentView(seen, segments_of(seen.interaction)[0])
    return judge(view, book(body), "zh")[0]


def test_a_silence_on_the_phone_is_evidence_with_its_seconds() -> None:
    sound = SoundFacts(duration_s=42, silences=(Silence(Interval(2, 20), 0, 1), Silence(Interval(22, 30), 1, 2)))
    found = call(sound, WAIT)
    (evidence,) = found.evidence
    assert (evidence.turn, evidence.start_s, evidence.end_s) == (1, 2, 20)
    assert (evidence.operator, evidence.value, evidence.threshold) == ("silence", "18.0 s", "15 s")


def test_speech_rate_and_interruptions_are_measured_on_the_agent() -> None:
    sound = SoundFacts(
        duration_s=42,
        turn_rates=(TurnRate(1, 320, "characters"), TurnRate(2, 250, "characters"), TurnRate(0, 500, "characters")),
        agent_rate_per_minute=300,
        interruptions=(Interruption(Role.AGENT, Interval(1, 2), 1), Interruption(Role.CUSTOMER, Interval(3, 4), 2)),
    )
    rate = "conditions:\n  fast: {speech_rate: {above: {characters: 280, words: 190}}}\nfound: fast"
    rude = "conditions:\n  cut: {interruptions: {more_than: %d}}\nfound: cut"
    assert [e.turn for e in call(sound, rate).evidence] == [1]
    assert call(sound, rude % 0).state is UNMET
    assert call(sound, rude % 1).state is MET
    assert call(SoundFacts(duration_s=42), rate).state is NOT_APPLICABLE


def test_response_times_first_mean_and_any() -> None:
    body = "conditions:\n  slow: {response_time: {which: %s, above_s: {chat: 30}}}\nfound: slow"
    said = ("C: 在吗", "A: 在的请讲", "C: 几时发货", "A: 今天会发")
    times = [0, 20, 30, 100]
    states = {which: judged(body % which, *said, at_s=times).state for which in ("first", "mean", "any")}
    assert states == {"first": MET, "mean": UNMET, "any": UNMET}
    assert judged(body % "mean", *said).state is NOT_APPLICABLE


def test_the_same_text_pasted_three_times_is_found_and_twice_is_not() -> None:
    body = "conditions:\n  pasted: {repetition: {times: 3, min_characters: 6}}\nfound: pasted"
    line = "A: 亲亲请您耐心等待一下哦"
    assert judged(body, line, "C: 嗯", line, "C: 嗯", line + "!").state is UNMET
    assert judged(body, line, "C: 嗯", line, "C: 嗯", "A: 明天到货请留意").state is MET
    assert judged(body, "A: 好的", "A: 好的", "A: 好的").state is MET


def test_looking_for_what_an_item_demands_ignores_its_place() -> None:
    body = "conditions:\n  greeted: {any: [您好], first_turns: 1}\nmet: greeted"
    rules = book(body, kind="duty")
    seen = facts("A: 说", "C: 嗯", "A: 您好")
    view = SegmentView(seen, segments_of(seen.interaction)[0])
    assert look_for(rules.items["thing"], rules, view).truth is Truth.TRUE


def test_the_same_input_gives_the_same_judgement() -> None:
    said = ("C: 气死我了", "A: 保证收益")
    assert judged(PROMISE, *said) == judged(PROMISE, *said)


def test_item_text_is_yaml_of_one_item() -> None:
    assert "id: thing" in item_text(PROMISE)


def test_short_words_match_by_sound_only_where_the_rule_allows_it() -> None:
    body = "conditions:\n  greeted: {any: [您好]%s}\nmet: greeted"
    given = {"kind": "duty", "channel": Channel.PHONE, "at_s": [0], "recognised": True}
    assert judged(body % "", "A: 年好请讲", **given).state is UNMET
    assert judged(body % ", shortest_sound: 2", "A: 年好请讲", **given).state is MET


def test_a_duty_is_not_called_missing_where_too_many_words_were_heard_badly() -> None:
    from dataclasses import replace

    from inspection.interaction import Word

    rules = book("conditions:\n  greeted: {any: [您好]}\nmet: greeted", kind="duty")
    seen = facts("A: 一好请讲", channel=Channel.PHONE, at_s=[0], recognised=True)

    def state(*confidences: float) -> ItemState:
        words = tuple(Word(c, i, i + 1, p) for i, (c, p) in enumerate(zip("一好请讲", confidences, strict=True)))
        turn = replace(seen.interaction.turns[0], words=words)
        heard = replace(seen, interaction=replace(seen.interaction, turns=(turn,)))
        return judge(SegmentView(heard, segments_of(heard.interaction)[0]), rules, "zh")[0].state

    assert state(0.2, 0.9, 0.9, 0.9) is NEEDS_HUMAN
    assert state(0.9, 0.9, 0.9, 0.9) is UNMET


def test_hits_that_follow_an_announcement_do_not_count() -> None:
    body = """
conditions:
  slow: {wait: {over_s: {chat: 60}}, not_after: {condition: announced, turns: 1}}
  announced: {any: [请稍等]}
found: slow
"""
    said = ("C: 在吗", "A: 请稍等", "A: 查到了", "C: 嗯", "A: 好了")
    found = judged(body, *said, at_s=[0, 5, 100, 110, 300])
    assert [e.turn for e in found.evidence] == [4]
    assert judged(body, *said[:3], at_s=[0, 5, 100]).state is MET


def test_recorded_holds_count_as_waits_only_where_the_rule_says_so() -> None:
    from dataclasses import replace

    seen = facts("C: 喂", "A: 请稍等", "A: 查到了", channel=Channel.PHONE, at_s=[0, 3, 30])
    held = replace(seen.interaction, holds=(Interval(6, 29.5),))
    heard = replace(seen, interaction=held, sound=SoundFacts(duration_s=32))
    view = SegmentView(heard, segments_of(held)[0])
    body = "conditions:\n  slow: {wait: {over_s: {phone: 15}%s}}\nfound: slow"
    counted = judge(view, book(body % ", holds: true"), "zh")[0]
    assert (counted.state, counted.evidence[0].turn, counted.evidence[0].start_s) == (UNMET, 2, 6)
    assert judge(view, book(body % ""), "zh")[0].state is MET
