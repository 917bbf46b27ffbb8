"""What a regular expression cannot match without; wrong words would silently lose hits, so doubt means no words."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from inspection.rules.required_words import required_words


def words(pattern: str) -> list[set[str]]:
    return [set(clause) for clause in required_words(pattern)]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("保证收益", [{"保证收益"}]),
        ("(?:保证|承诺)(?:您)?[^。]{0,10}?收益", [{"收益"}, {"保证", "承诺"}]),
        ("abc+d?e", [{"abc"}, {"e"}]),
        ("保{2}证", [{"保"}, {"证"}]),
        ("(?:ab)+cd", [{"ab"}, {"cd"}]),
        ("[一二]次", [{"次"}, {"一", "二"}]),
        ("好(?=吗)的", [{"好"}, {"的"}]),
        (r"(?<![a-z])hold(?![a-z])", [{"hold"}]),
        (r"3\.5元", [{"3.5元"}]),
        ("[]a]b", [{"b"}, {"]", "a"}]),
    ],
)
def test_words_of_which_every_match_holds_one(pattern: str, expected: list[set[str]]) -> None:
    assert sorted(map(sorted, words(pattern))) == sorted(map(sorted, expected))
    assert words(pattern)[0] == expected[0]


@pytest.mark.parametrize(
    "pattern",
    [".", "^.+$", "x|y|", "a?", "(?:foo){e<=1}", "(?i)abc", r"(a)\1", "(?(1)a|b)", "(a", "a)", "[a-z&&[^b]]", "a**",
     r"\p{Han}", "[^ab]", "[a-z]", ""],
)  # fmt: skip
def test_doubt_means_no_words(pattern: str) -> None:
    assert words(pattern) == []


_ATOMS = st.sampled_from(["a", "b", "ab", "(?:a|bc)", "[ab]", "[^a]", ".", "c", r"\w", "(?:ab|c|)", "(?=a)", "(?!b)"])
_PIECES = st.tuples(_ATOMS, st.sampled_from(["", "", "?", "*", "+", "{0,2}?", "{2}"])).map(
    lambda p: f"(?:{p[0]}){p[1]}" if len(p[0]) > 1 and p[1] else p[0] + p[1]
)
_PATTERNS = st.lists(_PIECES, min_size=1, max_size=4).map("".join)


@given(st.lists(_PATTERNS, min_size=1, max_size=3).map("|".join), st.text("abc", max_size=8))
def test_no_match_is_ever_without_them(pattern: str, text: str) -> None:
    for hit in regex.finditer(pattern, text):
        assert all(any(word in hit.group() for word in clause) for clause in required_words(pattern))
