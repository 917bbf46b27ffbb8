"""Recognition beside faster-whisper and WhisperX, interleaved on the same recordings: errors, CPU seconds, memory.

    python benchmarks/recognition.py --manifest FILE.tsv [--json OUT] [--keep FILE] [--minutes N] [--systems a,b]

Columns of the manifest (with a heading): file (relative to it), language, channels, transcript. The transcript is
words (those of two channels divided by " | "), or a .json file of turns (speaker, text or message), or empty: then
the file's name with .turns.json or .json is looked for, and a recording without any is left out.

Recordings go in rounds of some minutes (a shard of a night); every system hears each round, in a turning order.
`--keep` writes each answer down, so that a run that was stopped goes on where it was.
"""

import argparse
import csv
import json
import platform
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.recognition_errors import difference_interval, errors_of, rate, rate_interval
from benchmarks.recognition_systems import SYSTEMS
from inspection.recognition_error import ErrorCount

ROUND_S = 420.0
EXACT, FAST, BATCHED, DEFAULT = "ours exact", "ours fast", "faster-whisper batched", "faster-whisper default"


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording with what is said in it: (speaker, words) turn by turn."""

    file: Path
    language: str
    channels: int
    duration_s: float
    truth: tuple[tuple[str, str], ...]


def main() -> None:
    """Hear everything, print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--manifest", type=Path, required=True)
    options.add_argument("--json", type=Path)
    options.add_argument("--keep", type=Path)
    options.add_argument("--minutes", type=float, default=float("inf"))
    options.add_argument("--systems", default=",".join(SYSTEMS))
    given = options.parse_args()
    recordings = list(recordings_of(given.manifest, given.minutes * 60))
    rounds = list(rounds_of(recordings))
    answers = heard(rounds, given.systems.split(","), given.keep)
    report = report_of(rounds, answers)
    show(report)
    if given.json:
        given.json.write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")


def recordings_of(manifest: Path, most_s: float) -> Iterator[Recording]:
    """The recordings of a manifest whose words are known, until there are `most_s` seconds of them."""
    import av

    total_s = 0.0
    with manifest.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            path = manifest.parent / row["file"]
            channels = int(row.get("channels") or 1)
            truth = truth_of(path, (row.get("transcript") or "").strip())
            if not truth or not path.is_file() or total_s >= most_s:
                continue
            with av.open(str(path)) as container:
                duration_s = float(container.duration or 0) / av.time_base
            total_s += duration_s
            yield Recording(path, row["language"].partition("-")[0], channels, duration_s, truth)


def truth_of(recording: Path, transcript: str) -> tuple[tuple[str, str], ...]:
    """What is said, turn by turn; nothing when nobody wrote it down."""
    stem = recording.with_suffix("")
    beside = [stem.with_name(stem.name + ending) for ending in (".turns.json", ".json")]
    named = [recording.parent / transcript] if transcript.endswith(".json") else [] if transcript else beside
    for file in named:
        if file.is_file():
            return _turns_of(json.loads(file.read_text(encoding="utf-8")))
    if transcript.endswith(".json") or not transcript:
        return ()
    return tuple((str(speaker), text) for speaker, text in enumerate(transcript.split(" | ")))


def _turns_of(content: Any) -> tuple[tuple[str, str], ...]:
    turns = content["turns"] if isinstance(content, dict) else content
    return tuple((str(turn.get("speaker")), turn.get("text") or turn.get("message") or "") for turn in turns)


def rounds_of(recordings: Sequence[Recording]) -> Iterator[list[Recording]]:
    """Recordings in rounds of about ROUND_S seconds of call."""
    some: list[Recording] = []
    for recording in recordings:
        some.append(recording)
        if sum(r.duration_s for r in some) >= ROUND_S:
            yield some
            some = []
    if some:
        yield some


def heard(rounds: Sequence[list[Recording]], systems: Sequence[str], keep: Path | None) -> dict[str, list[Any]]:
    """The answers of every system, round by round; each system has a process of its own."""
    answers = _kept(keep)
    workers: dict[str, subprocess.Popen[str]] = {}
    for number, recordings in enumerate(rounds):
        turn = number % len(systems)
        for system in [*systems[turn:], *systems[:turn]]:
            if len(answers[system]) > number:
                continue
            if system not in workers:
                workers[system] = _started(system)
            answers[system].append(_asked(workers[system], recordings))
            print(f"round {number + 1} of {len(rounds)}: {system}", file=sys.stderr, flush=True)
            if keep is not None:
                keep.write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
    for worker in workers.values():
        worker.communicate()
    return dict(answers)


def _kept(keep: Path | None) -> dict[str, list[Any]]:
    kept = json.loads(keep.read_text(encoding="utf-8")) if keep is not None and keep.is_file() else {}
    return defaultdict(list, kept)


def _started(system: str) -> "subprocess.Popen[str]":
    script = Path(__file__).with_name("recognition_systems.py")
    return subprocess.Popen(
        [sys.executable, str(script), system], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def _asked(worker: "subprocess.Popen[str]", recordings: Sequence[Recording]) -> Any:
    assert worker.stdin is not None
    assert worker.stdout is not None
    print(json.dumps([(str(r.file), r.language, r.channels) for r in recordings]), file=worker.stdin, flush=True)
    line = worker.stdout.readline()
    if not line:
        raise SystemExit(f"a system ended (exit code {worker.wait()}); its message is above")
    return json.loads(line)


def report_of(rounds: Sequence[list[Recording]], answers: dict[str, list[Any]]) -> dict[str, Any]:
    """Rows and claims in the form all benchmarks have."""
    calls = [recording for some in rounds for recording in some]
    errors = {
        system: [
            errors_of(_truth(r, texts), texts, r.language)
            for r, texts in zip(calls, [t for one in given for t in one["texts"]], strict=True)
        ]
        for system, given in answers.items()
    }
    cpu_s = {system: sum(one["cpu_s"] for one in given) for system, given in answers.items()}
    rows: list[dict[str, Any]] = []
    for system, given in answers.items():
        rows += _error_rows(system, calls, errors[system])
        rows.append(_row(system, "CPU time", cpu_s[system], "s", len(calls)))
        rows.append(
            _row(system, "real time / CPU time", sum(o["audio_s"] for o in given) / cpu_s[system], "x", len(calls))
        )
        rows.append(_row(system, "calls per CPU minute", 60 * len(calls) / cpu_s[system], "calls", len(calls)))
        rows.append(_row(system, "peak memory", max(o["peak_mb"] for o in given), "MB", len(calls)))
    minutes = sum(o["calls_s"] for o in next(iter(answers.values()))) / 60
    return {
        "machine": f"{platform.machine()}, {platform.platform()}",
        "versions": {name: version(name) for name in ("faster-whisper", "ctranslate2", "onnxruntime")},
        "minutes": minutes,
        "rows": rows,
        "claims": _claims(errors, cpu_s, answers, minutes),
    }


def _truth(recording: Recording, texts: Sequence[str]) -> Sequence[str]:
    """What is said per speaker where each has a channel, else all of it in order."""
    by_speaker: dict[str, list[str]] = defaultdict(list)
    for speaker, words in recording.truth:
        by_speaker[speaker].append(words)
    together = [[words for _, words in recording.truth]]
    return [" ".join(some) for some in (by_speaker.values() if len(by_speaker) == len(texts) else together)]


def _error_rows(system: str, calls: Sequence[Recording], errors: Sequence[ErrorCount]) -> Iterator[dict[str, Any]]:
    for language in sorted({call.language for call in calls}):
        some = [e for call, e in zip(calls, errors, strict=True) if call.language == language]
        low, high = rate_interval(some)
        yield _row(
            system, "CER zh" if language == "zh" else f"WER {language}", rate(some), "share", len(some), low, high
        )


def _claims(
    errors: dict[str, list[ErrorCount]], cpu_s: dict[str, float], answers: dict[str, list[Any]], minutes: float
) -> list[dict[str, Any]]:
    claims = [_claim("minutes of calls", minutes, ">= 60", minutes >= 60)]
    if BATCHED not in errors:
        return claims
    for ours, least in ((EXACT, 1.2), (FAST, 1.8)):
        if ours not in errors:
            continue
        ratio = cpu_s[BATCHED] / cpu_s[ours]
        claims.append(_claim(f"{ours}: times as fast as {BATCHED}", ratio, f">= {least}", ratio >= least))
        low, high = difference_interval(errors[ours], errors[BATCHED])
        points = 100 * (rate(errors[ours]) - rate(errors[BATCHED]))
        within = low <= 0 <= high or points < 0 if ours == EXACT else points <= 0.4
        words = f"{ours}: points of error above {BATCHED} ({100 * low:+.2f} to {100 * high:+.2f})"
        claims.append(_claim(words, points, "interval holds 0" if ours == EXACT else "<= 0.4", within))
        peak = max(one["peak_mb"] for one in answers[ours])
        claims.append(_claim(f"{ours}: peak memory, MB", peak, "< 1500", peak < 1500))
    if FAST in errors and DEFAULT in errors:
        ratio = cpu_s[DEFAULT] / cpu_s[FAST]
        claims.append(_claim(f"{FAST}: times as fast as {DEFAULT}", ratio, ">= 2", ratio >= 2))
    return claims


def _row(
    system: str, metric: str, value: float, unit: str, n: int, low: float | None = None, high: float | None = None
) -> dict[str, Any]:
    return {"system": system, "metric": metric, "value": value, "unit": unit, "n": n, "low": low, "high": high}


def _claim(claim: str, value: float, target: str, ok: bool) -> dict[str, Any]:
    return {"claim": claim, "value": value, "target": target, "ok": bool(ok)}


def show(report: dict[str, Any]) -> None:
    """Print the rows, then the claims."""
    table = Table(title=f"recognition, {report['minutes']:.0f} min of calls, {report['machine']}", title_justify="left")
    metrics = list(dict.fromkeys(row["metric"] for row in report["rows"]))
    for column in ("system", *metrics):
        table.add_column(column)
    for system in dict.fromkeys(row["system"] for row in report["rows"]):
        of = {row["metric"]: row for row in report["rows"] if row["system"] == system}
        table.add_row(system, *(_cell(of[metric]) for metric in metrics))
    console = Console(width=150)
    console.print(table)
    for claim in report["claims"]:
        console.print(f"{'ok' if claim['ok'] else 'NO'}  {claim['claim']}: {claim['value']:.2f} ({claim['target']})")


def _cell(row: dict[str, Any]) -> str:
    if row["unit"] == "share":
        return f"{row['value']:.4f} ({row['low']:.3f}-{row['high']:.3f})"
    return f"{row['value']:.1f}"


if __name__ == "__main__":
    main()
