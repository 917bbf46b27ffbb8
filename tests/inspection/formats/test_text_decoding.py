"""Every encoding an export comes in reads the same, and what is not text is refused by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.errors import TableError
from inspection.formats.text_decoding import decode_text, is_damaged

TEXT = "会话ID,坐席\nC1,李敏\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le"])
def test_the_same_table_reads_the_same_in_every_encoding(codec: str) -> None:
    assert decode_text(TEXT.encode(codec), "calls.csv") == TEXT


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60))
def test_utf8_always_reads_back(text: str) -> None:
    line = "头" + text
    assert decode_text(line.encode("utf-8"), "x.csv") == line


def test_one_broken_line_does_not_turn_the_other_lines_into_other_characters() -> None:
    data = TEXT.encode() + b"C2,\xff\xfe\xff\n" + "C3,王芳\n".encode()
    lines = decode_text(data, "calls.csv").split("\n")
    assert lines[1] == "C1,李敏"
    assert lines[3] == "C3,王芳"
    assert is_damaged(lines[2])
    assert not is_damaged(lines[1])


def test_a_gb18030_line_among_utf8_lines_is_read_as_what_it_is() -> None:
    data = TEXT.encode() + "C2,王芳\n".encode("gb18030") + "C3,赵强\n".encode()
    assert "C2,王芳" in decode_text(data, "calls.csv")


def test_a_gb18030_line_that_happens_to_be_utf8_follows_the_rest_of_its_file() -> None:
    line = "C2,选"
    assert line.encode("gb18030").decode("utf-8") != line
    text = TEXT + line + "\n"
    assert decode_text(text.encode("gb18030"), "calls.csv") == text
    broken = text.encode("gb18030") + b"C3,\xff\n"
    assert decode_text(broken, "calls.csv").startswith(text)


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"\x89PNG\r\n", b"RIFF\x00\x00", b"\x01\x02\x03\x04" * 100])
def test_binary_data_is_refused_with_its_own_code(data: bytes) -> None:
    with pytest.raises(TableError) as caught:
        decode_text(data, "calls.csv")
    assert caught.value.code == "not_text"
    assert str(caught.value).startswith("calls.csv: ")
