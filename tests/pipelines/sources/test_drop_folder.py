"""The drop folder as a whole: every input has one defined answer, and the drop is never changed."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

from inspection.arrivals import Discovery
from inspection.errors import RecordingError, SettingsError
from inspection.interaction import Role
from inspection.ledger import Ending
from pipelines.sources.drop_folder import DropFolder

HEAD = "interaction_id,agent_id,started_at,recording\n"
AT = "2026-09-01 10:00:00"


def _row(interaction_id: str, recording: str = "", agent: str = "A1", at: str = AT) -> str:
    return f"{interaction_id},{agent},{at},{recording}\n"


def _chat(interaction_id: str, **more: object) -> str:
    messages = [{"sender": "customer", "text": f"你好 {interaction_id}"}, {"sender": "agent", "text": "您好"}]
    chat = {"interaction_id": interaction_id, "channel": "chat", "started_at": AT, "messages": messages, **more}
    return json.dumps(chat, ensure_ascii=False) + "\n"


def _endings(found: Discovery) -> list[tuple[str, str | None, str]]:
    return [(r.code, r.interaction_id, r.entry_key) for r in found.refusals]


def _ids(found: Discovery) -> list[str]:
    return [a.interaction_id for a in found.arrivals]


def test_rows_with_audio_and_chats_arrive_in_order_of_start(drop: Any) -> None:
    drop.wav("recordings/C1.wav")
    drop.write("calls.csv", HEAD + _row("C1", "C1.wav"))
    drop.write("chats.jsonl", _chat("T1", started_at="2026-09-01 09:00"))
    found = drop.discover()
    assert (_ids(found), found.refusals, found.source) == (["T1", "C1"], (), "east")
    recording = found.arrivals[1].recordings[0]
    audio = (drop.path / "recordings/C1.wav").read_bytes()
    assert (recording.relative_path, recording.leg) == ("recordings/C1.wav", None)
    assert (recording.sha256, recording.size_bytes) == (hashlib.sha256(audio).hexdigest(), len(audio))
    assert (found.arrivals[1].entry_key, found.arrivals[0].recordings) == ("calls.csv:2", ())


def test_a_gb18030_table_gives_the_same_arrivals_as_utf8(drop: Any) -> None:
    text = "会话ID,坐席姓名,开始时间,录音文件\nC1,李敏,2026年9月1日 9时12分,录音一.wav\n"
    drop.wav("recordings/录音一.wav")
    drop.write("calls.csv", text.encode("gb18030"))
    first = drop.discover()
    drop.write("calls.csv", text.encode("utf-8-sig"))
    assert first.arrivals == drop.discover().arrivals
    assert first.arrivals[0].interaction.agent_name == "李敏"


@pytest.mark.parametrize(
    ("stored", "written"),
    [
        ("recordings/C1.WAV", "c1.wav"),
        ("recordings/20260901/C1.wav", "20260901\\C1.wav"),
        ("recordings/20260901/C1.wav", "C1.wav"),
        ("recordings/C1.wav", "C1"),
        ("recordings/C1.wav", ""),
        ("recordings/Ｃ１ 录音.wav", "C1 录音.wav"),
        ("recordings/cafe\u0301.wav", "caf\u00e9.wav"),
        ("C1.mp3", "./C1.mp3"),
    ],
)
def test_a_recording_is_found_however_its_name_is_written(stored: str, written: str, drop: Any) -> None:
    drop.wav(stored)
    drop.write("calls.csv", HEAD + _row("C1", written))
    found = drop.discover()
    assert [r.relative_path for a in found.arrivals for r in a.recordings] == [stored]
    assert found.refusals == ()


@pytest.mark.parametrize(
    "name", ["../x.wav", "/etc/passwd", "D:\\rec\\x.wav", "a/../../x.wav", "https://example.com/x.wav"]
)
def test_a_name_that_leads_out_of_the_drop_is_refused(name: str, drop: Any) -> None:
    drop.path.parent.joinpath("x.wav").write_bytes(b"secret")
    drop.write("calls.csv", HEAD + _row("C1", name))
    assert _endings(drop.discover()) == [("unsafe_path", "C1", "calls.csv:2")]


def test_links_that_lead_out_and_folders_named_like_audio_are_refused(drop: Any) -> None:
    outside = drop.path.parent / "secret.wav"
    outside.write_bytes(b"secret" * 1000)
    (drop.path / "recordings").mkdir()
    (drop.path / "recordings" / "C1.wav").symlink_to(outside)
    (drop.path / "recordings" / "C2.wav").mkdir()
    (drop.path / "recordings" / "C3.wav").symlink_to(drop.path / "nowhere.wav")
    drop.write("calls.csv", HEAD + _row("C1", "C1.wav") + _row("C2", "C2.wav"))
    found = drop.discover()
    assert found.arrivals == ()
    assert ("unsafe_path", "C1", "calls.csv:2") in _endings(found)
    assert ("not_a_file", "C2", "calls.csv:3") in _endings(found)
    assert ("unreadable", None, "recordings/C3.wav") in _endings(found)
    with pytest.raises(RecordingError):
        DropFolder(drop.path).open_recording("recordings/C1.wav")
    with pytest.raises(RecordingError):
        DropFolder(drop.path).open_recording("../secret.wav")


def test_what_is_missing_on_either_side_has_its_code(drop: Any) -> None:
    drop.wav("recordings/lonely.wav")
    drop.write("calls.csv", HEAD + _row("C1", "gone.wav"))
    drop.write("cdr.csv", f"interaction_id,channel,started_at\nC1,phone,{AT}\nT9,chat,{AT}\n")
    found = drop.discover()
    assert _endings(found) == [
        ("recording_missing", "C1", "calls.csv:2"),
        ("not_arrived", "T9", "cdr.csv:3"),
        ("recording_without_row", None, "recordings/lonely.wav"),
    ]
    assert [(r.ending, r.retryable) for r in found.refusals] == [
        (Ending.MISSING, True), (Ending.MISSING, True), (Ending.FAILED, False),
    ]  # fmt: skip


def test_a_call_that_was_never_connected_misses_no_recording(drop: Any) -> None:
    drop.write("calls.csv", f"interaction_id,started_at,disposition\nC1,{AT},未接通\nC2,{AT},已解决\n")
    found = drop.discover()
    assert _endings(found) == [("not_connected", "C1", "calls.csv:2"), ("recording_missing", "C2", "calls.csv:3")]
    assert found.refusals[0].ending is Ending.EXCLUDED


def test_the_same_row_twice_is_one_arrival_and_a_later_row_is_the_correction(drop: Any) -> None:
    drop.wav("recordings/C1.wav")
    drop.wav("recordings/C2.wav", 2)
    rows = _row("C1", "C1.wav") + _row("C2", "C2.wav") + _row("C1", "C1.wav") + _row("C2", "C2.wav", agent="A2")
    drop.write("calls.csv", HEAD + rows)
    found = drop.discover()
    assert [(a.interaction_id, a.interaction.agent_id, a.row) for a in found.arrivals] == [
        ("C1", "A1", 2),
        ("C2", "A2", 5),
    ]
    assert found.refusals == ()
    assert "says the same" in found.arrivals[0].notices[0]
    assert "says otherwise" in found.arrivals[1].notices[0]


def test_a_broken_row_beside_a_good_one_of_the_same_id_is_told_apart_by_its_place(drop: Any) -> None:
    drop.wav("recordings/C1.wav")
    drop.write("calls.csv", HEAD + _row("C1", "C1.wav") + _row("C1", "C1.wav", at="坏"))
    found = drop.discover()
    assert _ids(found) == ["C1"]
    assert _endings(found) == [("bad_time", None, "calls.csv:3")]


def test_the_same_content_under_two_ids_is_judged_once(drop: Any) -> None:
    drop.wav("recordings/a.wav")
    drop.write("recordings/b.wav", (drop.path / "recordings/a.wav").read_bytes())
    drop.write("calls.csv", HEAD + _row("C2", "b.wav", at="2026-09-01 11:00") + _row("C1", "a.wav"))
    drop.write("chats.jsonl", _chat("T1") + _chat("T1").replace('"T1"', '"T2"') + _chat("T3"))
    found = drop.discover()
    assert _ids(found) == ["C1", "T1", "T3"]
    assert _endings(found) == [("duplicate_content", "C2", "calls.csv:2"), ("duplicate_content", "T2", "chats.jsonl:2")]
    assert "C1" in found.refusals[0].reason


def test_empty_recordings_are_no_repeats_of_one_another(drop: Any) -> None:
    drop.write("recordings/a.wav", b"")
    drop.write("recordings/b.wav", b"")
    drop.write("calls.csv", HEAD + _row("C1", "a.wav") + _row("C2", "b.wav"))
    assert _ids(drop.discover()) == ["C1", "C2"]


@pytest.mark.parametrize(
    ("agent", "customer"), [("C1-out", "C1-in"), ("C1_agent", "C1_customer"), ("C1-坐席", "C1-客户")]
)
@pytest.mark.parametrize("written", ["C1.wav", "", "leg"])
def test_two_one_sided_legs_are_one_call_with_the_agent_first(
    written: str, agent: str, customer: str, drop: Any
) -> None:
    drop.wav(f"recordings/{agent}.wav", 1)
    drop.wav(f"recordings/{customer}.wav", 2)
    drop.write("calls.csv", HEAD + _row("C1", f"{customer}.wav" if written == "leg" else written))
    found = drop.discover()
    assert found.refusals == ()
    assert [(r.relative_path, r.leg) for r in found.arrivals[0].recordings] == [
        (f"recordings/{agent}.wav", Role.AGENT), (f"recordings/{customer}.wav", Role.CUSTOMER),
    ]  # fmt: skip


def test_one_leg_alone_is_a_missing_recording(drop: Any) -> None:
    drop.wav("recordings/C1-in.wav")
    drop.write("calls.csv", HEAD + _row("C1", "C1.wav"))
    found = drop.discover()
    assert _endings(found) == [("recording_missing", "C1", "calls.csv:2")]
    assert "agent's leg" in found.refusals[0].reason


def test_own_leg_suffixes_come_from_the_settings(drop: Any) -> None:
    drop.wav("recordings/C1.a.wav", 1)
    drop.wav("recordings/C1.k.wav", 2)
    drop.write("source.toml", 'name = "west"\nagent_suffixes = [".a"]\ncustomer_suffixes = [".k"]\n')
    drop.write("calls.csv", HEAD + _row("C1", "C1.wav"))
    found = drop.discover()
    assert found.source == "west"
    assert [r.leg for r in found.arrivals[0].recordings] == [Role.AGENT, Role.CUSTOMER]


def test_a_sidecar_is_a_call_of_its_own_or_fills_the_gaps_of_a_row(drop: Any) -> None:
    drop.wav("recordings/C1.wav", 1)
    drop.wav("recordings/C2.wav", 2)
    drop.write("recordings/C1.json", json.dumps({"started_at": AT, "agent_id": "A7", "csat": 5}))
    drop.write("recordings/C2.wav.json", json.dumps({"started_at": AT, "agent_id": "A2"}))
    drop.write("calls.csv", HEAD + _row("C1", "C1.wav"))
    found = drop.discover()
    assert found.refusals == ()
    assert [(a.interaction_id, a.interaction.agent_id, a.interaction.csat) for a in found.arrivals] == [
        ("C1", "A1", 5.0), ("C2", "A2", None),
    ]  # fmt: skip
    assert found.arrivals[1].entry_key == "recordings/C2.wav.json"


def test_a_broken_sidecar_is_one_refusal_and_its_audio_is_not_another(drop: Any) -> None:
    drop.wav("recordings/C1.wav")
    drop.write("recordings/C1.json", "{")
    drop.write("recordings/C2.json", json.dumps({"started_at": AT}))
    assert _endings(drop.discover()) == [
        ("bad_json", None, "recordings/C1.json"), ("recording_missing", "C2", "recordings/C2.json"),
    ]  # fmt: skip


def test_the_transcript_of_a_call_joins_its_row(drop: Any) -> None:
    drop.write("calls.csv", HEAD + _row("C1") + _row("C2"))
    drop.write("chats.jsonl", _chat("C1", channel="phone", queue="售后") + _chat("C2"))
    found = drop.discover()
    assert [(a.interaction_id, len(a.interaction.turns), a.interaction.queue) for a in found.arrivals] == [
        ("C1", 2, "售后"), ("C2", 2, None),
    ]  # fmt: skip
    assert found.arrivals[0].interaction.agent_id == "A1"
    assert _endings(found) == [("bad_value", None, "calls.csv:3")]


def test_the_transcript_of_a_call_joins_its_sidecar(drop: Any) -> None:
    drop.wav("recordings/C1.wav")
    drop.write("recordings/C1.json", json.dumps({"started_at": AT, "agent_id": "A1", "queue": "售前"}))
    drop.write("chats.jsonl", _chat("C1", channel="phone", queue="售后"))
    arrival = drop.discover().arrivals[0]
    assert (len(arrival.interaction.turns), len(arrival.recordings), arrival.interaction.queue) == (2, 1, "售前")


def test_the_roster_fills_gaps_maps_accounts_and_lists_strangers(drop: Any) -> None:
    drop.write("agents.csv", "agent_id,accounts,name,team,vendor,valid_from\nA1,li.min,李敏,一组,甲公司,2026-01-01\n")
    drop.write("chats.jsonl", _chat("T1", agent_id="li.min", team="特别组") + _chat("T2", agent_id="A9"))
    found = drop.discover()
    first = found.arrivals[0].interaction
    assert (first.agent_id, first.agent_name, first.team, first.vendor) == ("A1", "李敏", "特别组", "甲公司")
    assert first.metadata["agent_account"] == "li.min"
    assert found.unassigned == ("A9",)


def test_a_changed_roster_recording_or_value_changes_the_fingerprint_and_nothing_else_does(drop: Any) -> None:
    drop.wav("recordings/C1.wav")
    drop.write("calls.csv", HEAD + _row("C1", "C1.wav"))
    drop.write("agents.csv", "agent_id,name,team\nA1,李敏,一组\n")
    prints = [drop.discover().arrivals[0].fingerprint, drop.discover().arrivals[0].fingerprint]
    drop.write("agents.csv", "agent_id,name,team\nA1,李敏,二组\n")
    prints.append(drop.discover().arrivals[0].fingerprint)
    drop.wav("recordings/C1.wav", 9)
    prints.append(drop.discover().arrivals[0].fingerprint)
    drop.write("calls.csv", HEAD + _row("C0", "x.wav") + _row("C1", "C1.wav"))
    prints.append(drop.discover().arrivals[0].fingerprint)
    drop.write("calls.csv", HEAD + _row("C1", "C1.wav", at="2026-09-01 10:00:01"))
    prints.append(drop.discover().arrivals[0].fingerprint)
    assert [prints.index(p) for p in prints] == [0, 0, 2, 3, 3, 5]


def test_own_codes_and_columns_of_the_source_are_used(drop: Any) -> None:
    drop.write("source.toml", 'time_zone = "UTC"\n[columns]\n"服务编码" = "interaction_id"\n')
    drop.write("codes.yaml", "sender: {K: customer, Z: agent}\n")
    drop.write(
        "messages.csv", "服务编码,channel,started_at,sender,text\nM1,chat,2026-09-01 10:00,K,你好\nM1,,,Z,您好\n"
    )
    arrival = drop.discover().arrivals[0]
    assert [t.sender for t in arrival.interaction.turns] == [Role.CUSTOMER, Role.AGENT]
    assert arrival.interaction.started_at.isoformat() == "2026-09-01T10:00:00+00:00"


@pytest.mark.parametrize(
    ("name", "text"),
    [("source.toml", "settle_s = -1"), ("source.toml", "[["), ("source.toml", 'time_zone = "Mars"'),
     ("source.toml", "colour = 1"), ("source.toml", '[columns]\nx = "y"'), ("codes.yaml", "sender: {K: martian}")],
)  # fmt: skip
def test_wrong_settings_stop_the_look_with_one_line(name: str, text: str, drop: Any) -> None:
    drop.write(name, text)
    with pytest.raises(SettingsError) as caught:
        drop.discover()
    assert "\n" not in str(caught.value)


def test_a_folder_that_is_not_there_is_a_setting_to_correct(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is not there"):
        DropFolder(tmp_path / "nowhere")


def test_every_file_that_cannot_be_read_is_one_refusal_and_the_night_goes_on(drop: Any) -> None:
    drop.write("calls.csv", b"\x00\x01\x02" * 500)
    drop.write("calls-2.xlsx", b"PK\x03\x04 no workbook")
    drop.write("messages.csv", "interaction_id,text\nM1,a\n")
    drop.write("agents.csv", "")
    drop.write("chats.jsonl", "[" * 50_000 + "\n" + _chat("T1"))
    drop.write("readme.docx", "?")
    found = drop.discover()
    assert _ids(found) == ["T1"]
    assert _endings(found) == [
        ("bad_table", None, "agents.csv"),
        ("bad_table", None, "calls-2.xlsx"),
        ("not_text", None, "calls.csv"),
        ("bad_json", None, "chats.jsonl:1"),
        ("bad_table", None, "messages.csv"),
    ]
    assert found.notices == ("readme.docx: the name stands for nothing in a drop folder; not read",)


def test_audio_of_a_row_that_was_refused_is_not_refused_again(drop: Any) -> None:
    drop.wav("recordings/C1.wav")
    drop.wav("recordings/xC1.wav", 2)
    drop.write("calls.csv", HEAD + _row("C1", "C1.wav", at="坏"))
    assert _endings(drop.discover()) == [
        ("bad_time", "C1", "calls.csv:2"), ("recording_without_row", None, "recordings/xC1.wav"),
    ]  # fmt: skip


def test_no_id_has_two_answers_and_no_two_answers_share_a_place(drop: Any) -> None:
    drop.wav("recordings/C1.wav")
    drop.wav("recordings/C4.wav", 4)
    drop.write("calls.csv", HEAD + _row("C1", "C1.wav") + _row("C2", "gone.wav") + _row("C3", at="坏") + _row(""))
    drop.write("chats.jsonl", _chat("C2") + _chat("T1", messages=[]) + "{\n")
    drop.write(
        "cdr.csv", f"interaction_id,channel,started_at\nC1,phone,{AT}\nC3,phone,{AT}\nT1,chat,{AT}\nC9,phone,{AT}\n"
    )
    found = drop.discover()
    named = [*_ids(found), *(r.interaction_id for r in found.refusals if r.interaction_id)]
    assert len(named) == len(set(named))
    assert set(named) >= {"C1", "C2", "C3", "T1", "C9"}
    assert len({r.entry_key for r in found.refusals}) == len(found.refusals)


def test_the_drop_is_never_changed_and_a_second_look_is_the_same(drop: Any) -> None:
    drop.wav("recordings/C1.wav")
    drop.write("calls.csv", HEAD + _row("C1", "C1.wav") + _row("C2", at="坏"))
    before = {f: (f.stat().st_mtime_ns, f.read_bytes()) for f in sorted(drop.path.rglob("*")) if f.is_file()}
    assert drop.discover() == drop.discover()
    assert {f: (f.stat().st_mtime_ns, f.read_bytes()) for f in sorted(drop.path.rglob("*")) if f.is_file()} == before


def test_a_file_name_in_another_encoding_is_shown_as_text_and_can_be_opened(drop: Any) -> None:
    (drop.path / "recordings").mkdir()
    stored = os.fsencode(drop.path / "recordings") + b"/" + "录音.wav".encode("gb18030")
    try:
        Path(os.fsdecode(stored)).write_bytes(b"RIFF" * 500)
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    os.utime(stored, (1.7e9, 1.7e9))
    drop.write("calls.csv", HEAD + _row("C1", "录音.wav"))
    relative = drop.discover().arrivals[0].recordings[0].relative_path
    assert relative == "recordings/录音.wav"
    assert DropFolder(drop.path).open_recording(relative) == b"RIFF" * 500
