"""chats.jsonl: types, transfers, recall, transcripts, and bad lines that cost only themselves."""

import json
from datetime import UTC, datetime

import pytest

from inspection.formats.calls import ReadRow
from inspection.formats.chats import read_chats, read_sidecar
from inspection.formats.conventions import Conventions
from inspection.interaction import Channel, HangupBy, Role, TurnType

START = "2026-09-01T09:00:00+08:00"
HELLO = [{"sender": "customer", "text": "你好"}, {"sender": "agent", "text": "您好"}]


def _read(conventions: Conventions, **chat: object) -> ReadRow:
    line = {"interaction_id": "T1", "channel": "chat", "started_at": START, "messages": HELLO, **chat}
    return read_chats(json.dumps({k: v for k, v in line.items() if v is not None}), "chats.jsonl", conventions).rows[0]


def _code(row: ReadRow) -> str:
    return row.error.code if row.error else "none"


def test_message_types_flags_and_transfers_are_kept_in_place(conventions: Conventions) -> None:
    messages = [
        {"message_id": "m1", "sender": "客户", "text": "在吗", "sent_at": 1788224400000},
        {"sender": "机器人", "text": "请稍候", "auto": True},
        {"sender": "agent", "agent_id": "A1", "text": "您好"},
        {"sender": "agent", "agent_id": "A1", "type": "撤回", "message_id": "m3"},
        {"type": "event", "text": "转接给 A2"},
        {"sender": "agent", "agent_id": "A2", "text": "接着为您处理", "public": "是"},
        {"sender": "customer", "type": "image"},
        {"sender": "agent", "type": "note", "text": "内部：客户着急"},
        {"sender": "customer", "type": "hologram", "text": "谢谢"},
    ]
    chat = _read(conventions, agent_id=None, messages=messages).interaction
    assert chat is not None
    assert [t.index for t in chat.turns] == list(range(9))
    assert [t.type for t in chat.turns] == [
        TurnType.TEXT, TurnType.TEXT, TurnType.TEXT, TurnType.RECALL, TurnType.EVENT, TurnType.TEXT, TurnType.IMAGE,
        TurnType.NOTE, TurnType.TEXT,
    ]  # fmt: skip
    assert [t.agent_id for t in chat.turns if t.sender is Role.AGENT] == ["A1", "A1", "A2", None]
    assert chat.agent_id == "A1"
    assert chat.turns[0].sent_at == datetime(2026, 9, 1, 1, 0, tzinfo=UTC)
    assert (chat.turns[1].auto, chat.turns[5].public, chat.turns[4].sender) == (True, True, Role.SYSTEM)


@pytest.mark.parametrize(
    ("messages", "code", "words"),
    [
        ([{"sender": "customer", "text": "a"}, {"sender": "火星人", "text": "b"}], "unknown_sender", "message 2"),
        ([{"text": "a"}], "missing_value", "sender is empty"),
        ([{"sender": "agent"}], "missing_value", "no text"),
        ([{"sender": "agent", "text": {"a": 1}}], "bad_message", "not text"),
        ([{"sender": "agent", "text": "a", "sent_at": "昨天"}], "bad_time", "sent_at '昨天'"),
        ([{"sender": "agent", "text": "a", "start_s": 5, "end_s": 3}], "bad_time", "ends before"),
        ([{"sender": "agent", "text": "a", "confidence": 3}], "bad_message", "confidence"),
        (["你好"], "bad_message", "message 1"),
        ([], "empty_conversation", "no message"),
        ([{"sender": "agent", "text": "  "}], "empty_conversation", "says anything"),
        ("你好", "missing_value", "not a list"),
        (None, "missing_value", "messages is missing"),
    ],
)
def test_what_is_wrong_with_a_conversation_has_a_code(
    messages: object, code: str, words: str, conventions: Conventions
) -> None:
    row = _read(conventions, messages=messages)
    assert (_code(row), row.interaction_id, row.interaction) == (code, "T1", None)
    assert words in str(row.error)


def test_the_first_sent_at_stands_in_for_the_start_and_nothing_else_does(conventions: Conventions) -> None:
    sent = [{"sender": "customer", "text": "好"}, {"sender": "agent", "text": "您好", "sent_at": "2026-09-01 10:00:05"}]
    read = _read(conventions, started_at=None, messages=sent).interaction
    assert read is not None
    assert read.started_at == datetime(2026, 9, 1, 2, 0, 5, tzinfo=UTC)
    assert _code(_read(conventions, started_at=None)) == "missing_value"


def test_a_transcript_counts_seconds_from_the_start_of_the_call(conventions: Conventions) -> None:
    spoken = [
        {"sender": "agent", "text": "您好", "sent_at": "2026-09-01 09:00:03"},
        {"sender": "customer", "text": "我要退款", "start_s": 4.5, "end_s": 6},
    ]
    call = _read(conventions, channel="phone", messages=spoken).interaction
    chat = _read(conventions, channel="chat", messages=spoken[:1]).interaction
    assert call is not None
    assert chat is not None
    assert [(t.start_s, t.end_s) for t in call.turns] == [(3.0, None), (4.5, 6.0)]
    assert chat.turns[0].start_s is None


@pytest.mark.parametrize(
    ("last", "party"),
    [
        ("客户已挂断", HangupBy.CUSTOMER),
        ("用户结束了会话", HangupBy.CUSTOMER),
        ("坐席主动挂断", HangupBy.AGENT),
        ("客户长时间未回复，会话超时关闭", HangupBy.SYSTEM),
        ("The customer has left the chat", HangupBy.CUSTOMER),
        ("Chat closed due to inactivity", HangupBy.SYSTEM),
        ("欢迎下次光临", None),
    ],
)
def test_a_system_message_may_say_who_hung_up(last: str, party: HangupBy | None, conventions: Conventions) -> None:
    read = _read(conventions, messages=[*HELLO, {"sender": "system", "text": last}]).interaction
    assert read is not None
    assert read.hangup_by is party


def test_a_column_goes_before_the_system_message_and_metadata_fills_a_gap(conventions: Conventions) -> None:
    messages = [*HELLO, {"sender": "system", "text": "客户已挂断"}]
    column = _read(conventions, hangup_by="agent", messages=messages).interaction
    nested = _read(conventions, metadata={"hangup_by": "坐席", "门店": {"id": 7}}, messages=messages).interaction
    assert column is not None
    assert nested is not None
    assert column.hangup_by is HangupBy.AGENT
    assert nested.hangup_by is HangupBy.AGENT
    assert nested.metadata["门店"] == '{"id": 7}'


def test_only_the_export_says_that_a_chat_is_still_open(conventions: Conventions) -> None:
    opened, closed, other = (_read(conventions, status=s).interaction for s in ("进行中", "closed", "排队中"))
    assert opened is not None
    assert closed is not None
    assert other is not None
    assert (opened.is_open, closed.is_open, other.is_open) == (True, False, False)
    assert other.metadata["is_open"] == "排队中"


def test_each_bad_line_is_its_own_error_and_the_others_go_on(conventions: Conventions) -> None:
    good = json.dumps({"interaction_id": "T9", "channel": "chat", "started_at": START, "messages": HELLO, "星座": "x"})
    text = "\n".join(['{"interaction_id":"T1","channel":"chat","mess', "", "[]", good, '{"channel":"chat"}'])
    read = read_chats(text, "chats.jsonl", conventions)
    assert [(r.row, r.interaction_id, _code(r)) for r in read.rows] == [
        (1, "T1", "bad_json"), (3, None, "bad_json"), (4, "T9", "none"), (5, None, "missing_value"),
    ]  # fmt: skip
    assert read.notices == ("chats.jsonl: the key '星座' is not one of the contract; kept as metadata",)


def test_a_sidecar_takes_its_id_from_its_name_and_may_hold_a_transcript(conventions: Conventions) -> None:
    plain = read_sidecar(json.dumps({"started_at": START, "坐席工号": "A1"}), "r/C7.json", "C7", conventions).rows[0]
    spoken = read_sidecar(json.dumps({"started_at": START, "messages": HELLO}), "r/C8.json", "C8", conventions).rows[0]
    broken = read_sidecar("{", "r/C9.json", "C9", conventions).rows[0]
    assert plain.interaction is not None
    assert spoken.interaction is not None
    assert (plain.interaction_id, plain.interaction.agent_id, plain.interaction.turns) == ("C7", "A1", ())
    assert (spoken.interaction.channel, len(spoken.interaction.turns)) == (Channel.PHONE, 2)
    assert _code(broken) == "bad_json"
