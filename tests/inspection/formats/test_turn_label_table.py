"""Label files: CSV and JSON lines, in both languages; a bad row is told with its number, the others are read."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from inspection.errors import TableError
from inspection.formats.turn_label_table import LabelRows, read_turn_labels
from inspection.relearning.turn_label import GivenLabel

NOW = datetime(2026, 9, 2, tzinfo=UTC)


def read(text: str) -> LabelRows:
    return read_turn_labels(text, "labels.csv", who="me", now=NOW, zone=ZoneInfo("Asia/Shanghai"))


def test_a_chinese_table_with_bom() -> None:
    found = read("\ufeff会话编号,轮次,维度,标签,标注人,标注时间\nC-1,０,情感,负面,王芳,2026-09-01 09:00\n")
    at = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)
    assert found.refused == ()
    assert found.given == (
        GivenLabel(interaction_id="C-1", turn=0, head="情感", label="负面", who="王芳", at=at, where="labels.csv:2"),
    )


def test_who_and_when_are_filled_in_and_the_source_is_optional() -> None:
    found = read("source,interaction_id,turn,head,label\nsmall,C-1,2,act:rude,yes\n").given[0]
    assert (found.source, found.who, found.at) == ("small", "me", NOW)


def test_json_lines() -> None:
    found = read('{"interaction_id": "C-1", "turn": 1, "head": "emotion", "label": "angry"}\n\n{"turn": 2}\n')
    assert [(g.turn, g.head, g.where) for g in found.given] == [(1, "emotion", "labels.csv:1")]
    assert [str(p) for p in found.refused] == [
        "labels.csv:3: interaction_id, head, label is empty; correct the row and import the file again"
    ]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("C-1,first,sentiment,negative", "turn 'first' is no number from 0"),
        ("C-1,-1,sentiment,negative", "turn '-1' is no number from 0"),
        ("C-1,1.5,sentiment,negative", "turn '1.5' is no number from 0"),
        ("C-1,9999999999,sentiment,negative", "is no number from 0"),
        ("C-1,0,sentiment,", "label is empty"),
        ("C-1,0,sentiment", "the row has 3 cells, the header 4"),
        ('"C-1,0,sentiment,negative', "a quote opens and never closes"),
    ],
)
def test_a_bad_row_is_named_and_the_next_one_is_read(row: str, why: str) -> None:
    found = read(f"interaction_id,turn,head,label\n{row}\nC-2,0,sentiment,negative\n")
    assert len(found.refused) == 1
    assert why in str(found.refused[0])
    assert str(found.refused[0]).startswith("labels.csv:2: ")
    assert [g.interaction_id for g in found.given] == ["C-2"]


def test_a_time_that_is_none_is_named() -> None:
    found = read("interaction_id,turn,head,label,at\nC-1,0,sentiment,negative,yesterday\n")
    assert "at 'yesterday': it is not a time" in str(found.refused[0])


def test_a_table_without_its_columns_is_refused_whole() -> None:
    with pytest.raises(TableError, match="there is no column turn, label; name the columns source"):
        read("interaction_id,head\nC-1,sentiment\n")
    with pytest.raises(TableError, match="empty"):
        read("")
