"""What open_readers() opens beside the embedded readers."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from inspection.errors import ModelError
from inspection.sentiment import Sentiment
from models.reading.other_model import OtherModel, Wanted
from models.reading.reading_model import HeadLabels
from models.reading.service_acts import NAME
from pipelines import readers
from pipelines.readers import open_readers
from pipelines.reading_settings import ReadingSettings, variable_of
from tests.models.classifiers.test_linear import written


@pytest.fixture(autouse=True)
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Readers opened anew, without the word vectors."""
    head = {"temperature": 1.0, "biases": [0.0] * 3}
    one = {"sentiment": head, "emotion": {"temperature": 1.0, "biases": [0.0] * 6}, "weights": [1, 0]}
    told = one | {"ambiguous_below": 0.6, "context_below": 0.0}
    labels = HeadLabels((), (), (), {}, "0" * 64, {"agent": told, "customer": told})
    network = SimpleNamespace(labels=labels)
    monkeypatch.setattr(readers, "open_reading_networks", lambda: SimpleNamespace(feeling=network, acts=network))
    monkeypatch.chdir(tmp_path)
    for name in ReadingSettings.model_fields:
        monkeypatch.delenv(variable_of(name), raising=False)
    monkeypatch.delenv("MINGJIAN_CLASSIFIERS", raising=False)
    open_readers.cache_clear()
    yield
    open_readers.cache_clear()


def test_without_the_variable_only_the_embedded_classifier_reads() -> None:
    assert [c.name for c in open_readers().classifiers] == [NAME]


def test_the_folder_of_the_variable_adds_its_classifiers_and_their_ids(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path / "intent")
    monkeypatch.setenv("MINGJIAN_CLASSIFIERS", str(tmp_path))
    opened = open_readers()
    assert [c.name for c in opened.classifiers] == [NAME, "intent"]
    assert any(i.startswith("intent@") for i in opened.model_ids)


def test_feeling_is_read_by_the_embedded_network_unless_another_model_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert open_readers().sentiment.model_id.startswith("mingjian-feeling-1@")
    asked: list[tuple[Wanted, object, str]] = []

    def opened(wanted: Wanted, classes: type, *, device: str) -> OtherModel:
        asked.append((wanted, classes, device))
        pipe = SimpleNamespace(model=SimpleNamespace(config=SimpleNamespace(id2label={0: "NEG", 1: "POS"})))
        return OtherModel(pipe, classes, wanted, "d")  # type: ignore[arg-type]

    monkeypatch.setattr(readers, "open_other", opened)
    monkeypatch.setenv("MINGJIAN_READING_SENTIMENT_MODEL", "owner/stars")
    monkeypatch.setenv("MINGJIAN_READING_DEVICE", "cuda")
    open_readers.cache_clear()
    assert open_readers().model_ids[0].startswith("hf-owner-stars+mingjian-feeling-1@")
    assert [(w.model, w.model_key, c, d) for w, c, d in asked] == [
        ("owner/stars", "[reading] sentiment_model", Sentiment, "cuda")
    ]


def test_a_folder_that_is_not_there_stops_before_any_model_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGJIAN_CLASSIFIERS", "nowhere")
    with pytest.raises(ModelError, match="nowhere"):
        open_readers()
