"""Column names in Chinese and English mean the same column."""

import pytest

from inspection.errors import SettingsError
from inspection.formats.conventions import Conventions
from inspection.formats.header_aliases import aliases_from_text


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("坐席工号", "agent_id"),
        ("Agent ID", "agent_id"),
        ("ＡＧＥＮＴ＿ＩＤ", "agent_id"),
        ("開始時間", "started_at"),
        ("主叫号码", "ani"),
        ("callId", "interaction_id"),
        ("技能组", "queue"),
        ("hold_s", "hold_s"),
        ("holds", "holds"),
        ("保持时长(秒)", "hold_s"),
    ],
)
def test_a_header_is_known_in_either_language(header: str, column: str, conventions: Conventions) -> None:
    assert conventions.interaction_columns.canonical(header) == column


def test_an_unknown_header_is_nobody(conventions: Conventions) -> None:
    assert conventions.interaction_columns.canonical("星座") is None


def test_the_exact_name_wins_and_the_second_alias_stays_metadata(conventions: Conventions) -> None:
    assigned = conventions.interaction_columns.assign(["工号", "agent_id", "坐席"])
    assert assigned == (("工号", False), ("agent_id", True), ("坐席", False))


def test_an_alias_of_two_columns_is_a_mistake_in_the_file() -> None:
    with pytest.raises(SettingsError, match="belongs to 'a' and to 'b'"):
        aliases_from_text("interaction: {a: [x], b: [x]}")


def test_an_own_column_must_lead_to_a_column_of_the_contract(conventions: Conventions) -> None:
    own = conventions.with_columns({"服务编码": "interaction_id", "登录名": "accounts"})
    assert own.interaction_columns.canonical("服务编码") == "interaction_id"
    assert own.agent_columns.canonical("登录名") == "accounts"
    assert own.interaction_columns.canonical("登录名") is None
    with pytest.raises(SettingsError, match="unknown column 'nonsense'"):
        conventions.with_columns({"x": "nonsense"})
