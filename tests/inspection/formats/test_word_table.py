"""Tables of words as word lists of a rulebook."""

import pytest

from inspection.errors import TableError
from inspection.formats.literal_phrase import literal_phrase
from inspection.formats.word_table import list_names, list_text, read_word_table
from inspection.rules.word_lists import read_word_list


def test_words_are_grouped_by_category_and_duplicates_are_counted() -> None:
    table = read_word_table("关键词,类别,备注\n闭嘴,辱骂,一\n闭嘴,辱骂,\n閉嘴,辱骂,\n闭嘴,其他,\n稳赚,承诺,\n", "w.csv")
    assert {c: [w.phrase for w in rows] for c, rows in table.words.items()} == {
        "辱骂": ["闭嘴"], "其他": ["闭嘴"], "承诺": ["稳赚"],
    }  # fmt: skip
    assert (table.same, table.folded, table.count) == (1, 1, 3)
    assert table.words["辱骂"][0].note == "一"


@pytest.mark.parametrize("heading", ["word", "Keyword", " 敏感詞 ", "短语", "phrase"])
def test_headings_in_either_language(heading: str) -> None:
    assert read_word_table(f"note,{heading}\nx,稳赚\n", "w.csv").words[""][0].phrase == "稳赚"


def test_one_column_needs_no_heading() -> None:
    table = read_word_table("稳赚\n保本\n", "w.csv")
    assert [(w.row, w.phrase) for w in table.words[""]] == [(1, "稳赚"), (2, "保本")]


def test_rows_to_look_at_are_named_by_their_numbers() -> None:
    table = read_word_table('词,分类\n傻,x\na.*b,x\n,x\n。。,x\n保本,x,多一列\n短一列\n"您好,再见",x\n', "w.csv")
    assert table.one_character == ((2, "傻"),)
    assert table.literal == ((3, "a.*b"),)
    assert [row for row, _ in table.refused] == [4, 5, 6]
    assert [w.phrase for w in table.words["x"]] == ["傻", "a.\\*b", "您好,再见"]
    assert [w.phrase for w in table.words[""]] == ["短一列"]


@pytest.mark.parametrize(
    ("text", "reason"), [("", "empty"), ("a,b\n1,2\n", "column of words"), ("词\n。\n", "no word")]
)
def test_a_table_without_words_is_refused(text: str, reason: str) -> None:
    with pytest.raises(TableError, match=reason):
        read_word_table(text, "w.csv")


def test_a_written_list_reads_back_as_the_same_phrases() -> None:
    table = read_word_table('词,备注\n稳赚（保本）,一\n#号,二\n"a,""b""",三\n', "w.csv")
    read = read_word_list(list_text(table.words[""]), "lists/w.csv")
    read.refuse_unreadable({})
    assert read.phrases == ("稳赚\\（保本\\）", "#号", 'a,"b"')


def test_list_names_are_safe_and_each_stands_once() -> None:
    names = list_names("forbidden", ["", "辱骂", "../../etc", "../..//etc", "***"])
    assert names[""] == "forbidden"
    assert names["辱骂"] == "辱骂_forbidden"
    assert names["../../etc"] == "forbidden_etc"
    assert names["../..//etc"] == "forbidden_etc_2"
    assert len(set(names.values())) == 5
    assert not any("/" in name or "." in name for name in names.values())
    with pytest.raises(TableError):
        list_names("../x", [""])


@pytest.mark.parametrize(
    ("word", "phrase"),
    [("您好", "您好"), ("3.5", "3.5"), ("[0-9]", "\\[0-9\\]"), ("a/b", "a\\/b"), ("等等…", "等等\\.\\.\\."),
     ("@vip", "\\@vip"),
     ("\\d+", None), ("。！", None), ("", None)],
)  # fmt: skip
def test_signs_are_meant_as_text(word: str, phrase: str | None) -> None:
    assert literal_phrase(word) == phrase
