"""The commands of the tutorial, typed in order in a folder of their own, do what the tutorial says."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from records.export import export
from records.workspace import Workspace
from tests.docs.pages import HOUSE, commands, fenced_blocks

PAGE = HOUSE / "docs" / "tutorial.md"
HEARING = ("make", "inspect")  # the demo and the recording: tests/pipelines/test_sample_night.py runs them
pytestmark = pytest.mark.night


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the reader has it: the chat, the rule and the snippet of the page written down."""
    folder = tmp_path_factory.mktemp("tutorial")
    text = PAGE.read_text(encoding="utf-8")
    (folder / "first-drop").mkdir()
    (folder / "first-drop" / "chats.jsonl").write_text(fenced_blocks(PAGE, "json")[0], encoding="utf-8")
    assert "cp -r scoring_rules my-rules" in fenced_blocks(PAGE, "sh")[4]
    shutil.copytree(HOUSE / "scoring_rules", folder / "my-rules")
    (folder / "my-rules" / "items" / "explains_delay.yaml").write_text(fenced_blocks(PAGE, "yaml")[0], encoding="utf-8")
    snippet = text[text.index('{"id": "1"') : text.index("` into `snippets.jsonl`")]
    (folder / "snippets.jsonl").write_text(snippet + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def typed(place: Path) -> dict[str, "subprocess.CompletedProcess[str]"]:
    """What every command of the page answered, by its first words."""
    answers = {}
    for said in commands(PAGE):
        if said.program not in HEARING and said.words[0] not in HEARING:
            answers[" ".join(said.words)] = run(place, said.words)
    return answers


def run(place: Path, words: tuple[str, ...]) -> "subprocess.CompletedProcess[str]":
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "MINGJIAN_"))}
    command = [sys.executable, "-m", "cli.main", *words]
    environment = {**kept, "PYTHONSAFEPATH": "1"}
    return subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, timeout=600, check=False)


def evaluations(workspace: Path, place: Path) -> list[dict[str, Any]]:
    opened = Workspace.open(workspace)
    try:
        export(opened.engine, "evaluations", "jsonl", place / "out.jsonl", history=True)
    finally:
        opened.close()
    return [json.loads(line) for line in (place / "out.jsonl").read_text(encoding="utf-8").splitlines()]


def test_every_command_of_the_tutorial_succeeds(typed: dict[str, "subprocess.CompletedProcess[str]"]) -> None:
    assert len(typed) == 5
    assert {words: answer.stderr for words, answer in typed.items() if answer.returncode} == {}


def test_the_examples_and_the_snippet_come_out_as_the_page_says(
    typed: dict[str, "subprocess.CompletedProcess[str]"],
) -> None:
    tested = next(a for words, a in typed.items() if words.startswith("rules test"))
    assert tested.stdout.startswith("5 examples, 0 failed")
    tried = json.loads(next(a for words, a in typed.items() if words.startswith("rules try")).stdout)
    assert (tried["found"], tried["state"], tried["evidence"][0]["text"]) == (True, "met", "原因是")


def test_the_chat_is_judged_once_and_a_copied_book_has_its_own_hash(
    typed: dict[str, "subprocess.CompletedProcess[str]"], place: Path
) -> None:
    exported = [json.loads(line) for line in (place / "first.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["interaction_id"] for row in exported] == ["T1"]
    (mine,) = evaluations(place / "my-workspace", place)
    assert mine["rulebook_hash"] != exported[0]["rulebook_hash"]
    (item,) = [item for item in mine["items"] if item["id"] == "explains_delay"]
    assert (item["state"], item["max_points"]) == ("unmet", 0)
