"""`mingjian transcribe`: recordings to text, useful on its own."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Annotated

import typer

from cli.settings import as_the_night_hears
from cli.transcript_formats import FORMATS
from inspection.errors import InspectionError, SettingsError
from inspection.interaction import Channel, Interaction
from pipelines.hearing import Ears, Heard, hear, open_ears

RECORDINGS = frozenset(
    f".{ending}" for ending in ("wav", "mp3", "flac", "ogg", "opus", "m4a", "mp4", "aac", "amr", "gsm", "webm", "wma")
)
"""What is taken from a folder, by its ending; a file that is named is tried whatever it is called."""


def transcribe(
    files: Annotated[list[Path], typer.Argument(help="Recordings, or folders of them.")],
    format: Annotated[str, typer.Option(help="json, srt, vtt or txt.")] = "txt",  # noqa: A002 - reads best
    output: Annotated[Path | None, typer.Option(help="Folder for <stem>.<format>; default: standard output.")] = None,
    model: Annotated[str | None, typer.Option(help="Whisper size, hub name or folder; default: the night's.")] = None,
    lang: Annotated[str | None, typer.Option(help="Language of the recordings; default: the night's.")] = None,
    agent_channel: Annotated[int | None, typer.Option(min=0, help="Channel of the agent, from 0.")] = None,
) -> None:
    """Transcribe recordings with speakers and times. The words are not masked: use mingjian redact.

    Example: mingjian transcribe call.wav --format srt --output transcripts
    """
    if format not in FORMATS:
        raise SettingsError(f"'{format}' is no format", "choose json, srt, vtt or txt", where="--format")
    recordings = _recordings(files)
    targets = _targets(recordings, format, output)
    night = as_the_night_hears(model, lang)
    ears = open_ears(night.recogniser, hearing=night.hearing, cpu_threads=night.cpu_threads, on_progress=_tell)
    failed = 0
    for number, file in enumerate(recordings, start=1):
        _tell(f"transcribing {file.name}", number, len(recordings))
        try:
            heard = _hear(file, ears, night.language, agent_channel)
            _put(FORMATS[format](heard, file.name), targets.get(file))
            for notice in heard.notices:
                print(f"{file.name}: {notice}", file=sys.stderr)
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


def _recordings(files: Sequence[Path]) -> list[Path]:
    """The recordings named, and those in the folders named, each once, in order."""
    if Path("-") in files:
        raise SettingsError("standard input cannot be read as a recording", "save it to a file and name that")
    found: dict[Path, None] = {}
    for path in files:
        if not path.is_dir():
            found[path] = None
            continue
        inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in RECORDINGS and p.is_file())
        if not inside:
            raise SettingsError("there is no recording in the folder", "name recordings", where=str(path))
        found.update(dict.fromkeys(inside))
    return list(found)


def _targets(recordings: Sequence[Path], format_: str, output: Path | None) -> dict[Path, Path]:
    """Where each transcript goes; recordings of one name (call.wav, call.mp3) must not overwrite each other."""
    if output is None:
        return {}
    output.mkdir(parents=True, exist_ok=True)
    stems = [r.stem for r in recordings]
    names = [r.stem if stems.count(r.stem) == 1 else r.name for r in recordings]
    twice = [
        name if names.count(name) == 1 else f"{r.parent.name}-{name}" for r, name in zip(recordings, names, strict=True)
    ]
    return {r: output / f"{name}.{format_}" for r, name in zip(recordings, _numbered(twice), strict=True)}


def _numbered(names: Sequence[str]) -> list[str]:
    """The names, with a number after those that were given before (a-call, a-call-2); case may not count on a disk."""
    taken: set[str] = set()
    free: list[str] = []
    for name in names:
        choices = (name if number == 1 else f"{name}-{number}" for number in count(1))
        free.append(next(one for one in choices if one.casefold() not in taken))
        taken.add(free[-1].casefold())
    return free


def _put(text: str, target: Path | None) -> None:
    if target is None:
        sys.stdout.write(text)
    else:
        target.write_text(text, encoding="utf-8")


def _tell(step: str, done: int, total: int) -> None:
    print(f"{step} ({done}/{total})", file=sys.stderr)
