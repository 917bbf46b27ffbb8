"""An interaction is found by a number, however it is written, and the number itself is nowhere."""

from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.interaction import Channel, Interaction, Role
from inspection.number_index import SEARCHED, NumberMark, number_hash, number_marks, same_number
from inspection.privacy import PrivateTurn, RedactedTurn, redact_conversation

KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))
PHONE = "13900139000"
MOBILE = st.from_regex(r"1[3-9]\d{9}", fullmatch=True).filter(str.isascii)


def call(**known: object) -> Interaction:
    start = datetime(2026, 9, 1, tzinfo=UTC)
    return Interaction(source="d", interaction_id="1", channel=Channel.PHONE, started_at=start, **known)  # type: ignore[arg-type]


def said(*texts: str) -> list[RedactedTurn]:
    senders = (Role.AGENT, Role.CUSTOMER)
    return redact_conversation([PrivateTurn(text, senders[i % 2]) for i, text in enumerate(texts)])


@pytest.mark.parametrize(
    "written",
    ["13900139000", "+86 139 0013 9000", "0086-139-0013-9000", "86139 00139000", "１３９００１３９０００",
     "+８６13900139000",     "(139)0013 9000", "013900139000", " 139.0013.9000\n"],
)  # fmt: skip
def test_a_mobile_is_the_same_however_it_is_written(written: str) -> None:
    assert same_number(written) == PHONE
    assert number_hash(KEY, written) == number_hash(KEY, PHONE)


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("+86 10 8765 4321", "01087654321"),
        ("010-87654321", "01087654321"),
        ("0086 755 2345 6789", "075523456789"),
        ("+1 (415) 555-0100", "14155550100"),
        ("po-2026-88123", "PO202688123"),
        ("ＳＦ1234567890123", "SF1234567890123"),
        ("U50101", "U50101"),
        ("0001", "0001"),
        ("", ""),
        ("--", ""),
    ],
)
def test_other_numbers_keep_what_makes_them_different(written: str, form: str) -> None:
    assert same_number(written) == form


@given(MOBILE)
def test_a_country_code_never_makes_another_number(mobile: str) -> None:
    assert {number_hash(KEY, f"{before}{mobile}") for before in ("", "86", "+86 ", "0086", "0")} == {
        number_hash(KEY, mobile)
    }


@given(st.text(max_size=30))
def test_the_compared_form_is_settled_at_once(text: str) -> None:
    assert same_number(same_number(text)) == same_number(text)


@given(MOBILE, MOBILE)
def test_different_mobiles_have_different_hashes(one: str, other: str) -> None:
    assert (number_hash(KEY, one) == number_hash(KEY, other)) == (one == other)


def test_another_key_gives_another_hash_and_the_hash_shows_nothing() -> None:
    assert number_hash(KEY, PHONE) != number_hash(OTHER_KEY, PHONE)
    assert PHONE not in number_hash(KEY, PHONE)
    assert len(bytes.fromhex(number_hash(KEY, PHONE))) == 32


def test_given_numbers_are_marked_by_their_field_before_masking() -> None:
    known = call(
        ani="+86 139 0013 9000",
        dnis="4000000001",
        customer_id="U50101",
        order_id="D-77",
        metadata=MappingProxyType({"客户手机号": "13700137000", "会员等级": "13600136000"}),
    )
    assert set(number_marks(KEY, known, [])) == {
        NumberMark("ani", number_hash(KEY, PHONE)),
        NumberMark("dnis", number_hash(KEY, "4000000001")),
        NumberMark("customer_id", number_hash(KEY, "U50101")),
        NumberMark("order_id", number_hash(KEY, "D77")),
        NumberMark("metadata", number_hash(KEY, "13700137000")),
    }


def test_spoken_and_split_numbers_are_marked_as_the_number_they_stand_for() -> None:
    marks = number_marks(
        KEY, call(), said("请报一下手机号", "幺三九零零幺", "嗯", "三九零零零", "订单号呢", "订单号是88271934")
    )
    assert NumberMark("said_phone", number_hash(KEY, PHONE)) in marks
    assert NumberMark("said_order_no", number_hash(KEY, "88271934")) in marks


def test_what_is_no_number_to_search_by_is_not_marked() -> None:
    turns = said("请问您贵姓", "我叫王小明,身份证110101199003070118,密码是482913,热线是4008001234")
    assert any(turn.spans for turn in turns)
    assert number_marks(KEY, call(ani="*******9000", customer_id="  "), turns) == ()


def test_a_mark_tells_no_number_and_the_order_is_settled() -> None:
    marks = number_marks(KEY, call(ani=PHONE, customer_id=PHONE), said("您的电话?", f"我的电话{PHONE}"))
    assert PHONE not in repr(marks)
    assert [m.field for m in marks] == ["ani", "customer_id", "said_phone"]
    assert len({m.number_hash for m in marks}) == 1


def test_a_found_value_is_not_shown_when_a_span_is_printed() -> None:
    (turn,) = redact_conversation([PrivateTurn(f"我的电话{PHONE}", Role.CUSTOMER)])
    assert turn.spans[0].value == PHONE
    assert PHONE not in repr(turn)
    assert replace(turn.spans[0], value="").kind is turn.spans[0].kind


def test_every_search_looks_where_marks_are_made() -> None:
    made = {"ani", "dnis", "metadata", "customer_id", "order_id", "ticket_id", "said_phone", "said_order_no"}
    assert {field for fields in SEARCHED.values() for field in fields} == made
