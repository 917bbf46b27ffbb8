"""Coded values: the shipped table and a source's own."""

import pytest

from inspection.errors import SettingsError
from inspection.formats.coded_values import CodedValues, codes_from_text, is_nothing


@pytest.mark.parametrize(
    ("column", "raw", "meaning"),
    [
        ("direction", "呼入", "inbound"),
        ("direction", "1", "inbound"),
        ("direction", " OutBound ", "outbound"),
        ("sender", "坐席", "agent"),
        ("sender", "机器人", "bot"),
        ("hangup_by", "客户挂机", "customer"),
        ("ivr_notice", "是", "true"),
        ("resolved", "未解决", "false"),
        ("csat", "非常不满意", "1"),
        ("agent_channel", "左声道", "0"),
        ("is_open", "进行中", "true"),
        ("channel", "在线客服", "chat"),
        ("type", "撤回", "recall"),
    ],
)
def test_the_shipped_table_knows(column: str, raw: str, meaning: str, codes: CodedValues) -> None:
    assert codes.read(column, raw) == meaning


def test_an_unknown_value_has_no_meaning(codes: CodedValues) -> None:
    assert codes.read("sender", "zzz") is None
    assert codes.read("no_such_column", "1") is None


def test_a_source_turns_a_code_round(codes: CodedValues) -> None:
    own = codes.extended(codes_from_text("direction: {1: outbound, 2: inbound}\nresolved: {Y: true}", "codes.yaml"))
    assert (own.read("direction", "1"), own.read("direction", "2")) == ("outbound", "inbound")
    assert codes.read("direction", "1") == "inbound"


@pytest.mark.parametrize("text", ["direction: {1: sideways}", "shoe_size: {1: big}", "- a", "direction: [", "a: 1"])
def test_a_wrong_table_is_refused(text: str, codes: CodedValues) -> None:
    with pytest.raises(SettingsError):
        codes.extended(codes_from_text(text, "codes.yaml"))


@pytest.mark.parametrize("raw", ["", " NULL ", "-", "N/A", "无", "None"])
def test_exports_write_nothing_in_many_ways(raw: str) -> None:
    assert is_nothing(raw)


def test_zero_and_no_are_something() -> None:
    assert not is_nothing("0")
    assert not is_nothing("否")
