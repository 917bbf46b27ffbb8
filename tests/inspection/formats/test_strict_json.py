"""JSON from outside: nothing in it may surprise what comes after."""

import pytest

from inspection.errors import ConversationError
from inspection.formats.strict_json import read_object


@pytest.mark.parametrize(
    "text",
    ["{", "[1]", '"x"', "null",
     '{"a":1,"a":2}', '{"a":NaN}', '{"a":-Infinity}', '{"a":1e999}', '{"a":' + "9" * 6000 + "}",
     "[" * 100_000, '{"a":' * 100_000, '{"a":' + "[" * 100 + "]" * 100 + "}"],
)  # fmt: skip
def test_bad_json_is_one_error_and_never_a_traceback(text: str) -> None:
    with pytest.raises(ConversationError) as caught:
        read_object(text, "chats.jsonl:3")
    assert caught.value.code == "bad_json"
    assert len(str(caught.value)) < 500


def test_half_an_emoji_and_control_characters_become_text_that_can_be_written() -> None:
    assert read_object('{"t":"好\\ud83d\\u0000\\u0007\\n再见"}', "x") == {"t": "好\ufffd\n再见"}


def test_an_endless_line_is_too_large() -> None:
    with pytest.raises(ConversationError) as caught:
        read_object('{"t":"' + "x" * (17 * 1024 * 1024), "x")
    assert caught.value.code == "too_large"
