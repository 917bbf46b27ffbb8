"""Tables: delimiters, quotes, line breaks in cells, and rows that cost only themselves."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.errors import TableError
from inspection.formats.table import read_csv, read_sheet

CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_in_the_header(delimiter: str) -> None:
    table = read_csv(f"a{delimiter}b\n1{delimiter}2\n", "t.csv")
    assert table.header == ("a", "b")
    assert table.rows[0].cells == ("1", "2")


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6))
def test_what_a_csv_writer_wrote_is_read_back(rows: list[tuple[str, str]]) -> None:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([("a", "b"), *rows])
    read = [row.cells for row in read_csv(out.getvalue(), "t.csv").rows]
    assert read == list(rows)


def test_a_line_break_inside_quotes_belongs_to_the_cell() -> None:
    table = read_csv('a,b\n1,"x\ny"\n2,z\n', "t.csv")
    assert [row.cells for row in table.rows] == [("1", "x\ny"), ("2", "z")]
    assert [row.number for row in table.rows] == [2, 4]


def test_a_quote_that_never_closes_costs_its_own_row_only() -> None:
    table = read_csv('a,b\n"1,x\n2,y\n3,"z"\n', "t.csv")
    assert [(row.number, row.code) for row in table.rows] == [(2, "bad_row"), (3, ""), (4, "")]
    assert table.rows[1].cells == ("2", "y")


def test_two_broken_quotes_do_not_swallow_the_rows_between_them() -> None:
    table = read_csv('a,b\n"1,x\n2,y\n"3,z\n', "t.csv")
    assert [(row.number, bool(row.problem)) for row in table.rows] == [(2, True), (3, False), (4, True)]


@pytest.mark.parametrize(
    ("row", "code"),
    [("1", "bad_row"), ("1,2,3", "bad_row"), ("1,\0", "bad_row"), ("1,\udcff", "bad_encoding"), ("1,2,,", "")],
)
def test_a_row_that_does_not_fit_the_header_has_a_problem(row: str, code: str) -> None:
    assert read_csv(f"a,b\n{row}\n", "t.csv").rows[0].code == code


def test_blank_rows_are_left_out_and_row_numbers_stay_those_of_the_file() -> None:
    assert [row.number for row in read_csv("a,b\n\n,\n1,2\n", "t.csv").rows] == [4]


def test_an_endless_row_is_refused_without_reading_it() -> None:
    table = read_csv("a,b\n1," + "x" * 2_000_000 + "\n2,y\n", "t.csv")
    assert [row.code for row in table.rows] == ["too_large", ""]


@pytest.mark.parametrize("text", ["", "\n\n", ",".join("a" * 600), "<html><table>"])
def test_a_file_without_a_usable_header_is_refused_as_a_whole(text: str) -> None:
    with pytest.raises(TableError) as caught:
        read_csv(text, "t.csv")
    assert caught.value.code == "bad_table"


def test_a_sheet_reads_like_the_same_csv() -> None:
    table = read_sheet([("a", "b", None), (None, None), (1, "x"), (2,), (3, 4, 5)], "t.xlsx")
    assert table.header == ("a", "b")
    assert [(row.number, row.cells, row.code) for row in table.rows] == [
        (3, (1, "x"), ""), (4, (2, None), ""), (5, (3, 4), "bad_row"),
    ]  # fmt: skip
