"""`mingjian models evaluate`: a reference table in, rates out, kept in the workspace and shown beside scores."""

import json
from pathlib import Path

import numpy as np
import pytest

from cli import model_evaluate as command
from inspection.interaction import Interaction
from pipelines import measuring_recognition
from pipelines.hearing import Ears
from records import recognition_fits
from records.database import reading
from records.workspace import Workspace
from tests.cli.running import error_of, mingjian
from tests.models.fakes_hearing import FakeSpeechToText, LoudnessVoiceActivity, PitchSeparator
from tests.pipelines.made_recordings import bursts, wav16

HEARD = "您好请问有什么可以帮您"


@pytest.fixture
def drop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    ears = Ears(FakeSpeechToText({440: (HEARD,)}), LoudnessVoiceActivity(), PitchSeparator())
    monkeypatch.setattr(command, "open_ears", lambda *_, **__: ears)
    agent = bursts(4.0, [(0.5, 3.5)], 16_000, 440)
    for name in ("a.wav", "b.wav"):
        (tmp_path / name).write_bytes(wav16(np.stack([agent, np.zeros_like(agent)]), 16_000))
    rows = [
        "录音,人工转写,技能组,方言",
        f"a.wav,{HEARD},售后,",
        "b.wav,您好我什么也没有说过,理赔,粤语",
        "c.wav,您好,售后,",
    ]
    (tmp_path / "reference.csv").write_text("\n".join([*rows, "a.wav,,,", "../out.wav,好,,"]), encoding="gb18030")
    Workspace.open(tmp_path / "ws").close()
    return tmp_path


def test_rates_stand_per_queue_and_dialect_and_bad_rows_are_told(drop: Path) -> None:
    result = mingjian("models", "evaluate", "--reference", drop / "reference.csv", "--json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    rates = {(r["kind"], r["name"]): r for r in told["rates"]}
    assert list(rates) == [("all", ""), ("queue", "售后"), ("queue", "理赔"), ("dialect", "粤语")]
    assert rates["queue", "售后"]["share"] == 0.0
    assert rates["queue", "理赔"]["is_weak"] is True
    assert rates["all", ""]["enough"] is False
    assert told["calls"][0]["recording"] == "b.wav"
    assert told["refused"] == 3
    assert "reference.csv:4: there is no recording 'c.wav'" in result.stderr
    assert "reference.csv:5: no transcript" in result.stderr
    assert "reference.csv:6: there is no recording" in result.stderr  # outside the folder


def test_the_workspace_keeps_them_and_the_scorecards_show_them(drop: Path) -> None:
    before = mingjian("scorecards", "--workspace", drop / "ws", "--month", "2026-09", "--lang", "zh")
    assert "识别错误率未测" in before.stdout
    shown = mingjian("models", "evaluate", "--reference", drop / "reference.csv", "--workspace", drop / "ws")
    assert shown.exit_code == 1
    after = mingjian("scorecards", "--workspace", drop / "ws", "--month", "2026-09", "--lang", "en")
    assert "queue 理赔" in after.stdout
    workspace = Workspace.open(drop / "ws")
    with reading(workspace.engine) as connection:
        weak = recognition_fits.weak_hearing(connection)
        fit = recognition_fits.latest(connection)
    workspace.close()
    assert fit is not None
    assert fit.model_id == "fake-recogniser"
    assert (weak.covers("理赔"), weak.covers("售后")) == (True, False)


def test_a_table_without_its_columns_or_without_a_usable_row_is_refused(drop: Path) -> None:
    bad = drop / "bad.csv"
    bad.write_text("recording,words\na.wav,hello\n")
    assert "there is no column transcript" in str(error_of("models", "evaluate", "--reference", bad))
    bad.write_text("recording,transcript\nz.wav,hello\n")
    assert "no call of the reference" in str(error_of("models", "evaluate", "--reference", bad))


def test_what_is_measured_is_what_the_night_hears_with(drop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opens, asked = command.open_ears, []
    heard: list[Interaction] = []
    monkeypatch.setattr(command, "open_ears", lambda *a, **k: asked.append((a[0], k["cpu_threads"])) or opens())
    hears = measuring_recognition.hear
    monkeypatch.setattr(measuring_recognition, "hear", lambda f, i, *a, **k: heard.append(i) or hears(f, i, *a, **k))
    for name, value in (("RECOGNISER", "small"), ("LANGUAGE", "en"), ("CPU_THREADS", "7")):
        monkeypatch.setenv(f"MINGJIAN_{name}", value)
    mingjian("models", "evaluate", "--reference", drop / "reference.csv")
    assert asked == [("small", 7)]
    assert [(one.queue, one.language) for one in heard] == [("售后", "en"), ("理赔", "en")]
