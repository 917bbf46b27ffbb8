"""Error rates by hand: what is an error and what is only another way to write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.recognition_error import ErrorCount, error_count

ZH = st.text(alphabet="您好我要退货的一二十", max_size=12)


@pytest.mark.parametrize(
    ("said", "heard", "language"),
    [
        ("订单号是八零一五。", "订单号是8015", "zh"),
        ("三十块，两百五十块", "30块 250块", "zh"),
        ("您好，請問", "您好请问", "zh-CN"),
        ("Hello, it's 42!", "hello its 42", "en"),
        ("", "", "zh"),
    ],
)
def test_marks_case_script_and_the_way_of_writing_numbers_are_no_errors(said: str, heard: str, language: str) -> None:
    assert error_count(said, heard, language).errors == 0


@pytest.mark.parametrize(
    ("said", "heard", "language", "expected"),
    [
        ("您好我要退货", "您好我要换货", "zh", ErrorCount(1, 6)),
        ("您好", "", "zh", ErrorCount(2, 2)),
        ("好", "好的好的", "zh", ErrorCount(3, 1)),
        ("my order is late", "my older is very late", "en", ErrorCount(2, 4)),
        ("一般", "衣般", "zh", ErrorCount(1, 2)),
    ],
)
def test_substitutions_deletions_and_insertions_count(
    said: str, heard: str, language: str, expected: ErrorCount
) -> None:
    assert error_count(said, heard, language) == expected


@given(ZH, ZH)
def test_errors_are_a_distance(said: str, heard: str) -> None:
    there, back = error_count(said, heard, "zh"), error_count(heard, said, "zh")
    assert there.errors == back.errors
    assert abs(there.units - back.units) <= there.errors <= max(there.units, back.units)
    assert error_count(said, said, "zh").errors == 0


def test_samples_add_and_an_empty_one_that_heard_something_is_all_wrong() -> None:
    assert (ErrorCount(1, 10) + ErrorCount(3, 10)).share == pytest.approx(0.2)
    assert ErrorCount(0, 0).share == 0.0
    assert ErrorCount(2, 0).share == 1.0
