"""Mobile numbers written with words that sound like digits, and sentences of such words."""

from collections.abc import Callable

import pytest

Found = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("case", "values"),
    [
        ("客:我老公那个号要吴九灵八三期期二酒一", ["要吴九灵八三期期二酒一"]),
        ("客:我老婆那个号妖吴零二散四林林思酒一", ["妖吴零二散四林林思酒一"]),
        ("客:要舞狮耳机有气把酒救", []),
        ("客:你要一万五千二百三十而已", []),
        ("客:他要一百五十六块起期期都要还", []),
    ],
)
def test_eleven_characters_that_sound_like_a_mobile_are_one(
    case: str, values: list[str], found: Callable[..., Found]
) -> None:
    assert found(case) == [("phone", value) for value in values]
