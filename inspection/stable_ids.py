"""Ids and draws that come out the same on every machine and every rerun: hashes of what they stand for."""

import json
from hashlib import sha256

KeyPart = str | int | None


def stable_id(prefix: str, *key: KeyPart) -> str:
    """`prefix_` and 20 hexadecimal digits of the sha256 of the key; other keys, other ids."""
    return f"{prefix}_{_digest(key)[:20]}"


def uniform_draw(*key: KeyPart) -> float:
    """A number in [0, 1) that looks random and depends on the key alone (52 bits of its sha256)."""
    return int(_digest(key)[:13], 16) / 2**52


def _digest(key: tuple[KeyPart, ...]) -> str:
    return sha256(json.dumps(key, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
