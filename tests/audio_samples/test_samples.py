"""The samples keep their promises: complete, labelled, in time with the audio, small."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray

SAMPLES = Path(__file__).resolve().parents[2] / "audio_samples"
DROP = SAMPLES / "drop"
_ITEMS = """greeting identify_self_or_org recording_notice permission_to_continue
    identity_verification_before_account_info
    need_confirmation empathy_after_negative hold_notice hold_return_thanks solution_with_deadline
    product_terms_disclosed fees_and_effective_date risk_disclosure customer_consent_confirmed complaint_escalated
    anti_fraud_reminder anything_else satisfaction_invite closing response_time speech_rate dead_air interrupts
    repeated_paste answer_accuracy ticket_consistent rude blame_shifting questioning_customer absolute_promise
    guaranteed_return misleading_product offline_transaction asks_password_or_code leaks_private_info praise_bribery
    unauthorised_activation acts_for_customer threatens_customer incites_complaint hangs_up_first"""
ITEM_IDS = frozenset(_ITEMS.split())
_FATAL = """guaranteed_return misleading_product offline_transaction asks_password_or_code leaks_private_info
    praise_bribery unauthorised_activation acts_for_customer threatens_customer rude absolute_promise
    hangs_up_first"""
FATAL_IDS = frozenset(_FATAL.split())
MEGABYTE = 1_000_000


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _rows(name: str) -> list[dict[str, str]]:
    with (DROP / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _chats() -> list[dict[str, Any]]:
    lines = (DROP / "chats.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@cache
def _texts() -> dict[str, dict[str, Any]]:
    """Every written interaction by id, those of messages.csv gathered from their rows."""
    found = {chat["interaction_id"]: chat for chat in _chats()}
    for row in _rows("messages.csv"):
        interaction = found.setdefault(row["interaction_id"], {**row, "messages": []})
        interaction["messages"].append(row)
    return found


def _calls() -> list[dict[str, str]]:
    return _rows("calls.csv")


def _golden() -> dict[str, Any]:
    return {path.stem: _json(path) for path in sorted((SAMPLES / "golden").glob("*.json"))}


def _truth() -> dict[str, Any]:
    return {path.stem: _json(path) for path in sorted((SAMPLES / "truth").glob("*.json"))}


@cache
def _audio(path: Path) -> tuple[NDArray[np.float32], int]:
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        resampler = av.AudioResampler(format="fltp", layout=stream.layout.name, rate=stream.rate)
        blocks = [out.to_ndarray() for frame in container.decode(stream) for out in resampler.resample(frame)]
        return np.concatenate(blocks, axis=1), int(stream.rate)


def _level_db(samples: NDArray[np.float32]) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(samples.astype(np.float64) ** 2)) + 1e-9))


def _turn_texts(interaction: str) -> list[str]:
    if interaction in _texts():
        return [message["text"] for message in _texts()[interaction]["messages"]]
    return [turn["text"] for turn in _truth()[interaction]["turns"]]


def _item(segment: dict[str, Any], item: str) -> dict[str, Any]:
    [found] = [entry for entry in segment["items"] if entry["id"] == item]
    return dict(found)


CALL_IDS = [row["会话编号"] for row in _calls()]
GOLDEN_IDS = sorted(_golden())


def test_there_are_as_many_samples_as_promised() -> None:
    calls = _calls()
    assert sum(row["语种"] == "zh" for row in calls) >= 4
    assert sum(row["语种"] == "en" for row in calls) >= 2
    assert len(calls) >= 7
    texts = _texts().values()
    assert len(texts) >= 26
    assert sum(text["language"] == "en" for text in texts) >= 7
    assert {text["channel"] for text in texts} == {"chat", "email", "social", "app", "phone"}
    assert {text["business_line"] for text in texts} == {"ecommerce", "bank", "insurance", "telecom", "travel"}


def test_the_calls_come_in_the_promised_forms() -> None:
    forms = {(t["format"], t["channels"], t["agent_channel"]) for t in _truth().values()}
    assert ("wav PCM 16 bit", 2, "left") in forms
    assert ("wav PCM 16 bit", 2, "right") in forms
    assert ("wav PCM 16 bit", 1, None) in forms
    assert ("wav G.711 mu-law", 2, "left") in forms
    assert any(form == "mp3" for form, _, _ in forms)


def test_a_mu_law_file_says_so_in_its_header() -> None:
    header = (DROP / "recordings" / "C0901-04.wav").read_bytes()[:48]
    assert header[:4] == b"RIFF"
    assert header[8:16] == b"WAVEfmt "
    assert int.from_bytes(header[20:22], "little") == 7
    assert int.from_bytes(header[24:28], "little") == 8000


def test_every_fatal_violation_happens_somewhere_and_is_unmet_where_it_does() -> None:
    segments = [segment for golden in _golden().values() for segment in golden["segments"]]
    assert {item for segment in segments for item in segment["fatal_items"]} == FATAL_IDS
    for segment in segments:
        assert all(_item(segment, item)["state"] == "unmet" for item in segment["fatal_items"])


def test_every_recording_is_listed_in_calls_and_in_the_readme() -> None:
    page = (SAMPLES / "README.md").read_text(encoding="utf-8")
    recordings = {f"recordings/{path.name}" for path in (DROP / "recordings").iterdir()}
    assert recordings == {row["录音文件"] for row in _calls()}
    for name in recordings | {path.name for path in DROP.iterdir() if path.is_file()}:
        assert f"`drop/{name}`" in page
    for interaction in _texts():
        assert f"| {interaction} |" in page


def test_everything_together_is_under_15_megabytes() -> None:
    files = [path for path in SAMPLES.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert sum(path.stat().st_size for path in files) < 15 * MEGABYTE


def test_calls_csv_begins_with_a_byte_order_mark() -> None:
    assert (DROP / "calls.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_every_interaction_has_a_golden_file_and_no_golden_file_is_left_over() -> None:
    expected = {row["interaction_id"] for row in _rows("cdr.csv")}
    assert set(_golden()) == expected
    assert set(CALL_IDS) | set(_texts()) | {"C0901-99"} == expected
    assert set(_truth()) == set(CALL_IDS)


@pytest.mark.parametrize("interaction", GOLDEN_IDS)
def test_every_segment_lists_every_item_once_with_a_state_it_may_have(interaction: str) -> None:
    golden = _golden()[interaction]
    assert (golden["ledger"]["ending"] == "scored") == bool(golden["segments"])
    for segment in golden["segments"]:
        ids = [item["id"] for item in segment["items"]]
        assert len(ids) == len(set(ids))
        assert set(ids) == ITEM_IDS
        assert _item(segment, "answer_accuracy")["state"] == "needs_human"
        for item in segment["items"]:
            assert item["state"] in {"met", "unmet", "not_applicable", "needs_human"}
            assert item["state"] not in item["also_acceptable"]
            assert item["evidence"] or item["state"] != "unmet", f"{item['id']} takes points without evidence"


@pytest.mark.parametrize("interaction", GOLDEN_IDS)
def test_evidence_and_personal_data_are_words_of_the_turn_they_name(interaction: str) -> None:
    golden = _golden()[interaction]
    turns = _turn_texts(interaction) if golden["segments"] else []
    for segment in golden["segments"]:
        for pointer in (pointer for item in segment["items"] for pointer in item["evidence"]):
            assert turns[pointer["turn"]][pointer["start_char"] : pointer["end_char"]] == pointer["words"]
    for datum in golden["personal_data"]:
        assert turns[datum["turn"]][datum["start_char"] : datum["end_char"]] == datum["text"]


@pytest.mark.parametrize("interaction", GOLDEN_IDS)
def test_a_segment_is_charged_only_for_its_own_agents_turns(interaction: str) -> None:
    for segment in _golden()[interaction]["segments"]:
        assert segment["agent_id"]
        for item in segment["items"]:
            if item["state"] == "unmet":
                assert all(segment["first_turn"] <= p["turn"] <= segment["last_turn"] for p in item["evidence"])


@pytest.mark.parametrize("call", CALL_IDS)
def test_a_call_lasts_40_to_120_seconds_and_is_not_clipped(call: str) -> None:
    truth = _truth()[call]
    samples, rate_hz = _audio(DROP / "recordings" / truth["recording"])
    assert rate_hz == truth["sample_rate_hz"]
    assert samples.shape[0] == truth["channels"]
    assert 40 <= truth["duration_s"] <= 120
    assert samples.shape[1] / rate_hz == pytest.approx(truth["duration_s"], abs=0.2)
    assert 0.2 < float(np.abs(samples).max()) < 0.995


@pytest.mark.parametrize("call", CALL_IDS)
def test_truth_turns_lie_within_the_audio_in_order(call: str) -> None:
    truth = _truth()[call]
    starts = [turn["start_s"] for turn in truth["turns"]]
    assert starts == sorted(starts)
    for number, turn in enumerate(truth["turns"]):
        assert turn["turn"] == number
        assert 0 <= turn["start_s"] < turn["end_s"] <= truth["duration_s"]


@pytest.mark.parametrize("call", CALL_IDS)
def test_each_turn_is_heard_on_its_speakers_channel_and_hardly_on_the_other(call: str) -> None:
    truth = _truth()[call]
    samples, rate_hz = _audio(DROP / "recordings" / truth["recording"])
    for turn in truth["turns"]:
        part = samples[:, int(turn["start_s"] * rate_hz) : int(turn["end_s"] * rate_hz)]
        own = (turn["speaker"] == "agent") == (truth["agent_channel"] != "right")
        spoken = part[0 if own or truth["channels"] == 1 else 1]
        assert _level_db(spoken) > -32
        if truth["channels"] == 2 and not _overlapped(truth, turn):
            assert _level_db(part[1 if own else 0]) < -50


def _overlapped(truth: dict[str, Any], turn: dict[str, Any]) -> bool:
    return any(o["start_s"] < turn["end_s"] and o["end_s"] > turn["start_s"] for o in truth["overlaps"])


@pytest.mark.parametrize("call", CALL_IDS)
def test_silences_are_silent_but_for_the_hold_music(call: str) -> None:
    truth = _truth()[call]
    samples, rate_hz = _audio(DROP / "recordings" / truth["recording"])
    for silence in truth["silences"]:
        part = samples[:, int((silence["start_s"] + 0.3) * rate_hz) : int((silence["end_s"] - 0.3) * rate_hz)]
        music = any(hold["music"] for hold in truth["holds"])
        assert _level_db(part) < (-20 if music else -50)
        assert (_level_db(part) > -45) == music


@pytest.mark.parametrize("call", CALL_IDS)
def test_the_golden_measures_of_a_call_agree_with_its_truth(call: str) -> None:
    truth, golden = _truth()[call], _golden()[call]
    [segment] = golden["segments"]
    unannounced = [s for s in truth["silences"] if s["end_s"] - s["start_s"] > 15 and not s["announced"]]
    announced = [s for s in truth["silences"] if s["announced"]]
    rate = truth["speech_rate"]["agent"]
    fast = rate["value"] > (300 if golden["language"] == "zh" else 200)
    states = {item: _item(segment, item)["state"] for item in ITEM_IDS}
    assert (states["dead_air"] == "unmet") == bool(unannounced)
    assert (states["hold_notice"] == "unmet") == bool(unannounced)
    assert (states["hold_return_thanks"] == "met") == bool(announced)
    assert (states["interrupts"] == "unmet") == (truth["interruptions_by_agent"] > 3)
    assert (states["speech_rate"] == "unmet") == fast
    if golden["language"] == "zh" and not fast:
        assert 180 <= rate["value"] <= 280


def _human_waits_s(text: dict[str, Any]) -> list[float]:
    """Seconds from the first unanswered customer message (or the hand-over) to a person's answer, per round."""
    waits, asked = [], None
    for message in text["messages"]:
        at, kind = datetime.fromisoformat(message["sent_at"]), message.get("type") or "text"
        handed_over = message["sender"] == "system" and "人工" in message["text"]
        if handed_over or (message["sender"] == "customer" and asked is None):
            asked = at
        elif message["sender"] == "bot":
            asked = None
        elif message["sender"] == "agent" and kind == "text" and not message.get("auto") and asked is not None:
            waits.append((at - asked).total_seconds())
            asked = None
    return waits


@pytest.mark.parametrize("interaction", [i for i in GOLDEN_IDS if i.startswith("T")])
def test_the_golden_response_time_and_waits_agree_with_the_times_of_the_messages(interaction: str) -> None:
    text, golden = _texts()[interaction], _golden()[interaction]
    if text["channel"] not in {"chat", "app"} or len(golden["segments"]) != 1:
        return
    [segment] = golden["segments"]
    waits = _human_waits_s(text)
    slow = waits[0] > 30 or sum(waits) / len(waits) > 60
    assert (_item(segment, "response_time")["state"] == "unmet") == slow
    assert (_item(segment, "hold_notice")["state"] == "unmet") == (max(waits) > 60)


@pytest.mark.parametrize("interaction", sorted(_texts()))
def test_messages_have_a_sender_a_text_and_times_that_do_not_run_back(interaction: str) -> None:
    text = _texts()[interaction]
    senders = {message["sender"] for message in text["messages"]}
    assert senders <= {"agent", "customer", "bot", "system"}
    assert all(message["text"] for message in text["messages"])
    times = [message.get("sent_at") or message["start_s"] for message in text["messages"]]
    assert times == sorted(times)


def test_what_cannot_be_judged_is_told_apart() -> None:
    golden = _golden()
    assert golden["T0901-08"]["ledger"] == {"ending": "excluded", "code": "bot_only"}
    assert golden["T0901-35"]["ledger"] == {"ending": "excluded", "code": "no_customer_words"}
    assert golden["C0901-99"]["ledger"]["ending"] == "missing"
    assert {message["sender"] for message in _texts()["T0901-08"]["messages"]} == {"customer", "bot"}
    assert {message["sender"] for message in _texts()["T0901-35"]["messages"]} == {"agent"}


def test_the_excellent_ones_lose_nothing() -> None:
    for interaction in ("C0901-01", "T0901-01", "T0901-15", "T0901-31"):
        for segment in _golden()[interaction]["segments"]:
            assert not [item["id"] for item in segment["items"] if item["state"] == "unmet"]


def test_the_hard_negatives_are_clean() -> None:
    [segment] = _golden()["T0901-05"]["segments"]
    assert [item["id"] for item in segment["items"] if item["state"] == "unmet"] == []
    said = "".join(m["text"] for m in _texts()["T0901-05"]["messages"] if m["sender"] == "agent")
    assert all(words in said for words in ("好评返现", "微信私下转账", "保证金", "我也没办法"))
    [segment] = _golden()["T0901-21"]["segments"]
    assert segment["fatal_items"] == []


def test_every_agent_but_one_is_in_the_roster() -> None:
    roster = {row["agent_id"] for row in _rows("agents.csv")}
    judged = {segment["agent_id"] for golden in _golden().values() for segment in golden["segments"]}
    assert judged - roster == {"X9001"}
