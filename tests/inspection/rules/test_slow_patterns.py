"""Patterns that can hang are found; patterns that cannot are left alone."""

import pytest

from inspection.rules.pattern_tree import pattern_tree
from inspection.rules.slow_patterns import slow_on

DEADLY = [
    "(a+)+b", "(a|a)*b", "(a|aa)+$", "(?:a*)*b", r"(?:[a-z]+\s?)*$", "(?:保证|保.)*x", "(a|b|ab)*c", r"(?:\w+\s*)+!",
    r"(\d+)*[^\d]x", "a(?=(?:b+)+c)d", "(?:a{1,30}){1,30}b", "(?:刚|刚刚|已经)*(?:说|讲)过",
]  # fmt: skip
HARMLESS = [
    ".$", "[a-z]+n't", "(?:[a-z]+,)*x", "您好.*为您", "(a++)+b", "(?>a+)+b", r"\p{Han}+x", "(?:a|b|c)+d", "(?:ab)*",
    "[^。]{0,40}保证[^。]{0,40}收益", "(?:说|讲|提到)*过", "(a?){5}", r"\d{1,3}(?:,\d{3})*", "[]]+[^]]",
]  # fmt: skip


@pytest.mark.parametrize("source", DEADLY)
def test_a_pattern_that_can_hang_is_found_with_its_part(source: str) -> None:
    slow = slow_on(source)
    assert slow is not None
    assert slow.deadly
    assert source[slow.start :].startswith(slow.part)


@pytest.mark.parametrize("source", HARMLESS)
def test_a_harmless_pattern_is_left_alone(source: str) -> None:
    assert slow_on(source) is None


def test_what_the_reader_does_not_know_is_not_guessed() -> None:
    assert pattern_tree(r"(?(1)a|b)") is None
    assert pattern_tree(r"(a)\1") is None
    assert slow_on(r"(a+)\1") is None


def test_a_text_of_every_part_is_matched_by_it() -> None:
    tree = pattern_tree(r"(?:您好|hello)[,，]? ?\d{2,}(?!x)")
    assert tree is not None
    assert tree.texts()[0].startswith("您好")
