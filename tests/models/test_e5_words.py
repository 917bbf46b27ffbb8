"""The word file: a small one of the same format, written here, is read back piece by piece and value by value."""

import struct
from pathlib import Path

import numpy as np
import pytest

from inspection.errors import ModelError
from models.reading.e5_words import E5Words

WIDTH = 32
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "你", "好", "你好", "ok", "Привет"]
SCORES = [0.0, 0.0, 0.0, 0.0, -3.0, -4.0, -4.0, -2.0, -3.0, -1.0]
NORMAL = {ord("Ｋ"): "k", ord("\x01"): ""}


def quantised(rows: np.ndarray) -> bytes:
    """Q4_0: one float16 step and 16 bytes of nibbles per 32 values; `rows` hold whole numbers from -8 to 7."""
    blocks = []
    for row in rows.reshape(-1, 32).astype(int) + 8:
        nibbles = bytes(int(low) | int(high) << 4 for low, high in zip(row[:16], row[16:], strict=True))
        blocks.append(struct.pack("<e", 0.5) + nibbles)
    return b"".join(blocks)


@pytest.fixture
def words(tmp_path: Path) -> E5Words:
    path = tmp_path / "words.bin"
    path.write_bytes(word_file())
    return E5Words(path)


def word_file() -> bytes:
    blob = "".join(PIECES).encode()
    ends = np.cumsum([0, *(len(p.encode()) for p in PIECES)]).astype("<u4")
    head = b"E5S1" + struct.pack(
        "<I7if i5iQ", 1, WIDTH, 0, 1, 4, len(PIECES), 5, 1, 1e-12, 32, len(PIECES), 0, 2, 1, 3, len(blob)
    )
    head += ends.tobytes() + np.array(SCORES, "<f4").tobytes() + blob
    entries = b"".join(struct.pack(f"<IB{len(v)}I", k, len(v), *map(ord, v)) for k, v in NORMAL.items())
    head += struct.pack("<iI", len(NORMAL), len(entries)) + entries
    rows = np.arange(len(PIECES) * WIDTH).reshape(-1, WIDTH) % 16 - 8
    tensors = {
        "emb.word": quantised(rows),
        "emb.pos": np.ones((5, WIDTH), "<f4").tobytes(),
        "emb.type": np.full((1, WIDTH), 0.25, "<f4").tobytes(),
    }
    counts = {"emb.word": rows.size, "emb.pos": 5 * WIDTH, "emb.type": WIDTH}
    table_size = 4 + sum(2 + len(n) + 1 + 4 + 16 for n in tensors)
    at, table, body = len(head) + table_size, struct.pack("<i", len(tensors)), b""
    for name, data in tensors.items():
        table += (
            struct.pack("<H", len(name))
            + name.encode()
            + struct.pack("<BIQQ", 0, counts[name], at + len(body), len(data))
        )
        body += data
    return head + table + body


def test_texts_become_the_most_likely_pieces_after_normalisation(words: E5Words) -> None:
    numbers = words.numbers_of(["你好", "oＫ\x01"])
    assert [PIECES[i] for i in numbers[0]] == ["▁", "你好"]
    assert [PIECES[i] for i in numbers[1]] == ["▁", "ok"]


def test_pieces_of_other_scripts_are_unknown_but_nothing_breaks(words: E5Words) -> None:
    assert words.unknown in words.numbers_of(["Привет"])[0]


def test_rows_are_unpacked_from_four_bits(words: E5Words) -> None:
    expected = (np.arange(5 * WIDTH, 6 * WIDTH) % 16 - 8) * 0.5
    assert words.rows(np.array([5]))[0].tolist() == expected.tolist()


def test_positions_carry_the_first_token_type(words: E5Words) -> None:
    assert words.positions.shape == (5, WIDTH)
    assert float(words.positions[3, 7]) == 1.25


def test_a_file_of_another_kind_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "words.bin"
    path.write_bytes(b"GGUF" + bytes(64))
    with pytest.raises(ModelError, match="models fetch"):
        E5Words(path)
