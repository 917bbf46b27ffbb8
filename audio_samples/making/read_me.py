"""Keeps the tables of README.md in step with the sources."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from making.sources import read_calls, read_texts

_BEGIN, _END = "<!-- made by make_samples.py -->", "<!-- end -->"


def write_tables(folder: Path) -> None:
    """Rewrites what stands between the two markers of README.md."""
    page = folder / "README.md"
    before, rest = page.read_text(encoding="utf-8").split(_BEGIN)
    after = rest.split(_END)[1]
    page.write_text(f"{before}{_BEGIN}\n{_calls(folder)}\n\n{_texts(folder)}\n{_END}{after}", encoding="utf-8")


def _calls(folder: Path) -> str:
    rows = ["| file | language, line | form, length | spoken by | what it shows |", "| --- | --- | --- | --- | --- |"]
    for call in read_calls(folder / "sources"):
        truth_path = folder / "truth" / f"{call['id']}.json"
        if truth_path.exists():
            rows.append(_call_row(call, json.loads(truth_path.read_text(encoding="utf-8"))))
    return "\n".join(rows)


def _call_row(call: dict[str, Any], truth: dict[str, Any]) -> str:
    side = f", agent {truth['agent_channel']}" if truth["agent_channel"] else ""
    form = f"{truth['format']}, {call['recording']['layout']}{side}, {truth['duration_s']:.0f} s"
    voices = f"agent {call['voices']['A']['voice']}, customer {call['voices']['C']['voice']}"
    place = f"`drop/recordings/{truth['recording']}`"
    return f"| {place} | {call['language']}, {call['business_line']} | {form} | {voices} | {call['special']} |"


def _texts(folder: Path) -> str:
    rows = ["| id | stands in | channel | language, line | what it shows |", "| --- | --- | --- | --- | --- |"]
    for text in read_texts(folder / "sources"):
        kind = f"{text['language']}, {text['business_line']}"
        rows.append(f"| {text['id']} | `drop/{text['file']}` | {text['channel']} | {kind} | {text['special']} |")
    return "\n".join(rows)
