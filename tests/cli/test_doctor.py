"""`mingjian doctor` lists all that is wrong at once, each with its fix."""

from pathlib import Path

import pytest

from cli.doctor import findings_of
from tests.cli.running import mingjian
from tests.pipelines.small_night import small_rules


@pytest.fixture
def no_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGJIAN_MODELS", str(tmp_path / "models"))


def test_two_broken_things_give_two_lines_with_their_fixes(tmp_path: Path, no_models: None) -> None:
    rules = small_rules(tmp_path / "book")
    (rules / "rulebook.yaml").write_text("id: [", encoding="utf-8")
    wrong = {f.subject: f for f in findings_of(tmp_path / "nowhere", None, None, rules) if not f.ok}
    assert "rulebook.yaml:" in wrong["rulebook"].detail
    assert wrong["drop folder"].fix == "create it or name another"
    assert wrong["model whisper-base"].fix == "mingjian models fetch whisper-base"


def test_a_sound_set_up_has_nothing_to_complain_of_but_models(tmp_path: Path, no_models: None) -> None:
    (tmp_path / "drop").mkdir()
    findings = list(findings_of(tmp_path / "drop", tmp_path / "workspace", None, small_rules(tmp_path / "book")))
    missing = {"model whisper-base", "model speaker-embedding", "model e5-words", "model meaning"}
    assert {f.subject for f in findings if not f.ok} == missing


def test_the_page_says_who_set_what(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_models: None) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MINGJIAN_WORKERS", "3")
    result = mingjian("doctor", "--rules", small_rules(tmp_path / "book"))
    assert result.exit_code == 1
    assert "environment MINGJIAN_WORKERS" in " ".join(result.output.split())


def test_a_model_named_for_feeling_is_told_and_what_it_lacks_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_models: None
) -> None:
    def feeling() -> tuple[bool, str]:
        found = next(f for f in findings_of(None, None, None, rules) if f.subject == "feeling is read by")
        return found.ok, found.detail

    rules = small_rules(tmp_path / "book")
    monkeypatch.chdir(tmp_path)
    assert feeling() == (True, "the embedded network")
    monkeypatch.setenv("MINGJIAN_READING_SENTIMENT_MODEL", "owner/name")
    monkeypatch.setattr("cli.doctor.find_spec", lambda _: None)
    assert feeling() == (False, "[reading]: transformers is missing")
    monkeypatch.setattr("cli.doctor.find_spec", lambda _: object())
    assert feeling() == (True, "sentiment: owner/name, emotion: the embedded network")
    monkeypatch.setenv("MINGJIAN_READING_SENTIMENT_LABELS", "negative")
    ok, detail = feeling()
    assert not ok
    assert "the label map is no JSON" in detail
