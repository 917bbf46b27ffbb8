"""Settings of recognition: how carefully, on what device, how many windows at once.

In mingjian.toml they stand in the section `[hearing]`: `mode` there is `hearing_mode`.
"""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from models.recognition.whisper_machine import WhisperMachine


class HearingSettings(BaseModel):
    """How the recogniser works. Only mode and kind of number may change a word; the rest is speed and memory."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    hearing_mode: Literal["exact", "fast"] = Field("exact", description="exact, or fast: cheaper, a little less right")
    hearing_device: Literal["cpu", "cuda", "auto"] = Field("cpu", description="where the recogniser computes")
    hearing_compute_type: Literal["int8", "int8_float16", "int8_bfloat16", "float16", "bfloat16", "float32"] = Field(
        "int8", description="its kind of number; float16 or int8_float16 on a GPU"
    )
    hearing_batch: int = Field(16, ge=1, le=256, description="windows decoded together; some 40 MB each (base model)")
    hearing_hot_words_file: Path | None = Field(None, description="names said every day, by queue (TOML)")

    def machine(self, cpu_threads: int) -> WhisperMachine:
        """What the model is loaded for."""
        return WhisperMachine(self.hearing_device, self.hearing_compute_type, cpu_threads)


DEFAULT_HEARING = HearingSettings()
