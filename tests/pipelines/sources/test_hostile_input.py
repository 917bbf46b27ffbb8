"""Input that is meant to hurt: each answers with a refusal, never a traceback, and the good row beside it arrives."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.sources.drop_folder import DropFolder

NOW = datetime(2026, 9, 2, 2, 0, tzinfo=UTC)
GOOD = {
    "interaction_id": "GOOD",
    "channel": "chat",
    "started_at": "2026-09-01 10:00",
    "messages": [{"sender": "customer", "text": "你好"}, {"sender": "agent", "text": "您好"}],
}
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("calls.csv", "interaction_id,started_at\nC1," + "x" * 3_000_000 + "\n", "too_large"),
        ("calls.csv", ",".join(["a"] * 100_000) + "\n1\n", "bad_table"),
        ("calls.csv", "interaction_id,started_at\n" + ",".join(["a"] * 100_000) + "\n", "bad_row"),
        ("calls.csv", "interaction_id,started_at\n=cmd|calc!A1,=1+1\n", "bad_time"),
        ("calls.csv", "interaction_id,started_at\nC\x001,2026-09-01 10:00\n", "bad_row"),
        ("calls.csv", "<html><table><tr><td>interaction_id</td></tr></table>", "bad_table"),
        ("calls.csv", b"\xd0\xcf\x11\xe0old workbook", "not_text"),
        ("messages.csv", "interaction_id,sender,text\n" + '"' * 99_999, "bad_row"),
        ("recordings/x.json", "[" * 100_000, "bad_json"),
        ("recordings/x.json", b"\xff\xd8\xff\xe0", "not_text"),
    ],
)
def test_each_has_its_code_and_the_good_chat_still_arrives(
    name: str, content: str | bytes, code: str, drop: Any
) -> None:
    drop.write("chats.jsonl", json.dumps(GOOD))
    drop.write(name, content)
    found = drop.discover()
    assert [a.interaction_id for a in found.arrivals] == ["GOOD"]
    assert [r.code for r in found.refusals] == [code]
    assert all("\n" not in r.reason for r in found.refusals)


def test_a_file_larger_than_the_limit_is_not_read(drop: Any) -> None:
    drop.write("chats.jsonl", json.dumps(GOOD) * 50)
    found = drop.discover(max_table_bytes=1024)
    assert [(r.code, r.original) for r in found.refusals] == [("too_large", None)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=st.sampled_from(sorted(GOOD)), value=JSON)
def test_any_value_in_any_place_is_answered(key: str, value: object, drop: Any) -> None:
    line = json.dumps({**GOOD, key: value}, allow_nan=True)
    drop.write("chats.jsonl", line + "\n" + line.replace("customer", "martian") + "\n")
    found = DropFolder(drop.path).discover(NOW)
    assert len(found.arrivals) + len(found.refusals) in (1, 2)
    for refused in found.refusals:
        refused.reason.encode("utf-8")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200))
def test_any_bytes_under_any_name_are_answered(data: bytes, drop: Any) -> None:
    for name in (
        "calls.csv",
        "messages.csv",
        "agents.csv",
        "cdr.csv",
        "chats.jsonl",
        "recordings/a.json",
        "calls-2.xlsx",
    ):
        drop.write(name, b"interaction_id,sender,text,started_at\n" * (len(data) % 2) + data)
    found = DropFolder(drop.path).discover(NOW)
    assert len({r.entry_key for r in found.refusals}) == len(found.refusals)
