"""Long and hostile texts: the work stays in proportion to the length."""

import time

import pytest

from inspection.privacy import PrivateTurn, redact_conversation

MOST_CPU_S = 4.0


@pytest.mark.parametrize(
    "text",
    [
        "1" * 5000,
        "一三八 " * 1000,
        "1-" * 1500,
        "a1" * 2000,
        "one two three " * 400,
        "人民路小区" * 600,
        "my name is " * 400,
    ],
    ids=["digits", "said", "dashes", "mixed", "english", "streets", "names"],
)
def test_a_hostile_text_is_read_in_seconds_at_most(text: str) -> None:
    before_s = time.process_time()
    redact_conversation([PrivateTurn(text)])
    assert time.process_time() - before_s < MOST_CPU_S
