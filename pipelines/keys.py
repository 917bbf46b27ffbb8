"""Where the keys are: files and variables the operator names, and the search key a workspace makes for itself."""

import os
from pathlib import Path

from inspection.errors import SettingsError
from pipelines.keeping_settings import KeepingSettings
from records.key_ring import KeyRing, own_key, read_key_file, read_keys

ORIGINALS_KEY, FIND_KEY = "MINGJIAN_ORIGINALS_KEY", "MINGJIAN_FIND_KEY"
FIND_KEY_FILE = "find.key"


def originals_keys(settings: KeepingSettings, workspace: Path) -> KeyRing:
    """The keys of sealed originals: of the variable, else of the file. Raises SettingsError when there is neither.

    A key file inside the workspace is refused: whoever takes the folder would have what it seals.
    """
    given = os.environ.get(ORIGINALS_KEY)
    if given is not None:
        return read_keys(given, f"environment {ORIGINALS_KEY}")
    file = settings.originals_key_file
    if file is None:
        raise SettingsError(
            "originals are encrypted, and no key is named",
            f"set key_file in [originals], or {ORIGINALS_KEY}; mingjian originals new-key FILE makes one",
            where="[originals]",
        )
    if file.expanduser().resolve().is_relative_to(workspace.expanduser().resolve()):
        raise SettingsError("the key lies in the workspace it protects", "move it elsewhere", where=str(file))
    return read_key_file(file.expanduser())


def find_keys(settings: KeepingSettings, workspace: Path, *, makes: bool = False) -> KeyRing:
    """The keys of the search by number: of the variable, of the file named, else the workspace's own.

    The workspace's own is made when it is first written with (`makes`). Raises SettingsError when there is none.
    """
    given = os.environ.get(FIND_KEY)
    if given is not None:
        return read_keys(given, f"environment {FIND_KEY}")
    if settings.find_key_file is not None:
        return read_key_file(settings.find_key_file.expanduser())
    file = workspace.expanduser() / FIND_KEY_FILE
    if makes:
        return own_key(file)
    if not file.exists():
        raise SettingsError(
            "no number was indexed here yet, or the key is gone", "run a night, or restore the key", where=str(file)
        )
    return read_key_file(file)
