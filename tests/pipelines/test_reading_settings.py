"""Which model reads feeling: from mingjian.toml, the environment over it, and mistakes with their place."""

from pathlib import Path

import pytest

from inspection.errors import SettingsError
from pipelines.reading_settings import ReadingSettings, reading_settings, variable_of


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MINGJIAN_SETTINGS", raising=False)
    for name in ReadingSettings.model_fields:
        monkeypatch.delenv(variable_of(name), raising=False)
    return tmp_path


def test_without_a_word_our_own_model_reads() -> None:
    assert reading_settings() == ReadingSettings()
    assert ReadingSettings().sentiment_model is None


def test_a_section_names_model_and_labels_and_the_environment_wins(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (elsewhere / "mingjian.toml").write_text(
        'workers = 2\n[reading]\nsentiment_model = "owner/name"\ndevice = "cuda"\n'
        '[reading.sentiment_labels]\n"1 star" = "negative"\n',
        encoding="utf-8",
    )
    settings = reading_settings()
    assert (settings.sentiment_model, settings.device) == ("owner/name", "cuda")
    assert settings.sentiment_labels == {"1 star": "negative"}
    monkeypatch.setenv("MINGJIAN_READING_SENTIMENT_MODEL", "other/name")
    monkeypatch.setenv("MINGJIAN_READING_SENTIMENT_LABELS", '{"NEG": "negative"}')
    settings = reading_settings()
    assert (settings.sentiment_model, settings.sentiment_labels) == ("other/name", {"NEG": "negative"})


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("[reading]\nsentiment_modell = 'x'", r"mingjian\.toml: \[reading\] sentiment_modell: Extra inputs"),
        ("[reading]\nambiguous_below = 2", r"\[reading\] ambiguous_below: Input should be less"),
        ("reading = 1", "reading is no section"),
    ],
)
def test_a_mistake_in_the_file_names_its_place(elsewhere: Path, content: str, words: str) -> None:
    (elsewhere / "mingjian.toml").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=words):
        reading_settings()


def test_a_mistake_in_the_environment_names_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGJIAN_READING_AMBIGUOUS_BELOW", "low")
    with pytest.raises(SettingsError, match="environment MINGJIAN_READING_AMBIGUOUS_BELOW"):
        reading_settings()
    monkeypatch.delenv("MINGJIAN_READING_AMBIGUOUS_BELOW")
    monkeypatch.setenv("MINGJIAN_READING_EMOTION_LABELS", "angry")
    with pytest.raises(SettingsError, match="MINGJIAN_READING_EMOTION_LABELS: the label map is no JSON"):
        reading_settings()
