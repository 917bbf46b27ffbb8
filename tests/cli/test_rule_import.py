"""`rules import-sca` and `rules import-words`, as their users type them."""

import json
from pathlib import Path

from tests.cli.running import error_of, mingjian

EXPORT = {
    "conditions": [{"cid": "a", "check_range": {"role": "客服"}, "lambda": "1", "operators": [
        {"oid": "1", "type": "HIT_ANY_KEYWORDS", "param": {"keywords": ["稳赚", "保本"]}}]}],
    "rules": [
        {"rid": "1", "name": "承诺收益", "lambda": "a", "scoreType": 3, "scoreNum": 10},
        {"rid": "2", "name": "流程", "targetType": 11},
    ],
}  # fmt: skip


def hits(book: Path, item: str, text: str) -> bool:
    file = book.parent / "snippet.jsonl"
    turns = [{"sender": "agent", "text": text}]
    file.write_text(json.dumps({"id": "1", "turns": turns}, ensure_ascii=False), encoding="utf-8")
    return bool(json.loads(mingjian("rules", "try", "--rules", book, "--item", item, file).output)["found"])


def exported(folder: Path) -> Path:
    file = folder / "sca.json"
    file.write_bytes(json.dumps(EXPORT, ensure_ascii=False).encode("gb18030"))
    return file


def test_an_export_becomes_a_folder_that_judges(tmp_path: Path) -> None:
    report, book = tmp_path / "report.json", tmp_path / "book"
    result = mingjian("rules", "import-sca", exported(tmp_path), "--to", book, "--json", report, "--lang", "zh")
    assert result.exit_code == 0, result.output
    assert "2 条规则：完整 1，部分 0，未带入 1；1 项由人工判断" in result.output
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["counts"] == {"rules": 2, "whole": 1, "partly": 0, "not": 1, "human": 1}
    assert told["rules"][1]["remarks"][0]["code"] == "flow"
    assert hits(book, "sca_1", "这个稳赚不赔")
    assert not hits(book, "sca_1", "这个有风险")
    linted = mingjian("rules", "lint", "--rules", book, "--json")
    codes = {p["code"] for p in json.loads(linted.output)["problems"] if p["severity"] == "error"}
    assert codes == {"few_hits", "few_clean"}


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "mine.txt").write_text("mine")
    error = error_of("rules", "import-sca", exported(tmp_path), "--to", tmp_path / "book")
    assert "not empty" in error.reason
    assert [f.name for f in (tmp_path / "book").iterdir()] == ["mine.txt"]


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    assert "cannot be read" in error_of("rules", "import-sca", tmp_path / "no.json", "--to", tmp_path / "b").reason


def test_words_become_lists_and_an_item_that_uses_them(tmp_path: Path) -> None:
    book = tmp_path / "book"
    mingjian("rules", "import-sca", exported(tmp_path), "--to", book)
    words = tmp_path / "words.csv"
    words.write_bytes("﻿词,分类\n闭嘴,辱骂\n滚开,辱骂\n返利,私下\n".encode())
    to = book / "lists" / "forbidden.csv"
    result = mingjian("rules", "import-words", words, "--to", to, "--item", "says_forbidden", "--lang", "en")
    assert "3 words, 2 lists" in result.output
    assert sorted(f.name for f in (book / "lists").iterdir()) == ["私下_forbidden.csv", "辱骂_forbidden.csv"]
    assert hits(book, "says_forbidden", "你给我闭嘴")
    assert not hits(book, "says_forbidden", "请稍等")
    assert "exists already" in error_of("rules", "import-words", words, "--to", to).reason
    assert "no place for a word list" in error_of("rules", "import-words", words, "--to", book / "x.csv").reason
    assert (
        "no item id" in error_of("rules", "import-words", words, "--to", book / "lists/n.csv", "--item", "../x").reason
    )
