"""A transcript as a file: JSON for programs, SubRip and WebVTT for players, plain text for people."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from inspection.call_figures import call_figures
from inspection.interaction import Turn
from pipelines.hearing import Heard


def as_json(heard: Heard, name: str) -> str:
    """One JSON object on one line: the turns, how sure the roles are, what is wrong with the sound, the figures."""
    told = {
        "file": name,
        "duration_s": round(heard.recording.duration_s, 3),
        "roles_confidence": heard.trust.roles,
        "recognition_confidence": heard.trust.recognition,
        "audio": list(heard.trust.audio),
        "notices": list(heard.notices),
        "figures": call_figures(heard.turns, heard.sound),
        "models": list(heard.model_ids),
        "turns": [_turn(t) for t in heard.turns],
    }
    return json.dumps(told, ensure_ascii=False) + "\n"


def _turn(turn: Turn) -> dict[str, Any]:
    return {
        "turn": turn.index,
        "sender": turn.sender.value,
        "start_s": turn.start_s,
        "end_s": turn.end_s,
        "text": turn.text,
        "confidence": turn.confidence,
    }


def as_txt(heard: Heard, _name: str) -> str:
    """One line per turn: time, speaker, words."""
    return "".join(f"[{_clock(t.start_s, '.')}] {t.sender.value}: {t.text}\n" for t in heard.turns)


def as_srt(heard: Heard, _name: str) -> str:
    """SubRip subtitles."""
    return "".join(f"{n}\n{_span(t, ',')}\n{t.sender.value}: {t.text}\n\n" for n, t in _numbered(heard.turns))


def as_vtt(heard: Heard, _name: str) -> str:
    """WebVTT subtitles."""
    cues = "".join(f"{_span(t, '.')}\n<v {t.sender.value}>{t.text}\n\n" for _, t in _numbered(heard.turns))
    return f"WEBVTT\n\n{cues}"


def _numbered(turns: Sequence[Turn]) -> "enumerate[Turn]":
    return enumerate(turns, start=1)


def _span(turn: Turn, mark: str) -> str:
    return f"{_clock(turn.start_s, mark)} --> {_clock(turn.end_s, mark)}"


def _clock(seconds: float | None, mark: str) -> str:
    total_ms = round((seconds or 0.0) * 1000)
    hours, rest = divmod(total_ms, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{hours:02d}:{minutes:02d}:{rest // 1000:02d}{mark}{rest % 1000:03d}"


FORMATS: Mapping[str, Callable[[Heard, str], str]] = {"json": as_json, "srt": as_srt, "vtt": as_vtt, "txt": as_txt}
