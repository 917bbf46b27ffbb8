"""A call from the drop folder to what is kept of it: hashed, silenced, sealed, and its numbers nowhere in the clear."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import local

import numpy as np
import pytest

from inspection.errors import SettingsError
from inspection.ledger import Ending
from pipelines import bench as benches
from pipelines.bench import Bench, open_bench
from pipelines.decoding import stream
from pipelines.hearing import Ears
from pipelines.judging import NightOfRun, Worked, work_on
from pipelines.keeping import open_keeper
from pipelines.keeping_settings import KeepingSettings
from pipelines.keys import ORIGINALS_KEY, find_keys
from pipelines.night_settings import NightSettings
from pipelines.shard_steps import store_shard
from records import media
from records.access import Access
from records.database import reading
from records.key_ring import read_keys
from records.number_index import search
from records.originals import read_recordings, read_turns
from records.retention import sweep
from records.workspace import Workspace
from tests.models.fakes_hearing import FakeSpeechToText, LoudnessVoiceActivity, PitchSeparator
from tests.pipelines.kept_words import haystack
from tests.pipelines.made_recordings import bursts, wav16
from tests.pipelines.small_night import small_rules

NIGHT = date(2026, 9, 1)
AT = datetime(2026, 9, 1, 20, 0, tzinfo=UTC)
CALLED, SAID, CUSTOMER, ORDER = "13700137000", "13900139000", "13600136000", "88271934"
NUMBERS = (CALLED, SAID, CUSTOMER, ORDER)
AGENT_LINES = ("您好请报一下您的手机号", "好的订单号呢", "好的感谢您的来电再见")
CUSTOMER_LINES = (f"我的手机号是{SAID}谢谢您", f"订单号是{ORDER}麻烦您了")
PHONE_SAID_S = (6 + 4 * 6 / 20, 6 + 4 * 17 / 20)  # characters 6-17 of 20, spread over the four seconds from 6 to 10
EARS = Ears(FakeSpeechToText({400: AGENT_LINES, 800: CUSTOMER_LINES}), LoudnessVoiceActivity(), PitchSeparator())
LI = Access(who="Li Lei", account="ops", reason="appeal 12", at=AT)
KEY = base64.b64encode(bytes(range(32))).decode()


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    """One outbound call of 25 seconds, agent left, customer right."""
    folder = tmp_path / "drop"
    (folder / "recordings").mkdir(parents=True)
    agent = bursts(25.0, [(1, 5), (11, 13), (19, 23)], 16_000, 400)
    customer = bursts(25.0, [(6, 10), (14, 18)], 16_000, 800)
    (folder / "recordings" / "c1.wav").write_bytes(wav16(np.stack([agent, customer]), 16_000))
    (folder / "calls.csv").write_text(
        "interaction_id,agent_id,direction,ani,dnis,customer_id,order_id,started_at,language,recording,agent_channel,手机\n"
        f"C1,a1,outbound,4000000001,{CALLED},{CUSTOMER},,2026-09-01T09:00:00+08:00,zh,recordings/c1.wav,left,{SAID}\n",
        encoding="utf-8",
    )
    (folder / "source.toml").write_text('name = "small"\nsettle_s = 0\n', encoding="utf-8")
    return folder


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.open(tmp_path / "workspace")
    yield opened
    opened.close()


def the_bench(drop: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, **keeping: object) -> Bench:
    monkeypatch.setattr(benches, "open_ears", lambda *_, **__: EARS)
    monkeypatch.setattr(benches, "_of_thread", local())
    settings = NightSettings(
        drop=drop,
        workspace=workspace.path,
        business_date=NIGHT,
        rules=drop.parent / "rules" if (drop.parent / "rules").is_dir() else small_rules(drop.parent / "rules"),
        keeping=KeepingSettings(**keeping),  # type: ignore[arg-type]
    )
    return open_bench(settings)


def worked(bench: Bench) -> list[Worked]:
    discovery = bench.source.discover(datetime.now(UTC))
    night = NightOfRun(run_id="r", business_date=NIGHT, started_at=AT, roster=discovery.roster)
    done = [work_on(arrival, bench, night) for arrival in discovery.arrivals]
    assert [one.entry.ending for one in done] == [Ending.SCORED], [one.entry.reason for one in done]
    return done


def found(workspace: Workspace, kind: str, number: str) -> dict[str, tuple[str, ...]]:
    keys = find_keys(KeepingSettings(), workspace.path)
    return {o.interaction_id: o.fields for o in search(workspace.engine, keys, kind, number, LI).interactions}


def test_after_a_night_with_defaults_no_number_is_in_any_file(
    drop: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_shard(workspace.engine, worked(the_bench(drop, workspace, monkeypatch)))
    everything = haystack(workspace.path)
    assert "<手机号>".encode() in everything
    assert [n for n in NUMBERS if n.encode() in everything] == []
    assert b"*******7000" in everything, "the number an outbound call dials is the customer's"
    assert b"*******6000" in everything, "a customer id that is a phone number"
    with reading(workspace.engine) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM originals").scalar_one() == 0
    assert list(workspace.originals.iterdir()) == []


def test_the_haystack_would_show_a_number_that_stays(
    drop: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = worked(the_bench(drop, workspace, monkeypatch))
    judged = done[0].judged
    assert judged is not None
    turns = (replace(judged.facts.interaction.turns[0], text=f"电话{SAID}"), *judged.facts.interaction.turns[1:])
    leaky = replace(judged.facts, interaction=replace(judged.facts.interaction, turns=turns))
    store_shard(workspace.engine, [replace(done[0], judged=replace(judged, facts=leaky))])
    assert SAID.encode() in haystack(workspace.path)


def test_where_the_number_was_said_the_kept_recording_is_silent(
    drop: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_shard(workspace.engine, worked(the_bench(drop, workspace, monkeypatch)))
    with reading(workspace.engine) as connection:
        kept = media.find(connection, "small", "C1")
    assert kept is not None
    sound = np.concatenate(list(stream(workspace.media / kept.path)), axis=1)

    def rms(channel: int, start_s: float, end_s: float) -> float:
        return float(np.sqrt((sound[channel, round(start_s * 16_000) : round(end_s * 16_000)] ** 2).mean()))

    assert rms(1, *PHONE_SAID_S) < 0.0005
    assert rms(1, 6.1, 6.8) > 0.05, "我的手 stays"
    assert rms(1, 9.8, 9.95) > 0.05, "您 stays"
    assert rms(0, 1.5, 4.5) > 0.05, "the agent's question stays"
    assert len(kept.masked) == 2
    assert kept.masked[0].start_s <= PHONE_SAID_S[0] - 0.2
    assert kept.masked[0].end_s >= PHONE_SAID_S[1] + 0.2


def test_the_call_is_found_by_each_of_its_numbers_however_written(
    drop: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_shard(workspace.engine, worked(the_bench(drop, workspace, monkeypatch)))
    assert found(workspace, "phone", "+86 139 0013 9000") == {"C1": ("metadata", "said_phone")}
    assert found(workspace, "phone", CALLED) == {"C1": ("dnis",)}
    assert found(workspace, "customer", CUSTOMER) == {"C1": ("customer_id",)}
    assert found(workspace, "order", "８８２７-１９３４") == {"C1": ("said_order_no",)}
    assert found(workspace, "phone", "13900139001") == {}


def test_a_kill_between_file_and_row_is_made_good_by_the_next_run(
    drop: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = the_bench(drop, workspace, monkeypatch)
    worked(bench)  # killed before the row is stored
    written, levels = sorted(
        (p for p in workspace.media.rglob("*") if p.is_file()), key=lambda p: p.suffix == ".levels"
    )
    assert levels.suffix == ".levels"  # the loudness drawn beside it: one file more a recording
    before = (written.stat().st_mtime_ns, written.read_bytes())
    store_shard(workspace.engine, worked(bench))
    assert (written.stat().st_mtime_ns, written.read_bytes()) == before
    assert sweep(workspace) == 0
    with reading(workspace.engine) as connection:
        assert [workspace.media / path for path in media.paths(connection)] == [written]


def test_keeping_none_stores_no_sound_and_a_correction_takes_the_former_away(
    drop: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_shard(workspace.engine, worked(the_bench(drop, workspace, monkeypatch)))
    store_shard(workspace.engine, worked(the_bench(drop, workspace, monkeypatch, media_keep="none")))
    assert sweep(workspace) == 2  # the recording and its levels
    assert [p for p in workspace.media.rglob("*") if p.is_file()] == []
    assert found(workspace, "phone", SAID) == {"C1": ("metadata", "said_phone")}


def test_originals_are_kept_when_asked_for_sealed_and_come_back_as_they_were(
    drop: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ORIGINALS_KEY, KEY)
    bench = the_bench(drop, workspace, monkeypatch, originals_keep="encrypted", originals_recordings=True)
    store_shard(workspace.engine, worked(bench))
    assert [n for n in NUMBERS if n.encode() in haystack(workspace.path)] == []

    of, readers = ("small", "C1"), ("Li Lei",)
    turns = read_turns(workspace.engine, lambda: read_keys(KEY, "x"), of, LI, readers)
    assert [t.text for t in turns][1] == CUSTOMER_LINES[0]
    assert [t.sender for t in turns] == ["agent", "customer", "agent", "customer", "agent"]
    (file,) = read_recordings(
        workspace.engine, lambda: read_keys(KEY, "x"), of, LI, readers,
        folder=workspace.originals, into=workspace.path.parent / "out",
    )  # fmt: skip
    assert file.read_bytes() == (drop / "recordings" / "c1.wav").read_bytes()
    assert sweep(workspace) == 0


def test_a_call_whose_words_were_delivered_keeps_no_recording(
    drop: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = the_bench(drop, workspace, monkeypatch)
    (arrival,) = bench.source.discover(datetime.now(UTC)).arrivals
    kept = bench.keeper.keep(arrival.interaction, [], [drop / "recordings" / "c1.wav"], heard=None)
    assert kept.recording is None


@pytest.mark.parametrize("where", ["nowhere", "in the workspace", "no key"])
def test_without_a_usable_key_nothing_is_opened(
    where: str, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(ORIGINALS_KEY, raising=False)
    words = {
        "nowhere": "no key is named",
        "in the workspace": "in the workspace it protects",
        "no key": "cannot be read",
    }
    file = {"nowhere": None, "in the workspace": workspace.path / "k", "no key": tmp_path / "none"}[where]
    (workspace.path / "k").write_text(KEY, encoding="ascii")
    settings = KeepingSettings(originals_keep="encrypted", originals_key_file=file)
    with pytest.raises(SettingsError, match=words[where]) as refused:
        open_keeper(settings, workspace.path)
    assert "\n" not in str(refused.value)


def test_the_search_key_is_made_once_for_its_owner_alone(workspace: Workspace) -> None:
    with pytest.raises(SettingsError, match="no number was indexed here yet"):
        find_keys(KeepingSettings(), workspace.path)
    first = open_keeper(KeepingSettings(), workspace.path)
    assert open_keeper(KeepingSettings(), workspace.path).hashing == first.hashing
    assert (workspace.path / "find.key").stat().st_mode & 0o077 == 0
