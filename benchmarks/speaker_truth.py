"""Calls whose speakers are known: a manifest's rows with who spoke when, and what.

A row names a recording (`file`), its language (`lang` or `language`), and its turns: a JSON beside the recording
(<stem>.json, <stem>.turns.json, or without _8k_stereo), a path or JSON in the column `turns` or `transcript`, or rttm.
"""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inspection.timeline import Interval


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """Who spoke (lower case, as the truth names them), what (empty when unknown), and when (None when unknown)."""

    speaker: str
    text: str
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class KnownCall:
    """One recording with the truth about it."""

    file: Path
    language: str
    turns: tuple[SpokenTurn, ...]

    @property
    def is_timed(self) -> bool:
        """Whether every turn has its times."""
        return all(t.interval is not None for t in self.turns)

    @property
    def has_roles(self) -> bool:
        """Whether agent and customer are named and their words known."""
        return {"agent", "customer"} <= {t.speaker for t in self.turns} and any(t.text for t in self.turns)

    def speech(self) -> dict[str, tuple[Interval, ...]]:
        """Timed turns by speaker."""
        speakers = sorted({t.speaker for t in self.turns})
        return {s: tuple(t.interval for t in self.turns if t.speaker == s and t.interval) for s in speakers}


def known_calls(manifest: Path) -> Iterator[KnownCall]:
    """The rows of a manifest that hold more than one speaker and say who spoke; others are left out."""
    with manifest.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        recording = manifest.parent / (row.get("file") or "")
        turns = _turns_of(row, recording)
        if len({t.speaker for t in turns}) > 1 and recording.is_file():
            yield KnownCall(recording, row.get("language") or row.get("lang") or "zh", turns)


def _turns_of(row: Mapping[str, str | None], recording: Path) -> tuple[SpokenTurn, ...]:
    for given in (row.get("turns"), row.get("transcript")):
        text = (given or "").strip()
        if text.startswith(("[", "{")):
            return _from_json(json.loads(text))
        if text.endswith((".json", ".rttm")) and (recording.parent / text).is_file():
            return _from_file(recording.parent / text, recording.stem)
        if text.endswith((".json", ".rttm")) and (recording.parents[1] / text).is_file():
            return _from_file(recording.parents[1] / text, recording.stem)
    stem = recording.stem
    names = (f"{stem}.turns.json", f"{stem}.json", f"{stem.removesuffix('_8k_stereo')}.json", f"{stem}.rttm")
    found = [recording.with_name(name) for name in names if recording.with_name(name).is_file()]
    if found:
        return _from_file(found[0], stem)
    shared = [turns for path in sorted(recording.parent.glob("*.rttm")) if (turns := _from_file(path, stem))]
    return shared[0] if shared else ()


def _from_file(path: Path, recording: str) -> tuple[SpokenTurn, ...]:
    text = path.read_text(encoding="utf-8-sig")
    return _from_rttm(text, recording) if path.suffix == ".rttm" else _from_json(json.loads(text))


def _from_json(content: Any) -> tuple[SpokenTurn, ...]:
    turns: Sequence[Mapping[str, Any]] = content["turns"] if isinstance(content, dict) else content
    return tuple(_spoken(turn) for turn in turns)


def _spoken(turn: Mapping[str, Any]) -> SpokenTurn:
    start, end = (turn.get(f"{name}_s", turn.get(name)) for name in ("start", "end"))
    interval = Interval(float(start), float(end)) if start is not None and end is not None else None
    speaker = turn.get("speaker") or turn.get("sender") or turn.get("role") or ""
    return SpokenTurn(str(speaker).lower(), str(turn.get("text") or turn.get("message") or ""), interval)


def _from_rttm(text: str, recording: str) -> tuple[SpokenTurn, ...]:
    fields = [line.split() for line in text.splitlines() if line.startswith("SPEAKER")]
    return tuple(
        SpokenTurn(f[7].lower(), "", Interval(float(f[3]), float(f[3]) + float(f[4])))
        for f in fields
        if f[1] == recording
    )
