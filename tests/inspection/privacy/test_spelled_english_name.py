"""Names spelled letter by letter, in their turn and turns later."""

from collections.abc import Callable

import pytest

Found = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("case", "values"),
    [
        ("客:it's Caoimhe, C A O I M H E", ["C A O I M H E"]),
        (
            "客:last name Wrotham first name Isolde|坐:how do you spell that|客:W R O T H A M",
            ["Wrotham", "Isolde", "W R O T H A M"],
        ),
        (
            "客:my name is Tamsin Wrotham|坐:ok|坐:could you spell it|客:w-r-o-t-h-a-m",
            ["Tamsin Wrotham", "w-r-o-t-h-a-m"],
        ),
    ],
)
def test_the_letters_of_a_name_are_masked(case: str, values: list[str], found: Callable[..., Found]) -> None:
    assert found(case) == [("name", value) for value in values]


@pytest.mark.parametrize(
    "case",
    [
        "客:it says error, E R R O R on the screen",
        "客:the plan is called basic, b a s i c",
        "客:I pressed A B C D and nothing",
    ],
)
def test_letters_of_words_stay(case: str, found: Callable[..., Found]) -> None:
    assert found(case) == []
