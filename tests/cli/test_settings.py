"""Settings come in layers, and every mistake names the layer it came from."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cli.settings import layers_of, night_settings
from inspection.errors import SettingsError
from pipelines.night_settings import NightSettings


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in NightSettings.model_fields:
        monkeypatch.delenv(f"MINGJIAN_{name.upper()}", raising=False)
    return tmp_path


def settings(**given: object) -> NightSettings:
    return night_settings(drop=Path("d"), workspace=Path("w"), business_date=date(2026, 9, 1), **given)


def test_the_command_line_beats_the_environment_which_beats_the_file(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (elsewhere / "mingjian.toml").write_text("workers = 2\nshard_texts = 7\ncpu_threads = 1\n", encoding="utf-8")
    monkeypatch.setenv("MINGJIAN_SHARD_TEXTS", "8")
    monkeypatch.setenv("MINGJIAN_WORKERS", "3")
    made = settings(workers=4)
    assert (made.workers, made.shard_texts, made.cpu_threads) == (4, 8, 1)
    layers = {name: layered.layer for name, layered in layers_of(NightSettings, {"workers": 4}).items()}
    assert layers == {
        "workers": "command line",
        "shard_texts": "environment MINGJIAN_SHARD_TEXTS",
        "cpu_threads": "mingjian.toml",
    }


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("workers = 0", "mingjian.toml: workers: Input should be greater"),
        ("wrkers = 1", "no setting is named 'wrkers'"),
        ("workers = ", "not TOML"),
    ],
)
def test_a_mistake_names_its_place(elsewhere: Path, content: str, words: str) -> None:
    (elsewhere / "mingjian.toml").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=words):
        settings()


def test_a_bad_environment_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGJIAN_FAIL_ABOVE_SHARE", "two")
    with pytest.raises(SettingsError, match="environment MINGJIAN_FAIL_ABOVE_SHARE"):
        settings()


def test_without_a_date_the_night_stands_for_today() -> None:
    made = night_settings(drop=Path("d"), workspace=Path("w"))
    assert abs((made.business_date - datetime.now(UTC).date()).days) <= 1
