"""Turn truth of a call: what was said when, exact by construction."""

from __future__ import annotations

from typing import Any

from making.telephone import PHONE_HZ, TimeLine, overlaps_of

_SILENCE_S = 3.0


def truth_of(call: dict[str, Any], line: TimeLine, recording: str, duration_s: float) -> dict[str, Any]:
    """The truth file of one call; times in seconds from the start of the recording."""
    stereo = call["recording"]["layout"] == "stereo"
    agent_channel = call["recording"].get("agent_channel") if stereo else None
    overlaps = overlaps_of(line.turns)
    return {
        "schema_version": 1,
        "interaction_id": call["id"],
        "recording": recording,
        "format": call["recording"]["format"],
        "sample_rate_hz": PHONE_HZ,
        "channels": 2 if stereo else 1,
        "agent_channel": agent_channel,
        "duration_s": round(duration_s, 3),
        "voices": {"agent": call["voices"]["A"], "customer": call["voices"]["C"]},
        "turns": line.turns,
        "overlaps": overlaps,
        "interruptions_by_agent": sum(o["interruption"] and o["begun_by"] == "agent" for o in overlaps),
        "interruptions_by_customer": sum(o["interruption"] and o["begun_by"] == "customer" for o in overlaps),
        "silences": [_silence(line, gap) for gap in _silences(line.turns)],
        "holds": [pause for pause in line.pauses if pause["announced"]],
        "speech_rate": {side: _rate(line.turns, side, call["language"]) for side in ("agent", "customer")},
    }


def _silences(turns: list[dict[str, Any]]) -> list[tuple[float, float]]:
    gaps, reached = [], turns[0]["end_s"]
    for turn in turns[1:]:
        if turn["start_s"] - reached >= _SILENCE_S:
            gaps.append((reached, turn["start_s"]))
        reached = max(reached, turn["end_s"])
    return gaps


def _silence(line: TimeLine, gap: tuple[float, float]) -> dict[str, Any]:
    inside = [pause for pause in line.pauses if pause["start_s"] >= gap[0] and pause["end_s"] <= gap[1]]
    return {"start_s": gap[0], "end_s": gap[1], "announced": any(pause["announced"] for pause in inside)}


def _rate(turns: list[dict[str, Any]], side: str, language: str) -> dict[str, Any]:
    own = [turn for turn in turns if turn["speaker"] == side]
    minutes = sum(turn["end_s"] - turn["start_s"] for turn in own) / 60
    units = sum(_units(turn["text"], language) for turn in own)
    return {"value": round(units / minutes), "unit": "characters/min" if language == "zh" else "words/min"}


def _units(text: str, language: str) -> int:
    return sum(sign.isalnum() for sign in text) if language == "zh" else len(text.split())
