"""cdr.csv: what should have arrived."""

from inspection.formats.conventions import Conventions
from inspection.formats.expected import read_expected
from inspection.formats.table import read_csv


def test_each_id_is_expected_once_and_bad_rows_are_listed(conventions: Conventions) -> None:
    text = "interaction_id,channel,started_at\nC1,phone,2026-09-01 09:00\nC1,phone,\nT1,在线客服,\nX,fax,\nY,,坏\n"
    read = read_expected(read_csv(text, "cdr.csv"), conventions)
    assert [(e.interaction_id, e.channel.value, e.row) for e in read.expected] == [
        ("C1", "phone", 2),
        ("T1", "chat", 4),
    ]
    assert [(r.row, r.error.code if r.error else "") for r in read.bad_rows] == [(5, "bad_value"), (6, "bad_time")]
