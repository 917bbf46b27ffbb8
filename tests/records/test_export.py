"""Exports: the contract's fields, in any format, safe to open in a spreadsheet."""

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from inspection.errors import RecordsError, SettingsError
from inspection.interaction import Role, Turn
from inspection.ledger import Ending
from inspection.sentiment import SentimentReading
from records import export_formats, interactions, ledger, reviews
from records.chinese_headers import CHINESE_HEADERS
from records.database import reading, writing
from records.export import EXPORT_FORMATS, export
from records.export_fields import EXPORT_FIELDS, EXPORTED_TABLES, FieldKind
from records.export_queries import ExportFilter, query_of
from records.export_rows import AT_ONCE, exported_rows
from records.shard import save_shard
from tests.records import judged_samples as sample
from tests.records.conftest import empty

CONTRACT = {
    "ledger": "source interaction_id run_id business_date ending code reason retryable source_file row recording "
    "attempts",
    "turns": "source interaction_id turn sender agent_id text start_s end_s sent_at confidence sentiment "
    "probabilities ambiguous emotion type",
    "evaluations": "evaluation_id source interaction_id segment agent_id team vendor channel business_date started_at "
    "evaluated_at form_id form_version rulebook_id rulebook_version rulebook_hash model_ids machine_score raw_score "
    "human_score published_score points_judged points_possible fatal_suspected fatal_confirmed fatal_items band "
    "status supersedes items",
    "flags": "flag_id source interaction_id agent_id code severity reason selection probability status",
    "scorecards": "agent team vendor period channel line n mean low high enough machine human published items "
    "dimensions metrics",
    "coaching": "task_id agent_id item kind priority evidence trainer due_on status effect",
    "reviews": "id who when item state points reason_code seconds_spent decision",
    "appeals": "id who when item state points reason_code seconds_spent decision",
}


@pytest.fixture
def night(engine: Engine) -> Engine:
    """Three calls: two of team 一组, one of 二组 a day later; a broken row; one entry still pending."""
    other = sample.judged("call-3", replace(sample.evaluation("e3", "call-3"), team="二组"))
    interaction = replace(other.facts.interaction, team="二组")
    tomorrow = sample.NIGHT + timedelta(days=1)
    other = replace(other, facts=replace(other.facts, interaction=interaction), business_date=tomorrow)
    broken = sample.entry(None, ending=Ending.FAILED, code="bad_row", reason="started_at: no time", entry_key="x:9")
    with writing(engine) as connection:
        ledger.expect(connection, [sample.entry("call-9"), broken])
        save_shard(connection, [sample.judged("call-2"), sample.judged("call-1"), other])
    return engine


def exported(engine: Engine, table: str, output: Path, **options: Any) -> list[dict[str, Any]]:
    count = export(engine, table, "jsonl", output, **options)
    rows = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == count
    return rows


@pytest.mark.parametrize("table", CONTRACT)
def test_the_fields_are_the_contracts_then_the_version_then_later_ones(table: str) -> None:
    names = [field.name for field in EXPORT_FIELDS[table]]
    contract = CONTRACT[table].split()
    assert names[: len(contract) + 1] == [*contract, "schema_version"]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("table", EXPORTED_TABLES)
@pytest.mark.parametrize("kind", EXPORT_FORMATS)
def test_every_table_can_be_exported_in_every_format(night: Engine, table: str, kind: str, tmp_path: Path) -> None:
    output = tmp_path / f"{table}.{kind}"
    count = export(night, table, kind, output)
    names = [field.name for field in EXPORT_FIELDS[table]]
    if kind == "parquet":
        stored = pq.read_table(output)
        assert (stored.column_names, stored.num_rows) == (names, count)
    elif kind == "csv":
        with output.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert (rows[0], len(rows) - 1) == (names, count)
    else:
        lines = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
        assert len(lines) == count
        assert all(list(line) == names and line["schema_version"] == 1 for line in lines)
    assert [path.name for path in tmp_path.iterdir()] == [output.name]


def test_rows_come_by_date_source_and_id_whatever_the_order_they_were_stored_in(night: Engine, tmp_path: Path) -> None:
    rows = exported(night, "evaluations", tmp_path / "out")
    assert [row["interaction_id"] for row in rows] == ["call-1", "call-2", "call-3"]


def test_the_order_is_that_of_code_points_in_every_database(engine: Engine, tmp_path: Path) -> None:
    names = ["a", "B", "_", "中", "é", "b", "A"]
    with writing(engine) as connection:
        save_shard(connection, [sample.judged(name) for name in names])
    rows = exported(engine, "interactions", tmp_path / "out")
    assert [row["interaction_id"] for row in rows] == sorted(names)


def test_the_ledger_tells_endings_only_and_lists_input_without_an_id(night: Engine, tmp_path: Path) -> None:
    rows = exported(night, "ledger", tmp_path / "out")
    assert [(row["interaction_id"], row["ending"]) for row in rows] == [
        (None, "failed"),
        ("call-1", "scored"),
        ("call-2", "scored"),
        ("call-3", "scored"),
    ]
    assert rows[0]["row"] == 2


def test_an_evaluation_lists_its_items_with_their_evidence(night: Engine, tmp_path: Path) -> None:
    row = exported(night, "evaluations", tmp_path / "out")[0]
    assert [item["id"] for item in row["items"]] == ["greeting", "rude"]
    assert row["items"][0]["evidence"] == [
        {"turn": 0, "start_char": 0, "end_char": 2, "start_s": 0.5, "end_s": 1.0, "text": "您好",
         "operator": "phrase", "value": "您好", "threshold": "您好", "confidence": 0.9}
    ]  # fmt: skip
    assert row["fatal_items"] == [{"id": "rude", "kind": "customer"}]
    assert (row["machine_score"], row["raw_score"], row["human_score"]) == (0.0, 87.5, None)
    assert (row["fatal_suspected"], row["fatal_confirmed"]) == (True, False)
    assert row["started_at"] == "2026-09-01T04:00:00.123456+00:00"


def test_an_interaction_tells_its_segments_quality_and_models(night: Engine, tmp_path: Path) -> None:
    row = exported(night, "interactions", tmp_path / "out")[0]
    assert row["agent_segments"] == [{"segment": 0, "agent_id": "a7", "turns": [0, 1, 2]}]
    assert row["quality"] == {"audio": ["quiet"], "roles": 1.0, "recognition": 0.85}
    assert (row["turns"], row["duration_s"], row["models"]) == (3, 64.25, ["whisper-base@1", "reader@2"])
    assert row["metadata"] == {"会员等级": "金卡"}


def test_turns_keep_their_position_and_carry_probabilities(night: Engine, tmp_path: Path) -> None:
    rows = exported(night, "turns", tmp_path / "out", last=sample.NIGHT)
    assert [(row["interaction_id"], row["turn"]) for row in rows] == [
        (name, turn) for name in ("call-1", "call-2") for turn in (0, 1, 2)
    ]
    assert rows[1]["probabilities"] == {"negative": 0.8, "neutral": 0.1, "positive": 0.1}
    assert (rows[1]["sentiment"], rows[1]["ambiguous"]) == ("negative", True)
    assert (rows[2]["sentiment"], rows[2]["probabilities"], rows[2]["emotion"]) == (None, None, None)
    assert (rows[0]["emotion"], rows[0]["emotion_probabilities"], rows[0]["arousal"]) == (None, None, None)


def test_a_turn_read_for_emotion_carries_it_with_all_its_probabilities_and_the_arousal(
    night: Engine, tmp_path: Path
) -> None:
    row = exported(night, "turns", tmp_path / "out")[1]
    assert (row["emotion"], row["sentiment"], row["arousal"]) == ("angry", "negative", 2.5)
    assert row["emotion_probabilities"] == {
        "angry": 0.6, "anxious": 0.1, "disappointed": 0.1, "neutral": 0.1, "satisfied": 0.05, "grateful": 0.05,
    }  # fmt: skip


def test_an_interaction_has_the_course_of_both_sides_or_says_that_there_are_too_few_turns(
    night: Engine, tmp_path: Path
) -> None:
    customer, _ = exported(night, "interactions", tmp_path / "few")[0]["sentiment_course"].values()
    assert (customer["turns"], customer["enough"], customer["change"], customer["lowest"]) == (1, False, None, None)
    bad, fine = SentimentReading(0.9, 0.05, 0.05, False), SentimentReading(0.1, 0.8, 0.1, False)
    facts = sample.judged("call-1").facts
    said = tuple(Turn(index=i, sender=Role.CUSTOMER, text="嗯") for i in range(5))
    long = replace(facts, interaction=replace(facts.interaction, turns=said), readings=(fine, fine, bad, bad, bad))
    with writing(night) as connection:
        interactions.save(connection, [(long, sample.NIGHT)])
    course = exported(night, "interactions", tmp_path / "out")[0]["sentiment_course"]
    assert course["agent"]["enough"] is False
    assert course["customer"] == {
        "turns": 5, "enough": True, "start": "neutral", "end": "negative", "start_balance": 0.0, "end_balance": -0.85,
        "change": "lost", "lowest": {"turn": 2, "balance": -0.85}, "turning_points": [{"turn": 2, "change": -0.85}],
    }  # fmt: skip


def test_history_adds_superseded_evaluations_and_nothing_else_does(night: Engine, tmp_path: Path) -> None:
    with writing(night) as connection:
        save_shard(connection, [sample.judged("call-1", sample.evaluation("new"))])
    now = exported(night, "evaluations", tmp_path / "now")
    ever = exported(night, "evaluations", tmp_path / "ever", history=True)
    assert [row["evaluation_id"] for row in now] == ["new", "e-call-2", "e3"]
    assert [row["evaluation_id"] for row in ever] == ["e-call-1", "new", "e-call-2", "e3"]
    assert ever[1]["supersedes"] == "e-call-1"


@pytest.mark.parametrize("table", ["interactions", "turns", "evaluations", "flags", "ledger"])
def test_a_team_is_exported_alone(night: Engine, table: str, tmp_path: Path) -> None:
    rows = exported(night, table, tmp_path / "out", team="二组")
    assert {row["interaction_id"] for row in rows} == {"call-3"}
    assert exported(night, table, tmp_path / "out", team="no such team") == []


def test_dates_are_both_included(night: Engine, tmp_path: Path) -> None:
    def ids(**dates: date) -> list[str]:
        return [row["interaction_id"] for row in exported(night, "interactions", tmp_path / "out", **dates)]

    tomorrow = sample.NIGHT + timedelta(days=1)
    assert ids(first=sample.NIGHT, last=tomorrow) == ["call-1", "call-2", "call-3"]
    assert ids(last=sample.NIGHT) == ["call-1", "call-2"]
    assert ids(first=tomorrow) == ["call-3"]
    assert ids(first=tomorrow + timedelta(days=1)) == []


def test_a_review_is_exported_under_the_contracts_names(night: Engine, tmp_path: Path) -> None:
    review = reviews.Review(
        id="r1", evaluation_id="e3", who="主管", at=sample.NOON, item="rude", state="met", points=10.0,
        reason_code="misheard", seconds_spent=42.0, decision="machine_wrong",
    )  # fmt: skip
    with writing(night) as connection:
        reviews.add(connection, review)
    (row,) = exported(night, "reviews", tmp_path / "out")
    assert (row["id"], row["who"], row["when"]) == ("r1", "主管", "2026-09-01T04:00:00.123456+00:00")
    assert (row["points"], row["decision"]) == (10.0, "machine_wrong")


def test_csv_begins_with_a_bom_and_chinese_headers_when_asked(night: Engine, tmp_path: Path) -> None:
    output = tmp_path / "ledger.csv"
    export(night, "ledger", "csv", output, lang="zh")
    assert output.read_bytes().startswith("\ufeff来源,会话编号,运行编号,业务日期,结局".encode())


@pytest.mark.parametrize("table", EXPORTED_TABLES)
def test_every_field_has_a_chinese_header_of_its_own(table: str) -> None:
    headers = [CHINESE_HEADERS[field.name] for field in EXPORT_FIELDS[table]]
    assert len(set(headers)) == len(headers)
    assert not any(header.isascii() for header in headers)


def test_no_chinese_header_is_left_over() -> None:
    assert set(CHINESE_HEADERS) == {field.name for fields in EXPORT_FIELDS.values() for field in fields}


def test_a_text_that_looks_like_a_formula_is_disarmed_in_csv_only(night: Engine, tmp_path: Path) -> None:
    export(night, "turns", "csv", tmp_path / "turns.csv")
    with (tmp_path / "turns.csv").open(encoding="utf-8-sig", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    assert texts[:3] == ["您好，很高兴为您服务", "'=退款怎么还没到", ""]
    assert exported(night, "turns", tmp_path / "turns.jsonl")[1]["text"] == "=退款怎么还没到"


@pytest.mark.parametrize("text", ["=1+1", "+8613", "-5", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＠A"])
def test_every_formula_start_is_disarmed(text: str) -> None:
    assert export_formats._cell(text, FieldKind.TEXT) == f"'{text}"


@pytest.mark.parametrize("text", ["1=1", "a-b", " 保本", "'quoted"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert export_formats._cell(text, FieldKind.TEXT) == text


def test_negative_numbers_stay_numbers() -> None:
    assert export_formats._cell(-1.5, FieldKind.NUMBER) == "-1.5"


def test_parquet_has_types_and_nested_values_as_json(night: Engine, tmp_path: Path) -> None:
    output = tmp_path / "evaluations.parquet"
    export(night, "evaluations", "parquet", output)
    stored = pq.read_table(output)
    assert str(stored.schema.field("started_at").type) == "timestamp[us, tz=UTC]"
    assert str(stored.schema.field("business_date").type) == "date32[day]"
    assert str(stored.schema.field("machine_score").type) == "double"
    assert json.loads(stored.column("items")[0].as_py())[0]["id"] == "greeting"


def test_an_export_that_fails_leaves_the_former_file(
    night: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "turns.jsonl"
    output.write_text("former", encoding="utf-8")

    def refuse(_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export_formats, "_json_line", refuse)
    with pytest.raises(RecordsError, match="No space left"):
        export(night, "turns", "jsonl", output)
    assert output.read_text(encoding="utf-8") == "former"
    assert list(tmp_path.iterdir()) == [output]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda engine, out: export(engine, "wages", "csv", out), "no table 'wages'; choose one of ledger"),
        (lambda engine, out: export(engine, "turns", "xls", out), "no format 'xls'; choose one of jsonl"),
        (lambda engine, out: export(engine, "turns", "csv", out, lang="fr"), "no language 'fr'; choose one of en, zh"),
        (
            lambda engine, out: export(engine, "turns", "csv", out, first=date(2026, 9, 2), last=date(2026, 9, 1)),
            "ends .2026-09-01. before it begins",
        ),
    ],
)
def test_what_cannot_be_exported_is_refused_with_the_choices(
    migrated_sqlite: Engine, call: Callable[[Engine, Path], int], message: str, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match=message):
        call(migrated_sqlite, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said_in_one_line(migrated_sqlite: Engine, tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match="cannot be written") as refused:
        export(migrated_sqlite, "turns", "csv", tmp_path / "nowhere" / "out.csv")
    assert "\n" not in str(refused.value)


def test_more_rows_than_fit_in_one_batch_are_all_exported_once(engine: Engine, tmp_path: Path) -> None:
    names = [f"call-{n:04}" for n in range(2 * AT_ONCE + 7)]
    with writing(engine) as connection:
        save_shard(connection, [sample.judged(name) for name in names])
    assert [row["interaction_id"] for row in exported(engine, "evaluations", tmp_path / "out")] == names
    assert len(exported(engine, "turns", tmp_path / "out")) == 3 * len(names)


def test_rows_are_made_while_they_are_written(migrated_sqlite: Engine) -> None:
    empty(migrated_sqlite)
    with writing(migrated_sqlite) as connection:
        save_shard(connection, [sample.judged(f"call-{n:04}") for n in range(3 * AT_ONCE)])
    with reading(migrated_sqlite) as connection:
        statements: list[str] = []
        sa.event.listen(connection, "before_cursor_execute", lambda *event: statements.append(str(event[2])))
        query = query_of("evaluations", ExportFilter(), connection.dialect)
        rows = exported_rows(connection, "evaluations", query)
        first = next(rows)
        items_read = [statement for statement in statements if "FROM evaluation_items" in statement]
        assert (first["interaction_id"], len(items_read)) == ("call-0000", 1)
        assert len(list(rows)) == 3 * AT_ONCE - 1
