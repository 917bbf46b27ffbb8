"""Reads the YAML sources: dialogues, roster, and the golden states written beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

SENDERS = {"A": "agent", "C": "customer", "B": "bot", "S": "system"}
_WRITTEN = re.compile(r"(?:(\d\d)T)?(\d\d:\d\d:\d\d) ([ACBS])(?:\[([^\]]*)\])? (.*)")
_TIMED = re.compile(r"([\d.]+)(?:-([\d.]+))? ([ACBS])(?:\[([^\]]*)\])? (.*)")
_SPOKEN = re.compile(r"([AC]) (?:([+-][\d.]+) )?(.*)")
_PAUSE = re.compile(r"(HOLD|SILENCE) ([\d.]+)(?: (music))?")
ZONE = "+08:00"


@dataclass(frozen=True, slots=True)
class Message:
    """One written or transcribed turn as it stands in the export; times in seconds or ISO 8601."""

    sender: str
    text: str
    kind: str = "text"
    agent_id: str | None = None
    auto: bool = False
    public: bool | None = None
    sent_at: str | None = None
    start_s: float | None = None
    end_s: float | None = None


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """One turn to be spoken; `gap_s` after the previous turn's end, negative when it overlaps."""

    side: str
    text: str
    gap_s: float


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch without speech: an announced hold or a plain silence."""

    kind: str
    duration_s: float
    music: bool


def read_documents(path: Path) -> list[dict[str, Any]]:
    """All YAML documents of a file, in order."""
    yaml = YAML(typ="safe")
    return [document for document in yaml.load_all(path.read_text(encoding="utf-8")) if document]


def read_calls(sources: Path) -> list[dict[str, Any]]:
    """Every call source, by file name."""
    return [document for path in sorted((sources / "calls").glob("*.yaml")) for document in read_documents(path)]


def read_texts(sources: Path) -> list[dict[str, Any]]:
    """Every written interaction and text transcript, by id."""
    found = [document for path in sorted((sources / "texts").glob("*.yaml")) for document in read_documents(path)]
    return sorted(found, key=lambda text: str(text["id"]))


def read_roster(sources: Path) -> list[dict[str, Any]]:
    """The agents, as they stand in agents.yaml."""
    yaml = YAML(typ="safe")
    return list(yaml.load((sources / "agents.yaml").read_text(encoding="utf-8")))


def messages_of(text: dict[str, Any]) -> list[Message]:
    """The messages of a written interaction or text transcript."""
    lines = _joined_lines(str(text["messages"]))
    if text["channel"] == "phone":
        return [_timed_message(line) for line in lines]
    return [_written_message(line, str(text["date"]), text["channel"] == "social") for line in lines]


def dialogue_of(call: dict[str, Any]) -> list[SpokenTurn | Pause]:
    """The dialogue of a call: turns to be spoken and pauses between them."""
    return [_dialogue_line(line) for line in _joined_lines(str(call["dialogue"]))]


def _joined_lines(block: str) -> list[str]:
    joined: list[str] = []
    for line in block.splitlines():
        if line.startswith(" ") and joined:
            joined[-1] += "\n" + line.strip()
        elif line.strip():
            joined.append(line.rstrip())
    return joined


def _attributes(raw: str | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for word in filter(None, (raw or "").split(",")):
        if word in {"auto", "public"}:
            found[word] = True
        elif re.fullmatch(r"[A-Z]\d+", word):
            found["agent_id"] = word
        else:
            found["kind"] = word
    return found


def _written_message(line: str, date: str, social: bool) -> Message:
    match = _matched(_WRITTEN, line)
    day = datetime.fromisoformat(date)
    while match[1] and day.day != int(match[1]):
        day += timedelta(days=1)
    attributes = _attributes(match[4])
    if social:
        attributes.setdefault("public", False)
    sent_at = f"{day:%Y-%m-%d}T{match[2]}{ZONE}"
    return Message(SENDERS[match[3]], match[5], sent_at=sent_at, **attributes)


def _timed_message(line: str) -> Message:
    match = _matched(_TIMED, line)
    start_s = float(match[1])
    end_s = float(match[2]) if match[2] else start_s
    return Message(SENDERS[match[3]], match[5], start_s=start_s, end_s=end_s, **_attributes(match[4]))


def _dialogue_line(line: str) -> SpokenTurn | Pause:
    pause = _PAUSE.fullmatch(line)
    if pause:
        return Pause(pause[1].lower(), float(pause[2]), pause[3] == "music")
    match = _matched(_SPOKEN, line)
    return SpokenTurn(match[1], match[3], float(match[2]) if match[2] else 0.5)


def _matched(pattern: re.Pattern[str], line: str) -> re.Match[str]:
    match = pattern.fullmatch(line) if "\n" not in line else re.compile(pattern.pattern, re.DOTALL).fullmatch(line)
    if match is None:
        raise ValueError(f"not a dialogue line: {line!r}; see audio_samples/README.md, 'Source format'")
    return match
