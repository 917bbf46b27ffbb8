import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.marked_text import MarkedSpan, Piece, cut

TEXT = st.text(min_size=1, max_size=30)


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[MarkedSpan]]:
    text = draw(TEXT)
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda e: e[0] != e[1])
    pairs = draw(st.lists(ends, max_size=6))
    return text, [MarkedSpan(f"m{at}", min(pair), max(pair)) for at, pair in enumerate(pairs)]


@given(texts_with_spans())
def test_the_pieces_are_the_text_and_each_mark_covers_its_words(case: tuple[str, list[MarkedSpan]]) -> None:
    text, spans = case
    pieces = cut(text, spans)
    assert "".join(p.text for p in pieces) == text
    for span in spans:
        assert "".join(p.text for p in pieces if span.mark in p.marks) == text[span.start_char : span.end_char]


def test_a_span_inside_another_shares_its_piece() -> None:
    spans = [MarkedSpan("a", 0, 3), MarkedSpan("b", 1, 2)]
    assert cut("您好吗?", spans) == (
        Piece("您", ("a",)), Piece("好", ("a", "b")), Piece("吗", ("a",)), Piece("?"),
    )  # fmt: skip


def test_a_text_without_marks_is_one_piece_and_an_empty_text_none() -> None:
    assert cut("您好", []) == (Piece("您好"),)
    assert cut("", []) == ()


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (0, 3), (1, 1), (2, 1)])
def test_a_span_that_leaves_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not inside"):
        cut("您好", [MarkedSpan("m", start, end)])
