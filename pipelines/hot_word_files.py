"""The file of hot words: `everywhere` and, by queue, `[queues]`. TOML in UTF-8."""

import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from inspection.errors import SettingsError
from inspection.hot_words import HotWords


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid")

    everywhere: tuple[str, ...] = ()
    queues: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)


def sha256_of_hot_words(file: Path | None) -> str:
    """The sha256 of the file, for a run's pins; empty without a file. SettingsError when it cannot be read."""
    if file is None:
        return ""
    hot_words_in(file)
    return hashlib.sha256(file.expanduser().read_bytes()).hexdigest()


def hot_words_in(file: Path | None) -> HotWords:
    """The hot words of a file, none without one; SettingsError says what is wrong with it."""
    if file is None:
        return HotWords()
    try:
        written = _Written.model_validate(tomllib.loads(file.expanduser().read_text(encoding="utf-8")))
        return HotWords(written.everywhere, MappingProxyType(dict(written.queues)))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        why = error.errors()[0]["msg"] if isinstance(error, ValidationError) else " ".join(str(error).split())
        raise SettingsError(
            f"the hot words cannot be read ({why})", "see docs/how-to/recognition.md", where=str(file)
        ) from None
    except SettingsError as error:
        raise SettingsError(error.reason, error.what_to_do, where=str(file)) from None
