"""Who spoke, on one channel: diarization error and role accuracy of `mingjian`'s hearing on mono mixes of known calls.

    python benchmarks/speakers.py --manifest FILE.tsv [--manifest FILE.tsv] --json OUT [--before OLD.json]

Recordings of two channels are mixed to one; no metadata are given, so that voices and words alone decide. `--before`
shows the figures of an earlier run (another version of the program) beside today's. Columns: speaker_truth.py.
"""

import argparse
import json
import platform
import sys
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.diarization_error import SpeakerErrors, speaker_errors
from benchmarks.reading_rows import Row, drawn
from benchmarks.role_accuracy import role_counts
from benchmarks.speaker_truth import KnownCall, known_calls
from inspection.hearing import HEARING_RATE_HZ
from inspection.interaction import Channel, Interaction, Role
from pipelines.decoding import decode
from pipelines.hearing import Ears, Heard, hear, open_ears

OURS, FIRST = "mingjian", "first voice is the agent"
SURE = 0.6
"""Above this confidence the roles are relied on: the default a rule needs."""


@dataclass(frozen=True, slots=True)
class Result:
    """One call measured: errors in time (None without timed truth), role units right and compared, cost."""

    call: KnownCall
    errors: SpeakerErrors | None
    right: int
    compared: int
    confidence: float
    audio_s: float
    cpu_s: float
    voices: int

    @property
    def is_right(self) -> bool:
        """Whether the agent is the agent for most of the words."""
        return self.right > self.compared / 2


def main() -> None:
    """Measure every call of the manifests."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--manifest", type=Path, action="append", required=True)
    options.add_argument("--json", type=Path)
    options.add_argument("--before", type=Path)
    given = options.parse_args()
    ears = open_ears()
    results = [measured(call, ears) for manifest in given.manifest for call in known_calls(manifest)]
    if not results:
        sys.exit("error: no row of the manifest has two speakers and says who spoke; see benchmarks/speaker_truth.py")
    rows = [*figures(results), *(before(given.before) if given.before else ())]
    Console(width=120).print(per_call(results))
    Console(width=120).print(table(rows))
    if given.json:
        given.json.write_text(json.dumps(answer(rows), ensure_ascii=False, indent=1), encoding="utf-8")


def measured(call: KnownCall, ears: Ears) -> Result:
    """Hear the mono mix of one call and compare."""
    start = process_time()
    heard = hear([mono_mix(call.file)], nobody_knows(call), ears, names=[call.file.name])
    cpu_s = process_time() - start
    errors = speaker_errors(call.speech(), heard_speech(heard)) if call.is_timed else None
    right, compared = role_counts(call.turns, heard.turns) if call.has_roles else (0, 0)
    voices = len({t.sender for t in heard.turns})
    return Result(call, errors, right, compared, heard.trust.roles, heard.recording.duration_s, cpu_s, voices)


def mono_mix(file: Path) -> bytes:
    """The recording with its channels added up, as a 16 bit wav at 16 kHz."""
    mixed = np.clip(decode(file).signal.sum(axis=0), -1.0, 1.0)
    out = BytesIO()
    with wave.open(out, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(HEARING_RATE_HZ)
        wav.writeframes((mixed * 32767).astype("<i2").tobytes())
    return out.getvalue()


def nobody_knows(call: KnownCall) -> Interaction:
    """A call without metadata but its language."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Interaction(
        source="b", interaction_id=call.file.stem, channel=Channel.PHONE, started_at=at, language=call.language
    )


def heard_speech(heard: Heard) -> dict[str, tuple[Any, ...]]:
    """Who was heard when: the separated voices."""
    return {str(one.speaker): one.speech for one in heard.voices}


def figures(results: Sequence[Result]) -> list[Row]:
    """DER by part, roles right by call and by word, and how much of it one may rely on; intervals over calls."""
    timed = [r.errors for r in results if r.errors is not None]
    rows = [
        drawn(OURS, name, lambda own, name=name: sum(own, SpeakerErrors()).shares()[name], _objects(timed))
        for name in (("der", "confusion", "missed", "false_alarm") if timed else ())
    ]
    told = [r for r in results if r.compared]
    if told:
        right, compared = [r.right for r in told], [r.compared for r in told]
        sure = [r.confidence >= SURE for r in told]
        rows.append(drawn(OURS, "calls_with_the_right_agent", np.mean, [r.is_right for r in told]))
        rows.append(drawn(OURS, "words_under_the_right_role", lambda a, b: a.sum() / b.sum(), right, compared))
        rows.append(drawn(OURS, f"calls_with_roles_{SURE:g}_sure", np.mean, sure))
        if any(sure):
            rows.append(drawn(OURS, "of_them_right", np.mean, [r.is_right for r in told if r.confidence >= SURE]))
        guess = [r.call.turns[0].speaker == Role.AGENT.value for r in told]
        rows.append(drawn(FIRST, "calls_with_the_right_agent", np.mean, guess))
    speed = sum(r.audio_s for r in results) / sum(r.cpu_s for r in results)
    return [*rows, Row(OURS, "audio_seconds_per_cpu_second", speed, "x", len(results))]


def _objects(values: Sequence[object]) -> "np.ndarray[Any, Any]":
    array = np.empty(len(values), object)
    array[:] = values
    return array


def before(path: Path) -> list[Row]:
    """The rows of an earlier run, marked as such."""
    rows = json.loads(path.read_text(encoding="utf-8"))["rows"]
    return [Row(**{**row, "system": f"{row['system']}, before"}) for row in rows if row["system"] == OURS]


def per_call(results: Sequence[Result]) -> Table:
    """One line per call."""
    shown = Table(title="Mono mixes, no metadata", title_justify="left")
    for column in ("recording", "roles found", "DER", "confusion", "words under right role", "confidence"):
        shown.add_column(column, justify="left" if column == "recording" else "right")
    for r in results:
        shares = r.errors.shares() if r.errors else None
        der, confusion = (f"{shares[k]:.3f}" if shares else "-" for k in ("der", "confusion"))
        words = f"{r.right / r.compared:.3f}" if r.compared else "-"
        shown.add_row(r.call.file.name[:40], str(r.voices), der, confusion, words, f"{r.confidence:.2f}")
    return shown


def table(rows: Sequence[Row]) -> Table:
    """Metrics in rows."""
    shown = Table(title=f"{platform.machine()}, Python {platform.python_version()}", title_justify="left")
    for column in ("system", "metric", "value", "95 %", "n"):
        shown.add_column(column)
    for r in rows:
        between = f"{r.low:.3f}-{r.high:.3f}" if r.low is not None and r.high is not None else ""
        shown.add_row(r.system, r.metric, f"{r.value:.3f}", between, str(r.n))
    return shown


def answer(rows: Sequence[Row]) -> dict[str, Any]:
    """The benchmarks' JSON."""
    versions = {name: version(name) for name in ("faster-whisper", "ctranslate2", "numpy", "scipy")}
    found = {(r.system, r.metric): r.value for r in rows}
    right = found.get((OURS, "of_them_right"))
    claims = [] if right is None else [
        {"claim": f"roles said to be {SURE:g} sure are right", "value": right, "target": 0.95, "ok": right >= 0.95}
    ]  # fmt: skip
    return {"machine": platform.platform(), "versions": versions, "rows": [r.as_json() for r in rows], "claims": claims}


if __name__ == "__main__":
    main()
