"""Older human scores: one row per item or a column per item, words or points, bad rows set aside one by one."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from inspection.errors import TableError
from inspection.evaluation import ItemState
from inspection.formats.header_aliases import aliases_from_text
from inspection.formats.old_reviews import OldReviews, read_old_reviews
from inspection.formats.review_mapping import review_mapping_of
from inspection.formats.table import read_csv, read_sheet
from tests.inspection.result_cases import shipped

MET, UNMET, ABSENT = ItemState.MET, ItemState.UNMET, ItemState.NOT_APPLICABLE
COLUMNS = aliases_from_text(shipped("header_aliases.yaml"))["old_review"]
KNOWN = frozenset({"greeting", "closing", "rude"})
MAP = "items: {开头语: greeting, 结束语: {item: closing, full: 5}, 服务用语: {item: rude, deduct: true}}"
ZONE = ZoneInfo("Asia/Shanghai")


def read(text: str, mapping: str = MAP) -> OldReviews:
    return read_old_reviews(read_csv(text, "old.csv"), COLUMNS, review_mapping_of(mapping, KNOWN), ZONE)


def said(found: OldReviews) -> list[tuple[str, ItemState, float | None]]:
    return [(v.name, v.state, v.points) for v in found.verdicts]


def test_a_column_per_item_in_words_and_points() -> None:
    found = read("会话编号,开头语,结束语,服务用语,总分\nc1,合格,5,0,95\nc2,否,3,-10,60\nc3,不适用,,×,88.5\n")
    assert said(found) == [
        ("开头语", MET, None), ("结束语", MET, 5.0), ("服务用语", MET, 0.0),
        ("开头语", UNMET, None), ("结束语", UNMET, 3.0), ("服务用语", UNMET, -10.0),
        ("开头语", ABSENT, None), ("服务用语", UNMET, None),
    ]  # fmt: skip
    assert [(s.interaction_id, s.points) for s in found.scores] == [("c1", 95), ("c2", 60), ("c3", 88.5)]
    assert (found.bad_rows, found.unmapped) == ((), ())


def test_a_row_per_item_with_who_when_agent_and_source() -> None:
    text = "source,call_id,agent_no,质检员,质检时间,质检项,结果\n旧系统,ｃ１,A7,老刘,2026-09-02 10:00,开头语,达标\n"
    (verdict,) = read(text).verdicts
    assert (verdict.source, verdict.interaction_id, verdict.agent_id, verdict.who) == ("旧系统", "c1", "A7", "老刘")
    assert verdict.at == datetime(2026, 9, 2, 2, 0, tzinfo=UTC)
    assert (verdict.items, verdict.state, verdict.row) == (("greeting",), MET, 2)


def test_points_of_a_row_need_to_know_how_many_are_full() -> None:
    text = "id,项目,得分,满分\nc1,开头语,4,5\nc2,开头语,5,5\nc3,开头语,5,\n"
    found = read(text)
    assert said(found) == [("开头语", UNMET, 4.0), ("开头语", MET, 5.0)]
    assert [(b.number, b.code) for b in found.bad_rows] == [(4, "no_full_points")]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (",合格,5", "missing_value"),
        ("c1,大概吧,5", "unknown_state"),
        ("c1,合格,6", "bad_points"),
        ("c1,合格,-1", "bad_points"),
        ("c1,合格", "bad_row"),
        ('c1,"合格,5', "bad_row"),
    ],
)
def test_a_bad_row_costs_no_other(row: str, code: str) -> None:
    found = read(f"会话编号,开头语,结束语\n{row}\nc2,合格,5\n")
    assert [(b.number, b.code) for b in found.bad_rows] == [(2, code)]
    assert [v.interaction_id for v in found.verdicts] == ["c2", "c2"]
    assert found.bad_rows[0].reason


@pytest.mark.parametrize(("cell", "code"), [("不是时间", "bad_time"), ("1890-01-01", "bad_time")])
def test_a_time_that_cannot_be_read_is_a_bad_row(cell: str, code: str) -> None:
    assert [b.code for b in read(f"会话编号,质检时间,开头语\nc1,{cell},合格\n").bad_rows] == [code]


@pytest.mark.parametrize("total", ["101", "-1", "好"])
def test_a_total_is_a_number_of_0_to_100(total: str) -> None:
    found = read(f"会话编号,开头语,总分\nc1,合格,{total}\n")
    assert [b.code for b in found.bad_rows] == ["bad_score"]
    assert found.verdicts == ()  # nothing of a bad row is used


def test_the_same_said_twice_counts_once_and_a_contradiction_is_set_aside() -> None:
    found = read("会话编号,质检员,开头语\nc1,刘,合格\nc1,刘,合格\nc1,刘,不合格\nc1,王,不合格\n")
    assert [(v.who, v.state) for v in found.verdicts] == [("刘", MET), ("王", UNMET)]
    assert [(b.number, b.code) for b in found.bad_rows] == [(4, "contradiction")]
    assert "row 2" in found.bad_rows[0].reason


def test_items_nobody_mapped_are_named_and_left_out() -> None:
    assert read("会话编号,开头语,备注,语速\nc1,合格,好,快\n").unmapped == ("备注", "语速")
    assert read("id,项目,结果\nc1,语速,合格\nc2,语速,合格\nc3,开头语,合格\n").unmapped == ("语速",)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("开头语,结束语\n合格,5\n", "no column is the interaction_id"),
        ("id,备注\nc1,好\n", "no column is an item"),
        ("", "empty"),
    ],
)
def test_a_table_that_says_nothing_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(TableError, match=complaint) as refused:
        read(text)
    assert refused.value.code == "bad_table"


def test_a_workbook_with_numbers_dates_and_booleans() -> None:
    rows = [
        ("会话编号", "质检时间", "开头语", "结束语", "总分"),
        (1001, datetime(2026, 9, 2, 10, 0), True, 5.0, 95),  # noqa: DTZ001 - a workbook has no zones
        (1002, None, False, 4, 60.5),
    ]
    table = read_sheet(rows, "old.xlsx")
    found = read_old_reviews(table, COLUMNS, review_mapping_of(MAP, KNOWN), ZONE)
    assert [(v.interaction_id, v.state) for v in found.verdicts] == [
        ("1001", MET), ("1001", MET), ("1002", UNMET), ("1002", UNMET),
    ]  # fmt: skip
    assert found.verdicts[0].at == datetime(2026, 9, 2, 2, 0, tzinfo=UTC)
    assert [s.points for s in found.scores] == [95, 60.5]


def test_a_row_about_the_whole_among_rows_of_items() -> None:
    found = read("id,项目,结果,总分\nc1,开头语,合格,\nc1,,,90\n")
    assert (len(found.verdicts), [s.points for s in found.scores]) == (1, [90])
    assert [b.code for b in read("id,项目,结果\nc1,,合格\n").bad_rows] == ["missing_value"]


def test_one_old_item_that_asked_for_several_of_ours() -> None:
    (verdict,) = read("id,整体\nc1,合格\n", "items: {整体: {item: [greeting, closing]}}").verdicts
    assert verdict.items == ("greeting", "closing")
