"""Reference transcripts: headings in both languages, rows that cannot be used told by their number."""

import pytest

from inspection.errors import TableError
from inspection.formats.reference_transcripts import Reference, read_references
from inspection.formats.table import read_csv


def test_chinese_and_english_headings_mean_the_same_and_columns_may_be_missing() -> None:
    chinese, _ = read_references(read_csv("录音,人工转写,技能组\na.wav,您好,售后", "r.csv"))
    english, _ = read_references(read_csv("queue\ttext\tfile\n售后\t您好\ta.wav", "r.csv"))
    assert chinese == english == (Reference(recording="a.wav", transcript="您好", where="r.csv:2", queue="售后"),)


def test_a_row_without_words_or_recording_is_refused_and_the_others_are_read() -> None:
    given, refused = read_references(read_csv("recording,transcript\na.wav,\n,您好\nb.wav,好", "r.csv"))
    assert [g.recording for g in given] == ["b.wav"]
    assert [str(p.where) for p in refused] == ["r.csv:2", "r.csv:3"]


def test_a_table_without_its_columns_says_which() -> None:
    with pytest.raises(TableError, match="transcript"):
        read_references(read_csv("recording,words\na.wav,x", "r.csv"))
