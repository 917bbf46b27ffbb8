"""Keys: where the database is not. A text file (or an environment variable) with a key a line, the newest first.

The newest seals and hashes what is written from now on; the older ones still open and find what was written before.
"""

import base64
import binascii
import hashlib
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from inspection.errors import SettingsError

KEY_BYTES = 32
KEY_ID_BYTES = 6
_HEADER = "# Mingjian keys: one a line, the newest first. Keep the older ones: they open what they sealed.\n"
_NEW_KEY = "mingjian originals new-key FILE makes one"


@dataclass(frozen=True, slots=True)
class Key:
    """One key of 256 bits; `key_id` (12 hexadecimal digits) follows from it and gives nothing away."""

    secret: bytes = field(repr=False)

    @property
    def key_id(self) -> str:
        """What is stored beside everything this key was used for."""
        return hashlib.sha256(b"mingjian key id\x00" + self.secret).digest()[:KEY_ID_BYTES].hex()


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Keys, the newest first; at least one."""

    keys: tuple[Key, ...]

    @property
    def newest(self) -> Key:
        """The key of everything that is written from now on."""
        return self.keys[0]

    def find(self, key_id: str) -> Key | None:
        """The key of this id, if it is here."""
        return next((key for key in self.keys if key.key_id == key_id), None)


def read_keys(text: str, where: str) -> KeyRing:
    """Keys of a file or variable: base64 of 32 bytes each, separated by white space or commas, `#` begins a remark.

    Raises SettingsError, which names the place and never the key.
    """
    words = [word for line in text.splitlines() for word in line.split("#")[0].replace(",", " ").split()]
    if not words:
        raise SettingsError("no key in it", _NEW_KEY, where=where)
    return KeyRing(tuple(_key(word, number, where) for number, word in enumerate(words, start=1)))


def read_key_file(path: Path) -> KeyRing:
    """The keys of a file. Raises SettingsError when there is none."""
    try:
        text = path.read_text(encoding="ascii")
    except UnicodeDecodeError:
        raise SettingsError("it is no key file", _NEW_KEY, where=str(path)) from None
    except OSError as error:
        raise SettingsError(
            f"the key file cannot be read ({error.strerror})", f"restore it; {_NEW_KEY}", where=str(path)
        ) from None
    return read_keys(text, str(path))


def add_key(path: Path) -> KeyRing:
    """Put a new key on top of a key file, or begin one, for its owner's eyes only: all of it or nothing."""
    older = _HEADER
    if path.exists():
        read_key_file(path)
        older = path.read_text(encoding="ascii")
    remarks = "".join(line for line in older.splitlines(keepends=True) if line.startswith("#"))
    keys = "".join(line for line in older.splitlines(keepends=True) if not line.startswith("#"))
    _write(path, f"{remarks}{_new_key()}\n{keys}", replaces=True)
    return read_key_file(path)


def own_key(path: Path) -> KeyRing:
    """The keys of a file that is made when it is first needed; two who make it at once agree."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, f"{_HEADER}{_new_key()}\n", replaces=False)
    return read_key_file(path)


def _new_key() -> str:
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode("ascii")


def _write(path: Path, text: str, *, replaces: bool) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}.part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if replaces:
            part.replace(path)
        else:
            _link_once(part, path)
    except OSError as error:
        raise SettingsError(
            f"the key file cannot be written ({error.strerror})", "name a folder that exists", where=str(path)
        ) from None
    finally:
        with suppress(OSError):
            part.unlink()


def _link_once(part: Path, path: Path) -> None:
    """Give the file its name unless somebody was faster: then theirs is the key."""
    try:
        path.hardlink_to(part)
    except FileExistsError:
        return
    except OSError:  # a disk without hard links
        part.replace(path)


def _key(word: str, number: int, where: str) -> Key:
    try:
        secret = base64.b64decode(word, validate=True)
    except (binascii.Error, ValueError):
        secret = b""
    if len(secret) != KEY_BYTES:
        raise SettingsError(f"key {number} is not base64 of {KEY_BYTES} bytes", _NEW_KEY, where=where)
    return Key(secret)
