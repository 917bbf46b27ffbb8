"""messages.csv: rows become conversations; one broken row fails its whole conversation."""

import pytest

from inspection.errors import TableError
from inspection.formats.conventions import Conventions
from inspection.formats.messages_table import read_messages
from inspection.formats.table import read_csv

HEAD = "会话ID,渠道,开始时间,客服工号,发送方,内容,发送时间,门店\n"


def test_rows_of_one_id_become_one_conversation_in_the_order_of_the_file(conventions: Conventions) -> None:
    text = HEAD + (
        "M1,chat,2026-09-01 09:00,,客户,你好,2026-09-01 09:00:05,城东\n"
        "M2,email,2026-09-01 08:00,A2,客服,已收到,,\n"
        "M1,,,A1,客服,您好,2026-09-01 09:00:09,\n"
    )
    rows = read_messages(read_csv(text, "messages.csv"), conventions).rows
    assert [(r.interaction_id, r.row) for r in rows] == [("M1", 2), ("M2", 3)]
    first = rows[0].interaction
    assert first is not None
    assert [(t.index, t.text, t.agent_id) for t in first.turns] == [(0, "你好", None), (1, "您好", "A1")]
    assert (first.agent_id, first.metadata["门店"]) == ("A1", "城东")


def test_one_broken_row_fails_its_conversation_and_no_other(conventions: Conventions) -> None:
    text = HEAD + (
        "M1,chat,2026-09-01 09:00,,客户,你好,,\n"
        "M1,chat,2026-09-01 09:00,,火星人,喂,,\n"
        "M2,chat,2026-09-01 09:00,,客户,你好,,\n"
        ",chat,2026-09-01 09:00,,客户,丢了,,\n"
        "M3,chat,2026-09-01 09:00,,客户\n"
    )
    rows = read_messages(read_csv(text, "messages.csv"), conventions).rows
    assert [(r.interaction_id, r.row, r.error.code if r.error else "") for r in rows] == [
        ("M1", 2, "unknown_sender"), ("M2", 4, ""), (None, 5, "missing_value"), ("M3", 6, "bad_row"),
    ]  # fmt: skip
    assert "messages.csv:3" in str(rows[0].error)
    assert rows[0].text.count("\n") == 1


def test_rows_that_disagree_about_the_conversation_are_noticed(conventions: Conventions) -> None:
    text = HEAD + "M1,chat,2026-09-01 09:00,,客户,你好,,\nM1,email,2026-09-01 09:00,,客服,您好,,\n"
    row = read_messages(read_csv(text, "messages.csv"), conventions).rows[0]
    assert row.notices == ("messages.csv:2: channel differs between rows; the first value counts",)
    assert row.interaction is not None
    assert row.interaction.channel.value == "chat"


def test_a_table_without_senders_is_refused_as_a_whole(conventions: Conventions) -> None:
    with pytest.raises(TableError, match="no column sender"):
        read_messages(read_csv("interaction_id,text\nM1,a\n", "messages.csv"), conventions)
