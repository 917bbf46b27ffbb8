"""`mingjian redact`: one answer per line, offsets into the original, turns of a conversation are read together."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import error_of, mingjian


def answers(tmp_path: Path, *lines: dict[str, Any]) -> list[dict[str, Any]]:
    file = tmp_path / "turns.jsonl"
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n\n", encoding="utf-8")
    result = mingjian("redact", file)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_phone_number_is_masked_and_its_place_told(tmp_path: Path) -> None:
    text = "我的电话是13900139000,谢谢"
    (answer,) = answers(tmp_path, {"id": "x1", "text": text})
    assert answer["id"] == "x1"
    assert answer["masked"] == "我的电话是<手机号>,谢谢"
    assert answer["spans"] == [{"start": 5, "end": 16, "kind": "phone"}]
    assert text[5:16] == "13900139000"


def test_a_line_without_id_gets_none_and_clean_text_stays(tmp_path: Path) -> None:
    (answer,) = answers(tmp_path, {"text": "订单金额 299 元,后四位 8821"})
    assert answer == {"masked": "订单金额 299 元,后四位 8821", "spans": []}


def test_turns_of_a_conversation_are_read_together_whatever_their_order(tmp_path: Path) -> None:
    lines = [
        {"id": 2, "conversation": "a", "turn": 1, "sender": "customer", "text": "幺三九零零幺三九零零零"},
        {"id": 1, "conversation": "a", "turn": 0, "sender": "agent", "text": "请您报一下手机号"},
    ]
    second, first = answers(tmp_path, *lines)
    assert (second["id"], first["id"]) == (2, 1)
    assert [s["kind"] for s in second["spans"]] == ["phone"]
    assert first["spans"] == []


@pytest.mark.parametrize(
    ("content", "words"),
    [("not json\n", ":1: not JSON"), ('{"id": 1}\n', '"text"'), ("[1]\n", "not a JSON object"), ("\xff", "not UTF-8")],
)
def test_a_bad_line_is_named(tmp_path: Path, content: str, words: str) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_bytes(content.encode("latin-1"))
    assert words in str(error_of("redact", file))


def test_why_a_stretch_was_taken_is_told_when_asked(tmp_path: Path) -> None:
    file = tmp_path / "turns.jsonl"
    file.write_text(json.dumps({"text": "身份证号11010519491231002X"}, ensure_ascii=False), encoding="utf-8")
    result = mingjian("redact", file, "--why")
    assert json.loads(result.stdout)["spans"] == [
        {"start": 4, "end": 22, "kind": "id_card", "why": "18 digits, checksum valid, announced as 身份证"}
    ]


def test_half_a_surrogate_pair_does_not_lose_the_lines_after_it(tmp_path: Path) -> None:
    file = tmp_path / "turns.jsonl"
    file.write_text('{"text": "您好\\ud83d，電話13900139000"}\n{"text": "谢谢"}\n', encoding="utf-8")
    result = mingjian("redact", file)
    assert result.exit_code == 0, (result.output, result.exception)
    first, second = result.stdout.splitlines()
    assert json.loads(first)["masked"] == "您好\ud83d，電話<手机号>"
    assert json.loads(second)["masked"] == "谢谢"
