"""Redaction as a whole: placeholders, context between turns, what stays, and the algebra of masking."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspection.entities import EntityKind
from inspection.interaction import Role
from inspection.privacy import Allowed, PrivateTurn, redact_conversation

AGENT, CUSTOMER = Role.AGENT, Role.CUSTOMER


def masked(*texts: str, allowed: Allowed | None = None) -> list[str]:
    return [
        turn.masked
        for turn in redact_conversation([PrivateTurn(text, CUSTOMER) for text in texts], allowed or Allowed())
    ]


def test_placeholders_speak_the_language_of_their_turn() -> None:
    assert masked("我的手机号是13800138000") == ["我的手机号是<手机号>"]
    assert masked("my number is 555-123-4567") == ["my number is <phone>"]
    assert masked("你好", "13800138000") == ["你好", "<手机号>"]
    assert masked("hello there", "555-123-4567") == ["hello there", "<phone>"]


def test_several_values_in_one_turn_keep_their_order_and_kinds() -> None:
    text = "王小明 13812345678 江苏省苏州市工业园区星湖街328号 订单20260901887766"
    (turn,) = redact_conversation([PrivateTurn(text, CUSTOMER)])
    assert turn.masked == "<姓名> <手机号> <地址> 订单<订单号>"
    assert [span.kind.value for span in turn.spans] == [
        "name",
        "phone",
        "address",
        "order_no",
    ]
    assert [turn.masked[e.start_char : e.end_char] for e in turn.entities] == [
        "<姓名>",
        "<手机号>",
        "<地址>",
        "<订单号>",
    ]


def test_entities_carry_the_turn_number_they_were_given() -> None:
    (turn,) = redact_conversation([PrivateTurn("13800138000", CUSTOMER, index=7)])
    assert [entity.turn for entity in turn.entities] == [7]


def test_a_value_equal_to_the_metadata_says_which_field() -> None:
    allowed = Allowed(
        metadata={
            "ani": "+86 138 0013 8000",
            "order_id": "A-1023-77",
            "customer_id": "99008000",
        }
    )
    turns = redact_conversation([PrivateTurn("手机幺三八零零幺三八零零零 订单a102377", CUSTOMER)], allowed)
    assert [entity.matches for entity in turns[0].entities] == [
        ("ani", "customer_id:last4"),
        ("order_id",),
    ]


def test_the_last_four_alone_are_a_weaker_match() -> None:
    turns = redact_conversation(
        [PrivateTurn("我现在用13900008000", CUSTOMER)],
        Allowed(metadata={"ani": "13800138000"}),
    )
    assert turns[0].entities[0].matches == ("ani:last4",)


def test_a_value_of_the_metadata_is_masked_without_any_cue() -> None:
    assert masked("就是QX-88-1207那个", allowed=Allowed(metadata={"order_id": "QX-88-1207"})) == ["就是<订单号>那个"]
    assert masked("就是QX那个", allowed=Allowed(metadata={"order_id": "QX-88-1207"})) == ["就是QX那个"]


def test_hotlines_staff_numbers_and_organisations_stay() -> None:
    allowed = Allowed(
        hotlines=("021-62881234", "13800138000"),
        staff_numbers=("880123",),
        organisations=("华夏",),
    )
    assert masked("打你们021-62881234或者13800138000", allowed=allowed) == ["打你们021-62881234或者13800138000"]
    assert masked("工单找880123处理", allowed=allowed) == ["工单找880123处理"]


def test_a_wrong_number_and_its_correction_are_both_masked() -> None:
    assert masked("13800138000不对是13900139000") == ["<手机号>不对是<手机号>"]


def test_the_question_of_one_turn_does_not_reach_over_many_others() -> None:
    turns = [PrivateTurn("请问验证码是多少", AGENT)]
    turns += [
        PrivateTurn("等一下", CUSTOMER),
        PrivateTurn("好的", AGENT),
        PrivateTurn("不急", AGENT),
        PrivateTurn("我买了482913", CUSTOMER),
    ]
    assert redact_conversation(turns)[-1].spans == ()


def test_nothing_is_found_in_nothing() -> None:
    assert redact_conversation([]) == []
    assert masked("", "  ", "嗯") == ["", "  ", "嗯"]


def test_why_is_always_said() -> None:
    (turn,) = redact_conversation([PrivateTurn("验证码482913 手机13800138000", CUSTOMER)])
    assert [span.reason for span in turn.spans] == [
        "announced as 验证码",
        "mobile number, announced as 手机",
    ]


VALUES = st.sampled_from(
    (
        "13800138000",
        "幺三九零零幺三九零零零",
        "11010519491231002X",
        "6222021234567890128",
        "zhangsan@example.com",
        "京A12345",
        "SF1234567890123",
        "上海市浦东新区张江路100弄3号502室",
        "+86 13800138000",
        "555-123-4567",
        "一三八 零零一三 八零零零",
    )
)
WORDS = st.lists(
    st.sampled_from(
        (
            "你好",
            "请问",
            "我的订单",
            "手机号是",
            "验证码",
            "好的谢谢",
            "还没到",
            "please",
            "order number",
            "99.8%",
            "3天",
            "密码",
        )
    ),
    max_size=4,
)


@settings(max_examples=150, deadline=None)
@given(WORDS, VALUES, WORDS)
def test_a_value_never_survives_and_masking_again_changes_nothing(
    before: list[str], value: str, after: list[str]
) -> None:
    text = " ".join((*before, value, *after))
    (turn,) = redact_conversation([PrivateTurn(text, CUSTOMER)])
    assert value not in turn.masked
    (again,) = redact_conversation([PrivateTurn(turn.masked, CUSTOMER)])
    assert again.masked == turn.masked
    assert again.spans == ()


PIECES = st.text(alphabet="幺三八零 0139嗯a@.com订单号验证码手机<>张小明我叫京A路号", max_size=30)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=4))
def test_spans_and_entities_rebuild_the_masked_text(texts: list[str]) -> None:
    results = redact_conversation([PrivateTurn(text, CUSTOMER) for text in texts])
    for text, turn in zip(texts, results, strict=True):
        rebuilt, at = [], 0
        for span, entity in zip(turn.spans, turn.entities, strict=True):
            assert at <= span.start < span.end <= len(text)
            rebuilt += [
                text[at : span.start],
                turn.masked[entity.start_char : entity.end_char],
            ]
            assert entity.kind is span.kind
            at = span.end
        assert "".join((*rebuilt, text[at:])) == turn.masked
    again = redact_conversation([PrivateTurn(turn.masked, CUSTOMER) for turn in results])
    assert [turn.masked for turn in again] == [turn.masked for turn in results]


@given(st.text(alphabet="了吗呢退款物流客服谢谢，。", max_size=60))  # without 的: 谢客 答谢的谢 spells a name
def test_text_without_digits_letters_or_names_is_unchanged(text: str) -> None:
    assert masked(text) == [text]


def test_the_same_conversation_always_gives_the_same_spans() -> None:
    turns = [
        PrivateTurn("请报手机号", AGENT),
        PrivateTurn("138", CUSTOMER),
        PrivateTurn("00138000", CUSTOMER),
    ]
    assert redact_conversation(turns) == redact_conversation(turns)


@pytest.mark.parametrize("kind", list(EntityKind))
def test_each_kind_has_a_placeholder_that_is_never_read_again(kind: EntityKind) -> None:
    from inspection.privacy.placeholders import EN, ZH

    assert masked(f"我的{ZH[kind]}是") == [f"我的{ZH[kind]}是"]
    assert masked(f"my {EN[kind]} is") == [f"my {EN[kind]} is"]
