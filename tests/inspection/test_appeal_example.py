"""An upheld appeal becomes an example: judged as the night judged, in a rule file's own words, and naming nobody."""

from dataclasses import replace

import pytest

from inspection.appeal_example import LONGEST_TURNS, WantedExample, example_of, without_details
from inspection.evaluation import Evaluation, ItemState
from inspection.evidence import Evidence
from inspection.facts import Facts, Trust
from inspection.interaction import Channel, HangupBy, Role, Turn
from inspection.rules.example_insertion import example_yaml
from inspection.rules.examples import judge_example
from inspection.rules.item_spec import Example
from inspection.rules.rule_yaml import parse
from inspection.sentiment import SentimentReading
from tests.inspection.form_cases import UNMET, form, judgement
from tests.inspection.publication_cases import case
from tests.inspection.rules.book_of import book, facts
from tests.models.fakes import fake_readers

RULE = "conditions:\n  promised: {any: [保证收益], guards: [negated]}\nfound: promised\n"


def evaluation(evidence_turn: int | None = None, segment: int = 0) -> Evaluation:
    """A judgement of the item `thing`, resting on a turn."""
    judged, _ = case(form(items=[{"item": "thing", "points": 100}]), [judgement("thing", UNMET)])
    shown = () if evidence_turn is None else (spot(evidence_turn),)
    return replace(judged, segment=segment, items=(replace(judged.items[0], evidence=shown),))


def spot(turn: int) -> Evidence:
    return Evidence(turn=turn, start_char=0, end_char=2, start_s=None, end_s=None, text="保证", operator="phrase",
                    value="保证", threshold="保证")  # fmt: skip


def example(known: Facts, judged: Evaluation | None = None, expect: ItemState = ItemState.MET) -> dict[str, object]:
    return example_of(known, WantedExample(judged or evaluation(), "thing", expect, "申诉 appeal_1"))


def as_a_rule_file_takes_it(given: dict[str, object]) -> Example:
    """Through the very text a rule author would paste."""
    text = example_yaml(given, indent=0)
    return Example.model_validate(parse(f"examples:\n{text}", "x.yaml").data["examples"][0])


def test_the_example_judges_as_the_night_judged() -> None:
    known = facts("C: 收益怎么样", "A: 有人说保证收益，那是骗人的")
    rules = book(RULE)
    given = as_a_rule_file_takes_it(example(known))
    assert given.expect is ItemState.MET  # what people decided
    assert judge_example(rules.items["thing"], given, rules, fake_readers()).state is ItemState.UNMET  # the rule, still


def test_the_example_turns_green_when_the_author_mends_the_rule() -> None:
    given = as_a_rule_file_takes_it(example(facts("C: 收益怎么样", "A: 有人说保证收益，那是骗人的")))
    mended = book("conditions:\n  promised: {any: [保证收益], unless: [骗人]}\nfound: promised\n")
    assert judge_example(mended.items["thing"], given, mended, fake_readers()).state is given.expect


def test_nobody_can_be_known_by_it() -> None:
    known = facts("A: 我是王小明，您的电话是13900139000吗", "C: 是的，我叫李秀英", agent_name="王小明")
    known = replace(
        known, interaction=replace(known.interaction, ani="13900139000", customer_id="c-77", order_id="o-1")
    )
    words = example_yaml(example(known))
    for secret in ("13900139000", "王小明", "李秀英", "c-77", "o-1"):
        assert secret not in words


def test_only_metadata_that_rules_read_and_nobody_is_known_by_is_taken() -> None:
    known = facts("A: 再见", hangup_by=HangupBy.CUSTOMER, customer_id="c-77", ring_s=4.0, business_line="bank")
    given = example(known)
    assert given["metadata"] == {"hangup_by": "customer", "ring_s": 4.0}
    assert given["business_line"] == "bank"


def test_a_call_keeps_its_times_confidences_and_trust() -> None:
    known = facts("C: 喂", "A: 您好", channel=Channel.PHONE, at_s=(0.0, 5.5), recognised=True, confidence=0.4,
                  trust=Trust(roles=0.7, recognition=0.5, audio=("quiet",)))  # fmt: skip
    given = example(known)
    assert (given["channel"], given["recognised"], given["times_s"]) == ("phone", True, [0.0, 5.5])
    assert given["trust"] == {"roles": 0.7, "recognition": 0.5, "audio": ["quiet"]}
    turns = given["turns"]
    assert isinstance(turns, list)
    assert turns[1]["坐席"] == "您好"
    assert (turns[1]["confidence"], turns[1]["end_s"]) == (0.4, 7.5)
    assert as_a_rule_file_takes_it(given).known.details[1].confidence == 0.4


def test_feelings_are_those_the_night_read() -> None:
    known = facts("C: 什么破服务", "A: 哦", feelings={0: SentimentReading(0.91, 0.06, 0.03, False)})
    turns = example(known)["turns"]
    assert isinstance(turns, list)
    assert turns[0]["feeling"] == {"negative": 0.91, "positive": 0.03}


def test_words_alone_are_left_for_people_to_read() -> None:
    known = facts("C: 喂", "A: 您好", channel=Channel.PHONE, at_s=(0.0, 5.5), recognised=True)
    plain = without_details(example(known))
    assert plain["turns"] == [{"客户": "喂"}, {"坐席": "您好"}]
    assert set(plain) == {"name", "channel", "recognised", "turns", "expect"}


def test_english_conversations_have_english_speakers() -> None:
    known = facts("C: hello", "A: good morning", language="en")
    turns = example(known)["turns"]
    assert isinstance(turns, list)
    assert [next(iter(t)) for t in turns] == ["customer", "agent"]


def test_a_long_conversation_is_cut_around_the_evidence_and_never_without_any() -> None:
    said = [f"{'A' if n % 2 else 'C'}: 第{n}句" for n in range(LONGEST_TURNS + 30)]
    cut = example(facts(*said), evaluation(evidence_turn=40))["turns"]
    assert isinstance(cut, list)
    assert len(cut) == 17
    assert cut[8] == {"客户": "第40句", "feeling": {"negative": 0.1, "positive": 0.1}}
    whole = example(facts(*said), evaluation())["turns"]
    assert isinstance(whole, list)
    assert len(whole) == LONGEST_TURNS + 30


def test_a_colleagues_part_stays_out() -> None:
    first = facts("A: 您好", "C: 我要转接", "A: 好的", "C: 还在吗", "A: 在的")
    turns = tuple(
        replace(t, agent_id="a2" if t.index >= 4 else "a1") if t.sender is Role.AGENT else t
        for t in first.interaction.turns
    )
    known = replace(first, interaction=replace(first.interaction, turns=turns))
    second = example(known, evaluation(segment=1))
    assert [next(iter(t.values())) for t in second["turns"]] == ["还在吗", "在的"]  # type: ignore[attr-defined]
    assert second["metadata"] == {"transfer_from": "masked"}
    assert example(known)["metadata"] == {"transfer_to": "masked"}


@pytest.mark.parametrize("channel", [Channel.CHAT, Channel.EMAIL, Channel.SOCIAL, Channel.APP, Channel.PHONE])
def test_every_channel_makes_an_example_a_rule_file_takes(channel: Channel) -> None:
    known = facts("C: 您好: {在吗}", 'A: "在的" # [1]\n下一行', channel=channel)
    turns = (*known.interaction.turns, Turn(index=2, sender=Role.SYSTEM, text=""))
    known = replace(known, interaction=replace(known.interaction, turns=turns), readings=(*known.readings, None))
    given = as_a_rule_file_takes_it(example(known))
    assert given.channel == channel.value
    assert given.turns == [{"客户": "您好: {在吗}"}, {"坐席": '"在的" # [1]\n下一行'}]
