"""What every part of a rule file is built from: strict values, speakers, phrase lists, limits per channel."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

SpeakerName = Literal["agent", "customer", "bot", "system", "anyone"]
ChannelName = Literal["phone", "chat", "email", "social", "app"]
_SPEAKERS = {"坐席": "agent", "客户": "customer", "机器人": "bot", "系统": "system", "任何人": "anyone"}
LIST_MARK = "@"
"""A phrase that is this mark and a name stands for every line of that word list."""


class Strict(BaseModel):
    """No unknown keys, frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _speaker(value: Any) -> Any:
    return _SPEAKERS.get(value, value) if isinstance(value, str) else value


def _phrase_list(value: Any) -> Any:
    """Phrases may be one, a list, or grouped: {zh: [...], en: [...], list: [names of word lists]}."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        unknown = set(value) - {"zh", "en", "list"}
        if unknown:
            raise ValueError(
                f"phrases are grouped by zh and en (and list), not by {', '.join(sorted(map(str, unknown)))}"
            )
        lists = _as_list(value.get("list"))
        said = [p for language in ("zh", "en") for p in _as_list(value.get(language))]
        return [*said, *(f"{LIST_MARK}{name}" for name in lists)]
    return value


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


_PHRASES_SCHEMA = {
    "anyOf": [
        {"type": "string"},
        {"type": "array", "items": {"type": "string"}},
        {
            "type": "object",
            "properties": {
                "zh": {"type": "array", "items": {"type": "string"}},
                "en": {"type": "array", "items": {"type": "string"}},
                "list": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
            },
            "additionalProperties": False,
        },
    ]
}

Speaker = Annotated[
    SpeakerName,
    BeforeValidator(_speaker),
    WithJsonSchema({"enum": ["agent", "customer", "bot", "system", "anyone", *_SPEAKERS]}),
]
Phrases = Annotated[list[str], BeforeValidator(_phrase_list), WithJsonSchema(_PHRASES_SCHEMA)]
PerChannel = float | dict[ChannelName, float]


def exactly_one(value: BaseModel, names: tuple[str, ...], what: str) -> None:
    """Raise ValueError unless exactly one of the named fields is given."""
    given = [name for name in names if getattr(value, name) is not None]
    if len(given) != 1:
        raise ValueError(f"{what} wants exactly one of {', '.join(names)}, not {', '.join(given) or 'none'}")
