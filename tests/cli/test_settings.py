"""Settings come in layers, and every mistake names the layer it came from."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cli.settings import keeping_settings, layers_of, night_settings
from inspection.errors import SettingsError
from pipelines.keeping_settings import KeepingSettings
from pipelines.night_settings import NightSettings


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in (*NightSettings.model_fields, *KeepingSettings.model_fields):
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


def test_a_section_is_the_beginning_of_a_name(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (elsewhere / "mingjian.toml").write_text(
        'workers = 2\n[media]\nkeep = "none"\nkeep_days = 7\n[originals]\nreaders = ["王主管"]\n', encoding="utf-8"
    )
    monkeypatch.setenv("MINGJIAN_MEDIA_KEEP_DAYS", "9")
    monkeypatch.setenv("MINGJIAN_FIND_PEOPLE", "Li Lei, 王主管")
    kept = settings().keeping
    assert (kept.media_keep, kept.media_keep_days) == ("none", 9)
    assert kept.originals_readers == ("王主管",)
    assert kept.find_people == ("Li Lei", "王主管")
    assert kept == keeping_settings()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('[media]\nkeep = "all"', "mingjian.toml: media_keep: Input should be 'redacted' or 'none'"),
        ("[media]\nkeeep = 1", "no setting is named 'media_keeep'"),
        ("[originals]\nkeep_days = 0", "originals_keep_days: Input should be greater"),
    ],
)
def test_a_mistake_in_a_section_names_its_place(elsewhere: Path, content: str, words: str) -> None:
    (elsewhere / "mingjian.toml").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=words):
        settings()


def test_without_settings_recordings_are_silenced_and_originals_not_kept() -> None:
    kept = settings().keeping
    assert (kept.media_keep, kept.originals_keep, kept.originals_recordings) == ("redacted", "none", False)
    assert kept.originals_readers == ()
