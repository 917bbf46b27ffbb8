"""`mingjian rules explain`: stored interactions, snippets and examples, in both languages, in one line or whole."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspection.facts import Facts
from inspection.rules.item_spec import Example
from inspection.rules.snippets import facts_of_snippet
from records import facts as stored_facts
from records import interactions
from records.database import writing
from records.workspace import Workspace
from tests.cli.running import error_of, mingjian
from tests.models.fakes import fake_readers
from tests.pipelines.small_night import small_rules

EXPLAIN = ("rules", "explain")


def snippet(tmp_path: Path, *said: tuple[str, str], **more: Any) -> Path:
    file = tmp_path / "snippet.json"
    data = {"turns": [{"sender": s, "text": t} for s, t in said], "channel": "chat", **more}
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return file


def facts(source: str = "drop") -> Facts:
    example = Example.model_validate(
        {"turns": [{"客户": "理财保本吗"}, {"坐席": "我们不能保证收益的"}], "expect": "met", "channel": "chat"}
    )
    made = facts_of_snippet(example, fake_readers())
    interaction = replace(made.interaction, source=source, interaction_id="C-1")
    return replace(made, interaction=interaction, transcript_hash="0" * 64)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    opened = Workspace.open(tmp_path / "workspace")
    with writing(opened.engine) as connection:
        interactions.save(connection, [(facts(), date(2026, 1, 5))])
        stored_facts.save(connection, [facts()])
    opened.close()
    return tmp_path / "workspace"


def test_a_stored_interaction_is_explained_sentence_first(workspace: Path) -> None:
    result = mingjian(*EXPLAIN, "C-1", "--item", "guaranteed_return", "--workspace", workspace, "--lang", "zh")
    assert result.exit_code == 0, (result.output, result.exception)
    head, sentence, *_ = result.stdout.splitlines()
    assert head.startswith("C-1 · 第 1 段 · 承诺收益或保本")
    assert sentence.startswith("未发现违规。")
    assert "不能保证" in result.stdout
    assert "由此定" in result.stdout


def test_json_has_the_stable_fields_and_what_the_night_stored(workspace: Path) -> None:
    result = mingjian(*EXPLAIN, "C-1", "--item", "guaranteed_return", "--workspace", workspace, "--json")
    (line,) = map(json.loads, result.stdout.splitlines())
    assert (line["schema"], line["item"], line["state"], line["why"]) == (1, "guaranteed_return", "met", "clean")
    assert set(line["sentence"]) == {"zh", "en"}
    assert line["stored"] is None
    assert [s["step"] for s in line["path"] if s["decides"]] == ["found"]


def test_all_items_are_one_line_each(workspace: Path) -> None:
    result = mingjian(*EXPLAIN, "C-1", "--all", "--workspace", workspace, "--lang", "en")
    lines = result.stdout.splitlines()
    assert len(lines) > 40
    assert any(line.startswith("greeting  unmet  Greeting") for line in lines)


def test_a_snippet_and_an_example_need_no_workspace(tmp_path: Path) -> None:
    file = snippet(tmp_path, ("customer", "有人吗"), ("agent", "什么事"))
    english = mingjian(*EXPLAIN, "--item", "greeting", "--file", file, "--lang", "en")
    assert "Unmet. Greeting: no greeting within the agent's first three turns." in english.stdout
    example = mingjian(*EXPLAIN, "--item", "greeting", "--example", "1", "--lang", "zh")
    assert example.exit_code == 0, (example.output, example.exception)
    assert "开场问候" in example.stdout


def test_rules_of_a_folder_are_used(tmp_path: Path) -> None:
    rules = small_rules(tmp_path / "book")
    file = snippet(tmp_path, ("customer", "有人吗"), ("agent", "什么事"))
    result = mingjian(*EXPLAIN, "--all", "--file", file, "--rules", rules, "--json")
    assert result.exit_code == 0, (result.output, result.exception)
    assert len(result.stdout.splitlines()) == len(list((rules / "items").glob("*.yaml")))


def test_what_cannot_be_explained_is_answered_with_what_to_do(workspace: Path, tmp_path: Path) -> None:
    in_it = ("--workspace", workspace)
    assert "no facts of interaction 'C-9' are stored" in str(error_of(*EXPLAIN, "C-9", "--item", "greeting", *in_it))
    assert "did you mean greeting" in str(error_of(*EXPLAIN, "C-1", "--item", "greetin", *in_it))
    assert "no judged segment 4" in str(error_of(*EXPLAIN, "C-1", "--item", "greeting", "--segment", "4", *in_it))
    assert "--workspace" in str(error_of(*EXPLAIN, "C-1", "--item", "greeting"))
    assert "--all" in str(error_of(*EXPLAIN, "C-1", *in_it))
    assert "say what to explain" in str(error_of(*EXPLAIN, "--item", "greeting"))
    assert "has no example 'x'" in str(error_of(*EXPLAIN, "--item", "greeting", "--example", "x"))
    assert "belongs to one item" in str(error_of(*EXPLAIN, "--all", "--example", "1"))


def test_a_file_that_is_no_snippet_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    for text in ("[]", "{", '{"turns": [{"text": "x"}]}', '{"turns": [{"sender": "nobody", "text": "x"}]}'):
        bad.write_text(text, encoding="utf-8")
        assert str(bad) in str(error_of(*EXPLAIN, "--item", "greeting", "--file", bad))


def test_an_id_of_two_sources_wants_the_source(workspace: Path) -> None:
    opened = Workspace.open(workspace)
    with writing(opened.engine) as connection:
        interactions.save(connection, [(facts("other"), date(2026, 1, 5))])
        stored_facts.save(connection, [facts("other")])
    opened.close()
    where = ("--item", "greeting", "--workspace", workspace)
    assert "add --source, one of drop, other" in str(error_of(*EXPLAIN, "C-1", *where))
    assert mingjian(*EXPLAIN, "C-1", *where, "--source", "other").exit_code == 0
