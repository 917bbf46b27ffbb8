"""`mingjian rules`: the shipped examples run, snippets are tried, mistakes are answered with their place."""

import json
from pathlib import Path
from typing import Any

from tests.cli.running import error_of, mingjian
from tests.pipelines.small_night import small_rules


def tried(tmp_path: Path, item: str, *snippets: dict[str, Any], options: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    file = tmp_path / "snippets.jsonl"
    file.write_text("\n".join(json.dumps(s, ensure_ascii=False) for s in snippets), encoding="utf-8")
    result = mingjian("rules", "try", "--item", item, *options, file)
    assert result.exit_code == 0, (result.output, result.exception)
    return [json.loads(line) for line in result.stdout.splitlines()]


def snippet(name: str, *said: tuple[str, str], **more: Any) -> dict[str, Any]:
    return {"id": name, "turns": [{"sender": s, "text": t} for s, t in said], **more}


def test_snippets_are_answered_line_by_line(tmp_path: Path) -> None:
    found, clean, by_customer = tried(
        tmp_path,
        "guaranteed_return",
        snippet("a", ("agent", "这款产品保本保息,您放心买"), channel="chat"),
        snippet("b", ("agent", "本产品不保本,过往业绩不代表未来表现"), channel="chat"),
        snippet("c", ("customer", "是保本的吗"), ("agent", "不是的,净值会波动"), channel="chat"),
    )
    assert (found["id"], found["found"], found["state"]) == ("a", True, "unmet")
    assert found["evidence"][0]["turn"] == 0
    assert (clean["found"], clean["state"]) == (False, "met")
    assert (by_customer["found"], by_customer["state"]) == (False, "met")


def test_an_item_or_book_nobody_knows_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    assert "choose from" in str(error_of("rules", "try", "--item", "nonsense", tmp_path / "x.jsonl"))
    error = error_of("rules", "try", "--item", "greeting", "--rulebook", "nonsense", tmp_path / "x.jsonl")
    assert "no book is named 'nonsense'" in str(error)


def test_a_snippet_without_turns_is_named_by_line(tmp_path: Path) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text('{"turns": []}\n{"id": "b"}\n', encoding="utf-8")
    assert f"{file}:2" in str(error_of("rules", "try", "--item", "greeting", file))


def test_examples_that_fail_are_told_and_make_exit_code_one(tmp_path: Path) -> None:
    rules = small_rules(tmp_path / "book")
    item = rules / "items" / "greeting.yaml"
    item.write_text(item.read_text("utf-8") + "examples:\n  - {turns: [{坐席: 说}], expect: met}\n", encoding="utf-8")
    result = mingjian("rules", "test", "--rules", rules)
    assert result.exit_code == 1
    assert "1 examples, 1 failed, 0 known gaps" in result.output
    assert "items/greeting.yaml: example #1: expected met, got unmet" in result.output
