"""`mingjian transcribe`: recordings to text, useful on its own."""

import json
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.settings import hearing_settings
from inspection.errors import InspectionError, SettingsError
from inspection.interaction import Channel, Interaction, Turn
from pipelines.hearing import Ears, Heard, hear, open_ears


def transcribe(
    files: Annotated[list[Path], typer.Argument(help="Recordings; - (standard input) cannot be read.")],
    format: Annotated[str, typer.Option(help="json, srt, vtt or txt.")] = "txt",  # noqa: A002 - reads best
    output: Annotated[Path | None, typer.Option(help="Folder for <stem>.<format>; default: standard output.")] = None,
    model: Annotated[str, typer.Option(help="Whisper size, hub name or folder.")] = "base",
    lang: Annotated[str, typer.Option(help="Language of the recordings.")] = "zh",
    agent_channel: Annotated[int | None, typer.Option(min=0, help="Channel of the agent, from 0.")] = None,
) -> None:
    """Transcribe recordings with speakers and times. The words are not masked: use mingjian redact.

    Example: mingjian transcribe call.wav --format srt --output transcripts
    """
    writer = _writer(format)
    if Path("-") in files:
        raise SettingsError("standard input cannot be read as a recording", "save it to a file and name that")
    ears = open_ears(model, hearing=hearing_settings(), on_progress=_tell)
    failed = 0
    for number, file in enumerate(files, start=1):
        _tell(f"transcribing {file.name}", number, len(files))
        try:
            _put(writer(_hear(file, ears, lang, agent_channel), file.name), file, format, output)
        except InspectionError as error:
            failed += 1
            print(f"error: {error}", file=sys.stderr)
    raise typer.Exit(1 if failed else 0)


def _hear(file: Path, ears: Ears, language: str, agent_channel: int | None) -> Heard:
    interaction = Interaction(
        source="transcribe",
        interaction_id=file.stem,
        channel=Channel.PHONE,
        started_at=datetime.fromtimestamp(0, UTC),
        agent_channel=agent_channel,
        language=language,
    )
    return hear([file], interaction, ears, names=[file.name])


def _put(text: str, file: Path, format_: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(text)
        return
    output.mkdir(parents=True, exist_ok=True)
    (output / f"{file.stem}.{format_}").write_text(text, encoding="utf-8")


def _writer(format_: str) -> Callable[[Heard, str], str]:
    writers = {"json": as_json, "srt": as_srt, "vtt": as_vtt, "txt": as_txt}
    if format_ not in writers:
        raise SettingsError(f"'{format_}' is no format", "choose json, srt, vtt or txt", where="--format")
    return writers[format_]


def as_json(heard: Heard, name: str) -> str:
    """One JSON object on one line."""
    return json.dumps({"file": name, "turns": [_turn(t) for t in heard.turns]}, ensure_ascii=False) + "\n"


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


def _tell(step: str, done: int, total: int) -> None:
    print(f"{step} ({done}/{total})", file=sys.stderr)
