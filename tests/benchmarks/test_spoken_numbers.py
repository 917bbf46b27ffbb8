"""The grammar of numbers read out: marks are the number, the same seed says the same, only whole values count."""

import random
from collections.abc import Callable, Iterator

import pytest

from benchmarks.masking_spoken import is_masked
from benchmarks.spoken_numbers import WAYS, SpokenCase, SpokenTurn, chinese_cases, english_cases
from inspection.interaction import Role


@pytest.mark.parametrize("make", [chinese_cases, english_cases])
def test_every_case_marks_its_value_in_the_turns_of_the_customer(
    make: Callable[[random.Random, int], Iterator[SpokenCase]],
) -> None:
    cases = list(make(random.Random(5), 60))
    assert {case.way for case in cases} == set(WAYS)
    for case in cases:
        for turn in case.turns:
            assert turn.value is None or 0 <= turn.value[0] < turn.value[1] <= len(turn.text)
            assert turn.sender is Role.AGENT or turn.value is not None


def test_the_same_seed_says_the_same() -> None:
    first, second = ([*chinese_cases(random.Random(9), 20)] for _ in range(2))
    assert first == second
    assert first != [*chinese_cases(random.Random(10), 20)]


def test_a_case_counts_only_when_it_is_masked_whole_and_of_its_kind() -> None:
    whole = SpokenTurn(Role.CUSTOMER, "手机号13800138000", (3, 14))
    beside = SpokenTurn(Role.CUSTOMER, "我买了三件", (0, 5))
    assert is_masked(SpokenCase("phone", "one breath", (whole,)))
    assert not is_masked(SpokenCase("bank_card", "one breath", (whole,)))
    assert not is_masked(SpokenCase("phone", "one breath", (beside,)))
