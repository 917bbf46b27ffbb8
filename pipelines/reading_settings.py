"""Which model reads feeling: ours, or a Hugging Face model in its place. Section [reading] of mingjian.toml.

Each key may come from the environment instead: `sentiment_model` is MINGJIAN_READING_SENTIMENT_MODEL; label maps are
written there as JSON. The environment wins, and the workers of a night inherit it.
"""

import json
import os
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from inspection.errors import SettingsError
from pipelines.settings_file import PREFIX, settings_file, settings_in_file

SECTION = "reading"
_LABELS = ("sentiment_labels", "emotion_labels")


class ReadingSettings(BaseModel):
    """Models of feeling; without any the embedded one reads."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sentiment_model: str | None = Field(None, description="text-classification model: a folder or a hub name")
    sentiment_labels: dict[str, str] = Field({}, description="its labels: negative, neutral, positive or ignore")
    emotion_model: str | None = Field(None, description="the same for the emotions of customers")
    emotion_labels: dict[str, str] = Field(
        {}, description="its labels: angry, anxious, disappointed, neutral, satisfied, grateful or ignore"
    )
    ambiguous_below: float = Field(
        0.6, ge=0, le=1, description="below this probability a turn is ambiguous (with a sentiment_model)"
    )
    device: str = Field("cpu", description="where such a model runs: cpu, cuda or cuda:1")


def reading_settings() -> ReadingSettings:
    """The settings of both layers; SettingsError names the first that is wrong and the layer that set it."""
    in_file = settings_in_file().get(SECTION, {})
    if not isinstance(in_file, dict):
        raise SettingsError(f"{SECTION} is no section", f"write [{SECTION}] above its keys", where=str(settings_file()))
    values: dict[str, Any] = {**in_file, **_in_environment()}
    try:
        return ReadingSettings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        from_environment = variable_of(name.partition(".")[0])
        layer = f"environment {from_environment}" if from_environment in os.environ else str(settings_file())
        raise SettingsError(f"[{SECTION}] {name}: {first['msg']}", "correct it", where=layer) from None


def variable_of(name: str) -> str:
    """The environment variable of a key of the section."""
    return f"{PREFIX}{SECTION.upper()}_{name.upper()}"


def _in_environment() -> dict[str, Any]:
    given = {n: os.environ[variable_of(n)] for n in ReadingSettings.model_fields if variable_of(n) in os.environ}
    return {name: _labels(name, text) if name in _LABELS else text for name, text in given.items()}


def _labels(name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise SettingsError(
            "the label map is no JSON",
            """write '{"LABEL_0": "negative"}'""",
            where=f"environment {variable_of(name)}",
        ) from None
