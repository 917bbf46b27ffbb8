"""`mingjian rules`: the shipped examples run, snippets are tried, mistakes are answered with their place."""

import json
from pathlib import Path
from typing import Any

import pytest

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
    assert "items/greeting.yaml:14:5: example #1: expected met, got unmet" in result.output
    assert "  - met\n  + unmet\n    1 agent: 【说】\n    met: said -> false\n      said: false\n" in result.output


GOOD = """reasons: {unmet: {zh: 理由, en: reason}}
examples:
  - {name: 一, turns: [{坐席: 您好}], expect: met}
  - {name: 二, turns: [{坐席: 您好啊}], expect: met}
  - {name: 三, turns: [{坐席: 喂}], expect: unmet}
  - {name: 四, turns: [{客户: 您好}, {坐席: 喂}], expect: unmet}
"""


def rules_with(tmp_path: Path, item: str, more: str) -> Path:
    rules = small_rules(tmp_path / "book")
    file = rules / "items" / f"{item}.yaml"
    file.write_text(file.read_text("utf-8") + more, encoding="utf-8")
    return rules


def test_results_are_data_and_junit_for_build_servers(tmp_path: Path) -> None:
    rules = rules_with(tmp_path, "greeting", GOOD + "  - {name: 坏, turns: [{坐席: 说}], expect: met}\n")
    report = tmp_path / "report.xml"
    result = mingjian("rules", "test", "--rules", rules, "--json", "--junit", report, "--item", "greeting")
    answer = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (answer["examples"], answer["items"]["greeting"]["failed"]) == (5, 1)
    assert [(f["example"], f["expected"], f["got"]) for f in answer["failed"]] == [("坏", "met", "unmet")]
    assert 'testsuite name="greeting" tests="5" failures="1"' in report.read_text("utf-8")


def test_several_processes_find_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = rules_with(tmp_path, "greeting", GOOD + "  - {name: 坏, turns: [{坐席: 说}], expect: met}\n")
    one = mingjian("rules", "test", "--rules", rules, "--json", "--workers", "1")
    monkeypatch.setattr("pipelines.rule_tests.PAYS_FROM", 1)
    two = mingjian("rules", "test", "--rules", rules, "--json", "--workers", "2")
    assert json.loads(two.stdout) == json.loads(one.stdout)


CORPUS = """conversations:
  - {{id: c1, turns: [{{客户: 保证收益吗}}, {{坐席: 不能保证收益}}]}}
  - {{id: c2, turns: [{{客户: 保证收益吗}}, {{坐席: 我们保证收益}}]{gap}}}
"""


@pytest.mark.parametrize(
    ("gap", "code", "said"),
    [
        ("", 1, "clean_corpus: c2: guaranteed_return is unmet by turn 2 '保证收益' in '我们保证收益'"),
        (
            ", known_gaps: {guaranteed_return: still looked into}",
            0,
            "c2: guaranteed_return by '保证收益': still looked",
        ),
        (", known_gaps: {guaranteed_return: a, closing: b}", 0, "2 clean conversations, 0 false alarms"),
    ],
)
def test_what_is_found_in_the_clean_corpus_names_conversation_turn_and_words(
    tmp_path: Path, gap: str, code: int, said: str
) -> None:
    rules = small_rules(tmp_path / "book")
    (rules / "clean_corpus").mkdir()
    (rules / "clean_corpus" / "c.yaml").write_text(CORPUS.format(gap=gap), encoding="utf-8")
    result = mingjian("rules", "test", "--rules", rules)
    assert result.exit_code == code, result.output
    assert said in result.output


def test_a_known_gap_of_the_corpus_that_is_gone_is_told(tmp_path: Path) -> None:
    rules = small_rules(tmp_path / "book")
    (rules / "clean_corpus").mkdir()
    text = (
        CORPUS.format(gap="")
        .replace("我们保证收益", "没有")
        .replace("不能保证收益}]", "没有}], known_gaps: {guaranteed_return: x}")
    )
    (rules / "clean_corpus" / "c.yaml").write_text(text, encoding="utf-8")
    result = mingjian("rules", "test", "--rules", rules)
    assert result.exit_code == 1
    assert "c1: guaranteed_return no longer charges it; remove it from known_gaps" in result.output


def test_lint_lists_everything_in_both_languages_and_as_data(tmp_path: Path) -> None:
    rules = rules_with(tmp_path, "greeting", GOOD.replace("expect: met", "expect: mett", 1) + "versionn: 2\n")
    (rules / "items" / "bad.yaml").write_bytes(b"id: \xff")
    (rules / "items" / "old.yml").write_text("id: old", encoding="utf-8")
    english = mingjian("rules", "lint", "--rules", rules, "--lang", "en")
    assert english.exit_code == 1
    assert "items/bad.yaml:1:1: not text in UTF-8; save the file as UTF-8" in english.stdout
    assert "items/greeting.yaml:15:42: expect cannot be 'mett'; did you mean met?" in english.stdout
    assert "items/greeting.yaml:19:1: unknown key 'versionn'; did you mean version?" in english.stdout
    assert "items/old.yml:1:1: this file is not read; rename it to .yaml" in english.stdout
    chinese = mingjian("rules", "lint", "--rules", rules, "--lang", "zh").stdout
    assert "items/greeting.yaml:19:1：没有叫 versionn 的键；是不是 version？" in chinese
    answer = json.loads(mingjian("rules", "lint", "--rules", rules, "--json").stdout)
    assert answer["errors"] == sum(p["severity"] == "error" for p in answer["problems"])
    assert {"file", "line", "column", "severity", "code", "what", "fix"} == set(answer["problems"][0])


def test_lint_knows_which_classifiers_there_are(tmp_path: Path) -> None:
    rules = small_rules(tmp_path / "book")
    item = rules / "items" / "greeting.yaml"
    text = item.read_text("utf-8")
    read = "conditions:\n  read_as: {classifier: {name: service_act, label: greeting}}\n"
    item.write_text(
        text.replace("conditions:\n", read, 1).replace("met: said", "met: said or read_as"), encoding="utf-8"
    )
    result = mingjian("rules", "lint", "--rules", rules, "--lang", "en")
    assert result.exit_code == 1
    (line,) = [told for told in result.output.splitlines() if "service_act" in told]
    assert line.startswith("items/greeting.yaml:")
    assert "did you mean service_acts" in line


def test_lint_of_no_folder_is_one_line() -> None:
    assert "there is no such folder" in str(error_of("rules", "lint", "--rules", "nowhere"))


def test_the_loader_says_how_many_more_there_are(tmp_path: Path) -> None:
    rules = rules_with(tmp_path, "greeting", "versionn: 2\n")
    form = rules / "forms" / "small.yaml"
    form.write_text(form.read_text("utf-8").replace("points: 60", "points: 61"), encoding="utf-8")
    error = error_of("rules", "test", "--rules", rules)
    assert str(error).startswith("items/greeting.yaml:13:1: unknown key 'versionn'; did you mean version?")
    assert f"1 more: mingjian rules lint --rules {rules}" in str(error)


@pytest.mark.parametrize("kind", ["duty", "violation"])
def test_a_new_item_passes_lint_and_its_own_examples(tmp_path: Path, kind: str) -> None:
    rules = small_rules(tmp_path / "book")
    assert mingjian("rules", "new", "my_item", "--rules", rules, "--kind", kind).exit_code == 0
    head = rules / "rulebook.yaml"
    head.write_text(head.read_text("utf-8") + "patterns: {期限: '[0-9]+(?:小时|天)'}\n", encoding="utf-8")
    tested = mingjian("rules", "test", "my_item", "--rules", rules)
    assert tested.stdout.startswith("4 examples, 0 failed"), tested.output
    assert "my_item" not in mingjian("rules", "lint", "--rules", rules).stdout
    assert "exists already" in str(error_of("rules", "new", "my_item", "--rules", rules))
    assert "no item id" in str(error_of("rules", "new", "My-item", "--rules", rules))
    assert "choose from duty" in str(error_of("rules", "new", "x", "--rules", rules, "--kind", "measure"))


def test_schemas_are_printed_or_written(tmp_path: Path) -> None:
    assert json.loads(mingjian("rules", "schema", "item").stdout)["title"] == "Mingjian item"
    assert mingjian("rules", "schema", "--output", tmp_path / "schemas").exit_code == 0
    assert (tmp_path / "schemas" / "form.json").is_file()
    assert "choose from rulebook" in str(error_of("rules", "schema", "nonsense"))
    assert "name one of" in str(error_of("rules", "schema"))


def test_half_a_surrogate_pair_does_not_lose_the_snippets_after_it(tmp_path: Path) -> None:
    file = tmp_path / "snippets.jsonl"
    lines = [{"id": 1, "turns": [{"sender": "agent", "text": "您好\ud83d"}]}, {"id": 2, "turns": []}]
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    result = mingjian("rules", "try", "--item", "greeting", file)
    assert result.exit_code == 0, (result.output, result.exception)
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [1, 2]
