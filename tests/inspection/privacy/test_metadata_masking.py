"""Metadata before it is stored where people may search."""

import pytest

from inspection.privacy import masked_identity, masked_metadata
from inspection.privacy.metadata_masking import last_four


def test_customer_numbers_keep_their_last_four() -> None:
    assert masked_metadata({"ani": "13812345678", "客户电话": "138 1234 5678"}) == {
        "ani": "*******5678",
        "客户电话": "*******5678",
    }


def test_the_called_number_is_the_customers_only_when_the_centre_calls() -> None:
    assert masked_metadata({"dnis": "4008208820", "direction": "inbound"})["dnis"] == "4008208820"
    assert masked_metadata({"dnis": "13812345678", "direction": "outbound"})["dnis"] == "*******5678"


def test_identities_of_the_interaction_and_the_agent_stay() -> None:
    known = {
        "interaction_id": "C20260901887766",
        "agent_name": "李小龙",
        "order_id": "20260901887766",
        "queue": "售后",
    }
    assert masked_metadata(known) == known


def test_unknown_columns_are_read_like_text() -> None:
    given = {
        "备注": "客户王小明 请打13800138000",
        "收货邮箱": "a@example.com",
        "等级": "金卡",
        "身份证号": "11010519491231002X",
    }
    masked = masked_metadata(given)
    assert masked["等级"] == "金卡"
    assert "13800138000" not in masked["备注"]
    assert masked["收货邮箱"] == "***"
    assert masked["身份证号"] == "***"


def test_masking_twice_changes_nothing_and_empty_stays_empty() -> None:
    once = masked_metadata({"ani": "13812345678", "note": "call 555-123-4567", "phone": ""})
    assert masked_metadata(once) == once
    assert once["phone"] == ""


def test_four_digits_or_less_are_not_kept() -> None:
    assert last_four("1234") == "****"
    assert last_four("13812345678") == "*******5678"


@pytest.mark.parametrize("given", ["13900139000", "+86 139 0013 9000", "１３９００１３９０００"])
def test_a_customer_id_that_is_a_mobile_number_keeps_its_last_four(given: str) -> None:
    masked = masked_identity(given)
    assert masked is not None
    assert masked.strip("*") == "9000"


def test_a_customer_id_that_is_an_identity_card_keeps_its_last_four() -> None:
    assert masked_identity("11010119900307011X") == "**************011X"


@pytest.mark.parametrize("given", ["U50101", "4000000001", "10086", "95588", "2026090188776", "", None])
def test_other_identities_stay(given: str | None) -> None:
    assert masked_identity(given) == given
