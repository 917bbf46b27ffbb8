"""Pairs from a tab-separated file, heading or not."""

import pytest

from inspection.formats.pair_table import read_pairs


def test_without_a_heading_the_first_two_columns_are_the_pair() -> None:
    pairs, refused = read_pairs("您好\t早上好\t1\n再见\t拜拜\n", "f.tsv")
    assert [(p.line, p.required, p.said) for p in pairs] == [(1, "您好", "早上好"), (2, "再见", "拜拜")]
    assert refused == []


@pytest.mark.parametrize(
    "heading", ["a\tb", "A\tB\tlabel", "required\tsaid", "要求\t说的话", "sentence1\tsentence2\tlabel"]
)
def test_a_heading_is_no_pair(heading: str) -> None:
    pairs, _ = read_pairs(f"{heading}\r\n您好\t早上好\r\n", "f.tsv")
    assert [(p.line, p.required, p.said) for p in pairs] == [(2, "您好", "早上好")]


def test_a_heading_says_which_columns_they_are() -> None:
    pairs, refused = read_pairs("id\tsaid\trequired\n7\t早上好\t您好\n8\t拜拜\n", "f.tsv")
    assert [(p.required, p.said) for p in pairs] == [("您好", "早上好")]
    assert [str(e) for e in refused] == ["f.tsv:3: the row has 2 of 3 columns; part required phrase and words by a tab"]


def test_a_row_without_a_tab_is_told_and_the_others_are_kept() -> None:
    pairs, refused = read_pairs("您好\t早上好\n只有一列\n\n   \n再见\t拜拜", "f.tsv")
    assert [p.line for p in pairs] == [1, 5]
    assert [e.where for e in refused] == ["f.tsv:2"]


def test_an_empty_cell_is_a_pair_without_words() -> None:
    pairs, refused = read_pairs("您好\t\n\t早上好\n", "f.tsv")
    assert [(p.required, p.said) for p in pairs] == [("您好", ""), ("", "早上好")]
    assert refused == []
