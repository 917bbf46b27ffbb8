"""Sealing: bytes that only the holder of a key can read, and that nobody can change, swap or cut unnoticed.

AES-256-GCM. Every sealed object has a random data key of its own, which stands in its head, sealed by the operator's
key under a random nonce and bound to what the object is (`context`). The content follows in chunks under that data key,
their nonces the chunk's number and whether it is the last (the STREAM construction: Hoang, Reyhanitabar, Rogaway,
Vizár, "Online authenticated-encryption and its nonce-reuse misuse-resistance", 2015), so that neither a recording of
any length nor a file cut at a chunk's end needs trust or memory.
"""

import os
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from inspection.errors import RecordsError
from records.key_ring import KEY_BYTES, KEY_ID_BYTES, Key, KeyRing

MAGIC = b"mj-sealed-1\n"
CHUNK_BYTES = 64 * 1024
_NONCE_BYTES, _TAG_BYTES = 12, 16
_WRAPPED_BYTES = KEY_BYTES + _TAG_BYTES


def seal(pieces: Iterable[bytes], key: Key, context: str) -> Iterator[bytes]:
    """The sealed form of `pieces`, piece by piece; `context` says what they are and must be said again to open them."""
    head = MAGIC + bytes.fromhex(key.key_id)
    nonce, data_key = os.urandom(_NONCE_BYTES), AESGCM.generate_key(8 * KEY_BYTES)
    yield head + nonce + AESGCM(key.secret).encrypt(nonce, data_key, head + context.encode())
    cipher = AESGCM(data_key)
    for number, (chunk, is_last) in enumerate(_chunks(pieces, CHUNK_BYTES)):
        yield cipher.encrypt(_nonce(number, is_last=is_last), chunk, None)


def unseal(sealed: BinaryIO, keys: KeyRing, context: str, *, where: str = "") -> Iterator[bytes]:
    """The content of a sealed object, each piece verified before it is handed out.

    Raises RecordsError: `not_sealed`, `key_missing` when its key is not among `keys`, `sealed_damaged` when it was
    changed, cut, or is not what `context` says. Pieces handed out before a cut was met are genuine but incomplete.
    """
    head, nonce, wrapped = (sealed.read(n) for n in (len(MAGIC) + KEY_ID_BYTES, _NONCE_BYTES, _WRAPPED_BYTES))
    if not head.startswith(MAGIC) or len(wrapped) != _WRAPPED_BYTES:
        raise RecordsError("this is no sealed original", "restore it from a copy", where=where, code="not_sealed")
    key = _key_of(head, keys, where)
    try:
        cipher = AESGCM(AESGCM(key.secret).decrypt(nonce, wrapped, head + context.encode()))
        for number, (chunk, is_last) in enumerate(_chunks(_rest(sealed), CHUNK_BYTES + _TAG_BYTES)):
            yield cipher.decrypt(_nonce(number, is_last=is_last), chunk, None)
    except InvalidTag:
        raise RecordsError(
            "the sealed original was changed, cut, or belongs elsewhere",
            "restore it from a copy",
            where=where,
            code="sealed_damaged",
        ) from None


def key_id_of(head: bytes) -> str:
    """The id of the key that sealed an object, from its first bytes."""
    return head[len(MAGIC) : len(MAGIC) + KEY_ID_BYTES].hex()


def _key_of(head: bytes, keys: KeyRing, where: str) -> Key:
    key = keys.find(key_id_of(head))
    if key is None:
        raise RecordsError(
            f"it was sealed with key {key_id_of(head)}, which is not among the keys given",
            "add that key to the key file, below the newest",
            where=where,
            code="key_missing",
        )
    return key


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(_NONCE_BYTES - 1) + bytes([is_last])


def _rest(stream: BinaryIO) -> Iterator[bytes]:
    while piece := stream.read(CHUNK_BYTES + _TAG_BYTES):
        yield piece


def _chunks(pieces: Iterable[bytes], size: int) -> Iterator[tuple[bytes, bool]]:
    """Chunks of `size` bytes and a last one of what is left, which may be empty; with each, whether it is the last."""
    held = bytearray()
    for piece in pieces:
        held += piece
        while len(held) > size:
            yield bytes(held[:size]), False
            del held[:size]
    yield bytes(held), True
