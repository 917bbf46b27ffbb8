"""What open_readers() opens beside the embedded readers."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from inspection.errors import ModelError
from models.reading.service_acts import NAME
from pipelines import readers
from pipelines.readers import open_readers
from tests.models.classifiers.test_linear import written


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Readers opened anew, without the word vectors."""
    monkeypatch.setattr(readers, "open_reading_model", lambda: SimpleNamespace(checksum="0" * 12))
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


def test_a_folder_that_is_not_there_stops_before_any_model_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGJIAN_CLASSIFIERS", "nowhere")
    with pytest.raises(ModelError, match="nowhere"):
        open_readers()
