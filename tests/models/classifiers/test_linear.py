"""The linear classifier: the contract, figures worked by hand, and files that are wrong."""

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from inspection.classification import Classifies
from inspection.errors import ModelError
from inspection.interaction import Role
from inspection.sentiment import TurnText
from models.classifiers.linear import LinearClassifier, Vocabulary, open_linear
from models.classifiers.registration import registered
from tests.models.contract_classifier import ClassifierContract

TWO: dict[str, Any] = {
    "analyzer": "char",
    "ngram_range": [1, 1],
    "lowercase": True,
    "sublinear_tf": False,
    "binary": False,
    "norm": "l2",
    "token_pattern": r"(?u)\b\w\w+\b",
    "classes": ["no", "yes"],
    "terms": ["a", "b"],
}
WEIGHTS: dict[str, Any] = {"idf": [1.0, 2.0], "coef": [[1.0, 1.0]], "intercept": [0.0]}


def written(folder: Path, yaml: str = "kind: linear\n", arrays: Any = None, **changed: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "classifier.yaml").write_text(yaml, encoding="utf-8")
    (folder / "vocabulary.json").write_text(json.dumps(TWO | changed), encoding="utf-8")
    np.savez(folder / "weights.npz", **{k: np.array(v) for k, v in (WEIGHTS | (arrays or {})).items()})
    return folder


def opened(folder: Path, **changed: Any) -> LinearClassifier:
    return open_linear(registered(written(folder, **changed)))


class TestLinear(ClassifierContract):
    @pytest.fixture
    def classifier(self, tmp_path: Path) -> Classifies:
        return opened(tmp_path / "intent", terms=["好", "a"])


def test_two_classes_by_hand(tmp_path: Path) -> None:
    # aab: counts 2, 1; by idf 2, 2; length 1: sqrt(1/2) each; score sqrt(2)
    no, yes = opened(tmp_path / "c").shares("AAB")
    assert yes == pytest.approx(1 / (1 + math.exp(-math.sqrt(2))), abs=1e-15)
    assert no + yes == pytest.approx(1.0)


def test_sublinear_binary_and_no_norm_by_hand(tmp_path: Path) -> None:
    # aab: 1 + ln 2 and 1; by idf 1 + ln 2 and 2
    plain = opened(tmp_path / "c", norm=None, sublinear_tf=True).shares("aab")
    assert plain[1] == pytest.approx(1 / (1 + math.exp(-(3 + math.log(2)))), abs=1e-15)
    binary = opened(tmp_path / "d", norm=None, binary=True).shares("aab")
    assert binary[1] == pytest.approx(1 / (1 + math.exp(-3)), abs=1e-15)


def test_three_classes_by_hand(tmp_path: Path) -> None:
    # one a: length 1 after the norm; scores 0, ln 2, ln 5: shares 1/8, 2/8, 5/8
    arrays = {"coef": [[0.0, 9.0], [math.log(2), 9.0], [0.0, 9.0]], "intercept": [0.0, 0.0, math.log(5)]}
    model = opened(tmp_path / "c", classes=["x", "y", "z"], arrays=arrays)
    assert model.shares("a") == pytest.approx([1 / 8, 2 / 8, 5 / 8], abs=1e-15)


def test_words_it_does_not_know_leave_the_intercept_and_great_scores_do_not_overflow(tmp_path: Path) -> None:
    assert opened(tmp_path / "c").shares("xyz") == [0.5, 0.5]
    assert opened(tmp_path / "d", arrays={"intercept": [5000.0]}).shares("x") == [0.0, 1.0]
    assert opened(tmp_path / "e", arrays={"intercept": [-5000.0]}).shares("x") == [1.0, 0.0]


@pytest.mark.parametrize(
    ("analyzer", "ngrams", "text", "pieces"),
    [
        ("char", (1, 2), "a  B", ["a", " ", "b", "a ", " b"]),
        ("char", (3, 4), "ab", []),
        ("char_wb", (2, 3), "ab c", [" a", "ab", "b ", " ab", "ab ", " c", "c ", " c "]),
        ("char_wb", (4, 5), "a", [" a "]),
        ("word", (1, 2), "I am so glad", ["am", "so", "glad", "am so", "so glad"]),
    ],
)
def test_texts_are_cut_as_scikit_learn_does(analyzer: str, ngrams: tuple[int, int], text: str, pieces: Any) -> None:
    assert Vocabulary.model_validate(TWO | {"analyzer": analyzer, "ngram_range": ngrams}).pieces(text) == pieces


def test_only_its_speakers_are_read_and_labels_have_the_names_of_the_map(tmp_path: Path) -> None:
    model = opened(tmp_path / "c", yaml="kind: linear\nspeakers: [customer]\nlabels: {yes: refund}\n")
    read = model.classify([TurnText("a", Role.AGENT), TurnText("a", Role.CUSTOMER)])
    assert model.labels == ("no", "refund")
    assert read[0] == {}
    assert read[1] == {"no": 0.2689, "refund": 0.7311}


def test_the_id_changes_with_weights_and_registration(tmp_path: Path) -> None:
    same = [opened(tmp_path / at / "intent").model_id for at in "ab"]
    other = opened(tmp_path / "c" / "intent", arrays={"intercept": [0.1]}).model_id
    said = opened(tmp_path / "d" / "intent", yaml="kind: linear\nspeakers: [agent]\n").model_id
    assert same[0] == same[1]
    assert len({same[0], other, said}) == 3
    assert same[0].startswith("intent@") and len(same[0]) == len("intent@") + 12


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"arrays": {"coef": [[1.0]]}}, "weights.npz: coef is not"),
        ({"arrays": {"idf": [1.0, math.nan]}}, "weights.npz: idf is not"),
        ({"arrays": {"intercept": np.array([{}], dtype=object)}}, "weights.npz: holds no weights"),
        ({"terms": ["a", "a"]}, "terms holds a value twice"),
        ({"analyzer": "mine"}, "vocabulary.json: analyzer"),
        ({"token_pattern": "("}, "token_pattern is no pattern"),
        ({"ngram_range": [0, 2]}, "ngram_range must lie"),
        ({"yaml": "kind: linear\nlabels: {maybe: x}\n"}, "classifier.yaml: labels: the model has no label 'maybe'"),
        ({"yaml": "kind: linear\nlabels: {yes: no}\n"}, "classifier.yaml"),
        ({"yaml": "kind: linear\nlabels: {yes: 'no'}\n"}, "two labels are called 'no'"),
    ],
)
def test_files_that_are_wrong_are_named_in_one_line(tmp_path: Path, changed: Any, said: str) -> None:
    with pytest.raises(ModelError) as caught:
        opened(tmp_path / "c", **changed)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("file", ["weights.npz", "vocabulary.json"])
def test_missing_and_broken_files_are_named(tmp_path: Path, file: str) -> None:
    folder = written(tmp_path / "c")
    (folder / file).write_bytes(b"\xff\x00 nonsense")
    with pytest.raises(ModelError, match=file):
        open_linear(registered(folder))
    (folder / file).unlink()
    with pytest.raises(ModelError, match=f"{file}: the file is missing; export it again"):
        open_linear(registered(folder))
