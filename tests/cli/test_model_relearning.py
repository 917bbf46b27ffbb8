"""Relearning as its users type it: labels in, a trial, a training, versions, and back."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli import model_train, model_versions
from inspection.errors import ModelError, SettingsError
from tests.cli.running import error_of, mingjian
from tests.pipelines.relearning_site import SAID, RelearningSite, forget


@pytest.fixture
def centre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RelearningSite]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MINGJIAN_DATABASE_URL", raising=False)
    site = RelearningSite(tmp_path, monkeypatch)
    for module in (model_train, model_versions):
        monkeypatch.setattr(module, "open_reading_networks", lambda **_: site.network)
    site.judge()
    yield site
    forget()


def label_file(centre: RelearningSite, *more: str) -> Path:
    lines = ["会话编号,轮次,维度,标签,标注人"]
    words = {"negative": "负面", "neutral": "中性", "positive": "正面"}
    for chat in centre.chats:
        for turn, message in enumerate(chat["messages"]):
            said = next((words[label] for text, label in SAID.items() if message["text"].startswith(text)), None)
            lines += [f"{chat['interaction_id']},{turn},情感,{said},王芳"] if said else []
    path = centre.site.folder / "labels.csv"
    path.write_text("\n".join([*lines, *more]) + "\n", encoding="utf-8")
    return path


def test_the_whole_way(centre: RelearningSite) -> None:
    workspace = ("--workspace", centre.path)
    file = label_file(centre, "chat-000,0,情感,开心,王芳", "chat-999,0,情感,负面,王芳", "chat-000,x,情感,负面,王芳")

    imported = mingjian("models", "labels", file, *workspace, "--lang", "zh")
    assert imported.exit_code == 1
    assert "新增 240，更改 0，未变 0，拒收 3" in imported.output
    for line in ("labels.csv:242: '开心' is no label", "labels.csv:243: there is no interaction chat-999",
                 "labels.csv:244: turn 'x' is no number"):  # fmt: skip
        assert line in imported.output
    again = mingjian("models", "labels", file, *workspace, "--json")
    assert json.loads(again.stdout) == {"new": 0, "changed": 0, "unchanged": 240, "refused": 3}

    dry = mingjian("models", "train", "--from-reviews", *workspace, "--dry-run", "--lang", "en")
    assert dry.exit_code == 0
    assert "dry run: sentiment would be better than shipped; nothing was changed" in dry.stdout
    assert "turn labels 240, verdicts 0" in dry.stdout
    listed = mingjian("models", "versions", *workspace, "--json")
    assert listed.stdout == ""

    trained = mingjian("models", "train", "--from-reviews", *workspace, "--json", "--reason", "收到 is curt")
    told = json.loads(trained.stdout)
    assert (told["better"], told["activated"], told["current"]) == (["sentiment"], True, "shipped")
    assert told["heads"][0]["contest"]["macro_f1"]["low"] > 0

    (line,) = mingjian("models", "versions", *workspace, "--json").stdout.splitlines()
    version = json.loads(line)
    assert (version["version"], version["in_force"], version["heads"]) == (1, True, ["sentiment"])
    assert "sentiment" in mingjian("models", "versions", *workspace, "--lang", "zh").stdout

    assert "shipped 生效" in mingjian("models", "rollback", *workspace, "--lang", "zh").stdout
    assert "head1." in mingjian("models", "activate", "1", *workspace, "--lang", "en").stdout
    assert "shipped is in force" in mingjian("models", "activate", "shipped", *workspace, "--lang", "en").stdout


def test_nothing_to_learn_from_is_said_with_what_to_do(centre: RelearningSite) -> None:
    said = mingjian("models", "train", "--from-reviews", "--workspace", centre.path, "--lang", "en")
    assert said.exit_code == 0
    assert "there is nothing to learn from here: give labels (mingjian models labels)" in said.stdout


def test_too_little_is_said_class_by_class(centre: RelearningSite) -> None:
    file = label_file(centre)
    text = file.read_text("utf-8").splitlines()
    file.write_text("\n".join(text[:30]), encoding="utf-8")
    mingjian("models", "labels", file, "--workspace", centre.path)
    said = mingjian("models", "train", "--from-reviews", "--workspace", centre.path, "--lang", "zh").stdout
    assert "数据不足" in said
    assert "没有更好的：shipped 继续生效" in said


def test_what_is_typed_wrongly_is_one_line(centre: RelearningSite) -> None:
    workspace = ("--workspace", centre.path)
    assert isinstance(error_of("models", "train", *workspace), SettingsError)
    assert str(error_of("models", "train", *workspace)) == "nothing is named to learn from; say --from-reviews"
    assert isinstance(error_of("models", "activate", "two", *workspace), SettingsError)
    assert isinstance(error_of("models", "activate", "2", *workspace), ModelError)
    assert "there was none before it" in str(error_of("models", "rollback", *workspace))
    assert "cannot be read" in str(error_of("models", "labels", centre.path / "none.csv", *workspace))
    assert mingjian("models", "versions", "--workspace", centre.path / "none").exit_code == 2


def test_a_network_without_features_says_so(centre: RelearningSite, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise ModelError("the reading network gives no features", "install a later Mingjian")

    monkeypatch.setattr(centre.network, "seen", none)
    said = error_of("models", "train", "--from-reviews", "--workspace", centre.path)
    assert "gives no features" in str(said)
