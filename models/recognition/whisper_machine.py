"""What a Whisper model is loaded for: device, kind of number, threads; and loading it."""

from dataclasses import dataclass
from pathlib import Path

from faster_whisper import WhisperModel

from inspection.errors import ModelError
from models.recognition.steady_memory import keep_freed_memory


@dataclass(frozen=True, slots=True)
class WhisperMachine:
    """`device` cpu, cuda or auto; `compute_type` as CTranslate2 names it; `cpu_threads` 1 or more."""

    device: str = "cpu"
    compute_type: str = "int8"
    cpu_threads: int = 2

    @property
    def workers(self) -> int:
        """How many windows are worked on at once: one thread each, which costs less than several on one window."""
        return self.cpu_threads if self.device == "cpu" else 1


def load_whisper(folder: Path, machine: WhisperMachine) -> WhisperModel:
    """Load a CTranslate2 conversion; ModelError when the folder is none, or the machine cannot run it like that."""
    if not (folder / "model.bin").is_file():
        raise ModelError(
            "this is no faster-whisper model (model.bin is missing)",
            "give the folder of a CTranslate2 conversion",
            where=str(folder),
        )
    if machine.device == "cpu":
        keep_freed_memory()
    try:
        return WhisperModel(
            str(folder),
            device=machine.device,
            compute_type=machine.compute_type,
            cpu_threads=machine.cpu_threads // machine.workers,
            num_workers=machine.workers,
        )
    except (RuntimeError, ValueError) as error:
        raise ModelError(
            f"the Whisper model cannot be loaded ({' '.join(str(error).split())})",
            "check that the folder is complete, and the settings of [hearing]: device and compute_type",
            where=str(folder),
        ) from error
