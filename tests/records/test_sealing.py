"""A seal opens with its key and in its place, byte for byte, and no other way."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspection.errors import RecordsError
from records.key_ring import Key, KeyRing
from records.sealing import CHUNK_BYTES, key_id_of, seal, unseal

KEY, OTHER = Key(bytes(range(32))), Key(bytes(32))
KEYS = KeyRing((KEY,))
SECRET = "我的电话是13900139000".encode()


def sealed(content: bytes = SECRET, context: str = "a", key: Key = KEY) -> bytes:
    return b"".join(seal([content], key, context))


def opened(content: bytes, context: str = "a", keys: KeyRing = KEYS) -> bytes:
    return b"".join(unseal(BytesIO(content), keys, context, where="here"))


def refused(content: bytes, context: str = "a", keys: KeyRing = KEYS) -> RecordsError:
    with pytest.raises(RecordsError) as error:
        opened(content, context, keys)
    assert "\n" not in str(error.value)
    assert str(error.value).startswith("here: ")
    return error.value


@given(st.lists(st.binary(max_size=40), max_size=5), st.text(max_size=8))
def test_what_was_sealed_comes_back(pieces: list[bytes], context: str) -> None:
    whole = b"".join(seal(pieces, KEY, context))
    assert opened(whole, context) == b"".join(pieces)


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 200_000])
def test_any_length_comes_back(size: int) -> None:
    content = bytes(i % 251 for i in range(size))
    assert opened(sealed(content)) == content


def test_neither_the_content_nor_the_key_can_be_seen() -> None:
    assert b"13900139000" not in sealed()
    assert KEY.secret not in sealed()
    assert key_id_of(sealed()) == KEY.key_id


def test_sealing_twice_gives_two_different_seals() -> None:
    assert sealed() != sealed()
    assert opened(sealed()) == opened(sealed()) == SECRET


def test_another_key_does_not_open_it_and_the_missing_one_is_named() -> None:
    error = refused(sealed(), keys=KeyRing((OTHER,)))
    assert error.code == "key_missing"
    assert KEY.key_id in str(error)


def test_a_rotated_ring_opens_old_and_new() -> None:
    rotated = KeyRing((OTHER, KEY))
    assert opened(sealed(), keys=rotated) == SECRET
    assert opened(sealed(key=rotated.newest), keys=rotated) == SECRET
    assert key_id_of(sealed(key=rotated.newest)) == OTHER.key_id


def test_a_seal_moved_to_another_interaction_does_not_open() -> None:
    assert refused(sealed(context="call-1"), context="call-2").code == "sealed_damaged"


@settings(max_examples=60)
@given(st.data())
def test_no_byte_can_be_changed_unnoticed(data: st.DataObject) -> None:
    whole = bytearray(sealed())
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    assert refused(bytes(whole)).code in {"not_sealed", "key_missing", "sealed_damaged"}


@pytest.mark.parametrize("kept", [0, 5, 30, 77, 78, 90])
def test_a_cut_is_noticed(kept: int) -> None:
    assert refused(sealed()[:kept]).code in {"not_sealed", "sealed_damaged"}


def test_a_cut_at_the_end_of_a_chunk_is_noticed() -> None:
    whole = sealed(bytes(3 * CHUNK_BYTES))
    head = len(sealed(b"")) - 16
    assert refused(whole[: head + CHUNK_BYTES + 16]).code == "sealed_damaged"
    assert refused(whole[: head + 2 * (CHUNK_BYTES + 16)]).code == "sealed_damaged"


def test_chunks_cannot_change_places() -> None:
    whole = sealed(bytes(3 * CHUNK_BYTES))
    head, size = len(sealed(b"")) - 16, CHUNK_BYTES + 16
    swapped = whole[:head] + whole[head + size : head + 2 * size] + whole[head : head + size] + whole[head + 2 * size :]
    assert refused(swapped).code == "sealed_damaged"


def test_something_else_is_not_taken_for_a_seal() -> None:
    assert refused(b"RIFF....WAVE").code == "not_sealed"
    assert refused(b"").code == "not_sealed"
