"""What the tutorial tells its reader to type works as it says (its commands are parsed in test_commands_in_docs)."""

import json
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest

from inspection.evaluation import ItemState
from inspection.rules.examples import run_examples
from inspection.rules.rulebook import Rulebook, load_rulebook
from inspection.rules.trying import try_item
from pipelines.readers import open_readers
from pipelines.sources.drop_folder import DropFolder
from tests.docs.pages import HOUSE, fenced_blocks

PAGE = HOUSE / "docs" / "tutorial.md"
ITEM = "explains_delay"


@pytest.fixture(scope="module")
def book() -> Rulebook:
    head = files("scoring_rules").joinpath("rulebook.yaml").read_text(encoding="utf-8")
    (rule,) = fenced_blocks(PAGE, "yaml")
    return load_rulebook(("rulebook.yaml", head), [(f"items/{ITEM}.yaml", rule)])


def test_the_chat_of_the_tutorial_is_one_arrival_and_nothing_is_refused(tmp_path: Path) -> None:
    (line,) = fenced_blocks(PAGE, "json")
    (tmp_path / "chats.jsonl").write_text(line, encoding="utf-8")
    found = DropFolder(tmp_path, wait=lambda seconds: None).discover(datetime(2030, 1, 1, tzinfo=UTC))
    assert [a.interaction_id for a in found.arrivals] == ["T1"]
    assert found.refusals == ()
    assert [t.sender.value for t in found.arrivals[0].interaction.turns] == [
        "customer",
        "agent",
        "agent",
        "customer",
        "agent",
    ]


def test_a_chat_without_its_last_brace_is_refused_by_file_and_row(tmp_path: Path) -> None:
    (line,) = fenced_blocks(PAGE, "json")
    (tmp_path / "chats.jsonl").write_text(line.strip()[:-1], encoding="utf-8")
    found = DropFolder(tmp_path, wait=lambda seconds: None).discover(datetime(2030, 1, 1, tzinfo=UTC))
    assert [(r.source_file, r.row, r.code) for r in found.refusals] == [("chats.jsonl", 1, "bad_json")]
    assert found.arrivals == ()


def test_the_examples_of_the_tutorials_rule_come_out_as_it_says(book: Rulebook) -> None:
    results = run_examples(book, open_readers(), [ITEM])
    assert [r.problem for r in results] == [""] * len(results)
    assert f"`{len(results)} examples, 0 failed`" in PAGE.read_text(encoding="utf-8")


def test_the_rule_finds_what_the_tutorial_says_it_finds(book: Rulebook) -> None:
    text = PAGE.read_text(encoding="utf-8")
    snippet = json.loads(text[text.index('{"id": "1"') : text.index("` into `snippets.jsonl`")])
    tried = try_item(book, ITEM, snippet, open_readers())
    assert (tried.found, tried.state, [e.text for e in tried.evidence]) == (True, ItemState.MET, ["原因是"])


def test_the_tutorials_own_chat_breaks_its_own_rule(book: Rulebook) -> None:
    (line,) = fenced_blocks(PAGE, "json")
    turns = [{"sender": m["sender"], "text": m["text"]} for m in json.loads(line)["messages"]]
    tried = try_item(book, ITEM, {"channel": "chat", "turns": turns}, open_readers())
    assert (tried.found, tried.state) == (False, ItemState.UNMET)
