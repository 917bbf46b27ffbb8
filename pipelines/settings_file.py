"""mingjian.toml: where it is, and what stands in it."""

import os
import tomllib
from pathlib import Path
from typing import Any

from inspection.errors import SettingsError

SETTINGS_FILE = "mingjian.toml"
PREFIX = "MINGJIAN_"


def settings_file() -> Path:
    """mingjian.toml of the current folder, or the file MINGJIAN_SETTINGS names."""
    return Path(os.environ.get(f"{PREFIX}SETTINGS", SETTINGS_FILE))


def settings_in_file() -> dict[str, Any]:
    """Everything the file sets, nothing when it is not there; SettingsError when it is no TOML."""
    path = settings_file()
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"not TOML in UTF-8 ({error})", "correct the file", where=str(path)) from None
