"""Plain phrases: found in any width and script, whole, and not where an exception or a negation says otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.plain_phrases import PhraseFinder, folded

FINDER = PhraseFinder(["12345", "律师", "sue", "跳楼", "银保监"], ["跳楼价"], ["不会找", "not going to"])


@pytest.mark.parametrize(
    "text",
    [
        "我打12345",
        "我打\uff11\uff12\uff13\uff14\uff15",
        "我找律師",
        "I will SUE you",
        "我要跳楼",
        "銀保監見",
        "不会找你,律师会找你",
    ],
)
def test_it_is_found(text: str) -> None:
    assert len(FINDER.hits(text)) == 1


@pytest.mark.parametrize(
    "text", ["单号912345678", "no issue", "pursue it", "跳楼价甩卖", "我不会找律师", "not going to sue", ""]
)
def test_it_is_not_found(text: str) -> None:
    assert FINDER.hits(text) == ()


def test_offsets_point_into_the_text_as_given() -> None:
    text = "我要找律師,打12345"
    assert [text[h.start_char : h.end_char] for h in FINDER.hits(text)] == ["律師", "12345"]


def test_of_nested_phrases_the_longest_counts() -> None:
    hits = PhraseFinder(["投诉", "监管投诉"]).hits("我要监管投诉")
    assert [h.phrase for h in hits] == ["监管投诉"]


@given(st.text(max_size=40))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(folded(text)) == len(text)
