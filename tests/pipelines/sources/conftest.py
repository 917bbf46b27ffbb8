"""A small drop folder that tests fill by hand."""

import os
import wave
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inspection.arrivals import Discovery
from pipelines.sources.drop_folder import DropFolder
from pipelines.sources.settings import SourceSettings

NOW = datetime(2026, 9, 2, 2, 0, tzinfo=UTC)
LONG_AGO_S = NOW.timestamp() - 3600


@dataclass
class Drop:
    """A folder with helpers to write old, settled files."""

    path: Path

    def write(self, name: str, content: str | bytes) -> Path:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        os.utime(file, (LONG_AGO_S, LONG_AGO_S))
        return file

    def wav(self, name: str, tone: int = 1) -> Path:
        file = self.write(name, b"")
        with wave.open(str(file), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(8000)
            out.writeframes(bytes([tone % 256, tone // 256]) * 2000)
        os.utime(file, (LONG_AGO_S, LONG_AGO_S))
        return file

    def discover(self, wait: Callable[[float], None] | None = None, **settings: object) -> Discovery:
        chosen = SourceSettings.model_validate(settings) if settings else None
        return DropFolder(self.path, chosen, wait=wait or _never).discover(NOW)


def _never(_seconds: float) -> None:
    raise AssertionError("nothing here is fresh")


@pytest.fixture
def drop(tmp_path: Path) -> Drop:
    folder = tmp_path / "east"
    folder.mkdir()
    return Drop(folder)
