"""Rows of calls.csv become calls; a bad row is its own error."""

from datetime import UTC, datetime

from inspection.formats.calls import read_calls
from inspection.formats.conventions import Conventions
from inspection.formats.table import read_csv
from inspection.interaction import Channel, Direction, HangupBy
from inspection.timeline import Interval

FULL = (
    "会话ID,坐席工号,呼叫方向,开始时间,结束时间,保持时段,挂机方,IVR提示,满意度,坐席声道,录音文件,门店\n"
    "C1,８００１,呼入,2026/9/1 9:12,2026/9/1 9:18,12.5-20;60-75,客户,是,满意,右,C1.wav,城东店\n"
)


def test_a_chinese_row_is_read_in_full(conventions: Conventions) -> None:
    read = read_calls(read_csv(FULL, "calls.csv"), conventions)
    call = read.rows[0].interaction
    assert call is not None
    assert call.key == ("east", "C1")
    assert (call.channel, call.agent_id, call.direction) == (Channel.PHONE, "8001", Direction.INBOUND)
    assert call.started_at == datetime(2026, 9, 1, 1, 12, tzinfo=UTC)
    assert call.holds == (Interval(12.5, 20.0), Interval(60.0, 75.0))
    assert (call.hangup_by, call.ivr_notice, call.csat, call.agent_channel) == (HangupBy.CUSTOMER, True, 4.0, 1)
    assert (call.recording, dict(call.metadata)) == ("C1.wav", {"门店": "城东店"})
    assert read.notices == ("calls.csv: the column '门店' is not one of the contract; kept as metadata",)


def test_a_broken_time_names_row_and_column_and_stops_only_its_row(conventions: Conventions) -> None:
    text = "interaction_id,started_at,ended_at\nC1,2026-13-01,\n"
    text += "C2,2026-09-01 10:00,2026-09-01 09:00\nC3,2026-09-01 10:00,\n"
    rows = read_calls(read_csv(text, "calls.csv"), conventions).rows
    assert [(r.interaction_id, r.error.code if r.error else "") for r in rows] == [
        ("C1", "bad_time"), ("C2", "bad_time"), ("C3", ""),
    ]  # fmt: skip
    assert str(rows[0].error).startswith("calls.csv:2: started_at '2026-13-01'")


def test_an_optional_value_nobody_understands_is_kept_as_metadata_and_not_guessed(conventions: Conventions) -> None:
    text = "interaction_id,started_at,csat,nps,hangup_by,holds\nC1,2026-09-01 10:00,11,abc,火星人,9-3\n"
    row = read_calls(read_csv(text, "calls.csv"), conventions).rows[0]
    assert row.interaction is not None
    assert (row.interaction.csat, row.interaction.nps, row.interaction.hangup_by) == (None, None, None)
    assert row.interaction.holds == ()
    assert dict(row.interaction.metadata) == {"csat": "11", "nps": "abc", "hangup_by": "火星人", "holds": "9-3"}
    assert len(row.notices) == 4


def test_an_id_that_excel_destroyed_is_refused(conventions: Conventions) -> None:
    text = "interaction_id,started_at\n1.23E+15,2026-09-01 10:00\n,2026-09-01 10:00\n"
    rows = read_calls(read_csv(text, "calls.csv"), conventions).rows
    assert [r.error.code for r in rows if r.error] == ["bad_value", "missing_value"]
    assert [r.interaction_id for r in rows] == [None, None]


def test_the_answer_time_stands_in_for_a_missing_start(conventions: Conventions) -> None:
    text = "interaction_id,started_at,answered_at\nC1,,2026-09-01 10:00\nC2,,\n"
    rows = read_calls(read_csv(text, "calls.csv"), conventions).rows
    assert rows[0].interaction is not None
    assert rows[0].interaction.started_at == datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
    assert rows[1].error is not None
    assert rows[1].error.code == "missing_value"
