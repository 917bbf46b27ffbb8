"""The folder of registered classifiers: names, and what stops a command in one line."""

from pathlib import Path

import pytest

from inspection.errors import ModelError
from models.classifiers.registry import open_classifiers
from models.reading.service_acts import NAME
from tests.models.classifiers.test_linear import written


def test_every_subfolder_is_a_classifier_of_its_name_in_order(tmp_path: Path) -> None:
    for name in ("intent", "anger", ".git"):
        written(tmp_path / name)
    (tmp_path / "README.md").write_text("ours", encoding="utf-8")
    assert [c.name for c in open_classifiers(tmp_path)] == ["anger", "intent"]


def test_an_empty_folder_registers_nothing_and_a_missing_one_is_named(tmp_path: Path) -> None:
    assert open_classifiers(tmp_path) == ()
    with pytest.raises(
        ModelError, match="nowhere: the folder of classifiers is not there; correct MINGJIAN_CLASSIFIERS"
    ):
        open_classifiers(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("name", "yaml", "said"),
    [
        (NAME, "kind: linear\n", f"{NAME} is the embedded classifier; give the folder another name"),
        ("My Model", "kind: linear\n", "no name for a classifier"),
        ("intent", "kind: pickle\n", "classifier.yaml"),
        ("intent", "kind: linear\nspeakers: []\n", "classifier.yaml"),
        ("intent", "kind: linear\nspeakers: [system]\n", "classifier.yaml"),
        ("intent", "kind: linear\ncolour: red\n", "classifier.yaml"),
        ("intent", "kind: [\n", "classifier.yaml"),
    ],
)
def test_a_folder_that_is_wrong_is_named_in_one_line(tmp_path: Path, name: str, yaml: str, said: str) -> None:
    written(tmp_path / name, yaml)
    with pytest.raises(ModelError) as caught:
        open_classifiers(tmp_path)
    assert said in str(caught.value)
    assert str(caught.value).startswith(str(tmp_path / name))
    assert "\n" not in str(caught.value)


def test_a_subfolder_without_registration_is_named(tmp_path: Path) -> None:
    (tmp_path / "intent").mkdir()
    with pytest.raises(ModelError, match=r"classifier\.yaml: there is no classifier\.yaml; write one"):
        open_classifiers(tmp_path)
