"""The Hugging Face adapter over a made pipeline, and over a made transformers module."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from inspection.classification import Classifies
from inspection.errors import ModelError, ModelUnreachable
from inspection.interaction import Role
from inspection.sentiment import TurnText
from models.classifiers.huggingface import HuggingFaceClassifier, open_huggingface
from models.classifiers.registration import Registered, registered
from tests.models.contract_classifier import ClassifierContract


class MadePipe:
    """Answers by the length of a text, best label first; refuses what a real tokenizer refuses."""

    def __init__(self, **config: Any) -> None:
        labels = {0: "LABEL_0", 1: "LABEL_1"}
        self.model = SimpleNamespace(config=SimpleNamespace(**{"id2label": labels, "_commit_hash": "c" * 40, **config}))
        self.tokenizer = SimpleNamespace(model_max_length=int(1e30))
        self.asked: list[tuple[list[str], dict[str, Any]]] = []

    def __call__(self, texts: list[str], **options: Any) -> Sequence[Sequence[Mapping[str, Any]]]:
        self.asked.append((texts, options))
        shares = [len(t.encode("utf-8")) % 101 / 100 for t in texts]
        both = [[{"label": "LABEL_0", "score": 1 - s}, {"label": "LABEL_1", "score": s}] for s in shares]
        return [sorted(two, key=lambda a: -a["score"]) for two in both]


def registration(folder: Path, more: str = "model: owner/name\n") -> Registered:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "classifier.yaml").write_text(f"kind: huggingface\n{more}", encoding="utf-8")
    return registered(folder)


class TestHuggingFace(ClassifierContract):
    @pytest.fixture
    def classifier(self, tmp_path: Path) -> Classifies:
        return HuggingFaceClassifier(registration(tmp_path / "toxicity"), MadePipe(), "0" * 12)


def test_a_conversation_is_one_call_without_padding_and_every_label_is_asked(tmp_path: Path) -> None:
    pipe = MadePipe()
    labels = "model: owner/name\nspeakers: [customer]\nlabels: {LABEL_1: toxic}\n"
    model = HuggingFaceClassifier(registration(tmp_path / "toxicity", labels), pipe, "0" * 12)
    talk = [TurnText("x" * 30, Role.CUSTOMER), TurnText("y", Role.AGENT), TurnText("z" * 60, Role.CUSTOMER)]
    read = model.classify(talk)
    assert read == [{"LABEL_0": 0.7, "toxic": 0.3}, {}, {"LABEL_0": 0.4, "toxic": 0.6}]
    assert pipe.asked == [
        (["x" * 30, "z" * 60], {"top_k": None, "truncation": True, "max_length": 512, "batch_size": 1})
    ]


@pytest.fixture
def transformers(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A made transformers module: what pipeline() was asked, what it answers, and what it raises."""
    made = SimpleNamespace(asked=[], answer=MadePipe(), raises=None)

    def pipeline(task: str, **options: Any) -> Any:
        made.asked.append((task, options))
        if made.raises is not None:
            raise made.raises
        return made.answer

    module = ModuleType("transformers")
    module.pipeline = pipeline  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "transformers", module)
    return made


def test_code_of_a_model_is_never_run_and_only_safetensors_are_read(
    tmp_path: Path, transformers: SimpleNamespace
) -> None:
    model = open_huggingface(registration(tmp_path / "toxicity"))
    task, options = transformers.asked[0]
    assert task == "text-classification"
    assert options["trust_remote_code"] is False
    assert options["model_kwargs"] == {"use_safetensors": True}
    assert options["model"] == "owner/name"
    assert model.model_id.startswith("toxicity@cccccccccccc-")


def test_a_folder_beside_the_registration_is_opened_and_its_files_are_its_id(
    tmp_path: Path, transformers: SimpleNamespace
) -> None:
    one = registration(tmp_path / "toxicity", "model: model\n")
    (tmp_path / "toxicity" / "model").mkdir()
    weights = tmp_path / "toxicity" / "model" / "model.safetensors"
    weights.write_bytes(b"1")
    first = open_huggingface(one).model_id
    assert transformers.asked[0][1]["model"] == str(weights.parent)
    assert open_huggingface(one).model_id == first
    weights.write_bytes(b"2")
    assert open_huggingface(one).model_id != first


def test_without_transformers_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "transformers", None)
    with pytest.raises(ModelError, match="transformers is missing; install the extra hf"):
        open_huggingface(registration(tmp_path / "toxicity"))


@pytest.mark.parametrize(
    ("more", "raises", "kind", "said"),
    [
        ("", None, ModelError, "model is not given"),
        ("model: ./nowhere\n", None, ModelError, "there is no folder"),
        ("model: owner/name\n", OSError("no\nanswer"), ModelUnreachable, "cannot be fetched (no answer)"),
        ("model: owner/name\n", ValueError("no such head"), ModelError, "cannot be opened (no such head)"),
        ("model: .\n", OSError("no config"), ModelError, "cannot be opened (no config)"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    tmp_path: Path, transformers: SimpleNamespace, more: str, raises: Any, kind: type[ModelError], said: str
) -> None:
    transformers.raises = raises
    with pytest.raises(ModelError) as caught:
        open_huggingface(registration(tmp_path / "toxicity", more))
    assert type(caught.value) is kind
    assert said in str(caught.value)
    assert str(caught.value).startswith(str(tmp_path / "toxicity" / "classifier.yaml"))
    assert "\n" not in str(caught.value)


def test_a_model_that_gives_figures_is_refused(tmp_path: Path, transformers: SimpleNamespace) -> None:
    transformers.answer = MadePipe(problem_type="regression")
    with pytest.raises(ModelError, match="figures, not labels"):
        open_huggingface(registration(tmp_path / "toxicity"))
