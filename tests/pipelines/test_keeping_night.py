"""A whole night in its own process: what a workspace holds afterwards, and a night that has no key."""

import base64
import json
import os
import subprocess
from pathlib import Path

import pytest

from pipelines.keeping_settings import KeepingSettings
from tests.cli.running import mingjian
from tests.pipelines.kept_words import haystack
from tests.pipelines.small_night import chat, night_command, night_environment, small_rules

pytestmark = pytest.mark.night

SAID, ANI, CARD = "13900139000", "13700137000", "110101199003070118"
ASKING = ("--as", "Li Lei", "--reason", "test")


@pytest.fixture
def drop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three chats, one of a customer whose number is their identity card; no settings of this machine."""
    monkeypatch.chdir(tmp_path)
    for name in (*KeepingSettings.model_fields, "originals_key", "find_key", "settings"):
        monkeypatch.delenv(f"MINGJIAN_{name.upper()}", raising=False)
    small_rules(tmp_path / "rules")
    folder = tmp_path / "drop"
    folder.mkdir()
    known = {"customer_id": CARD, "metadata": {"customer_phone": ANI, "备注": f"回拨{SAID}"}}
    lines = [json.dumps(chat(n, **(known if n == 1 else {})), ensure_ascii=False) for n in range(3)]
    (folder / "chats.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "source.toml").write_text('name = "small"\nsettle_s = 0\n', encoding="utf-8")
    return folder


def night(drop: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = night_command(drop, drop.parent / "workspace", drop.parent / "rules")
    settings = night_environment(PYTHONPATH=str(Path(__file__).parents[2]), **environment)
    settings.pop("PYTHONSAFEPATH")
    return subprocess.run(command, env=settings, capture_output=True, text=True, timeout=900, check=False)


def test_a_night_with_defaults_leaves_no_number_and_finds_by_it(drop: Path) -> None:
    done = night(drop)
    assert done.returncode == 0, done.stderr
    workspace = drop.parent / "workspace"
    everything = haystack(workspace)
    assert "<手机号>".encode() in everything
    assert [n for n in (SAID, ANI, CARD) if n.encode() in everything] == [], "in the files, Prefect's among them"
    assert [n for n in (SAID, ANI, CARD) if n in done.stdout + done.stderr] == []
    found = mingjian("find", "--workspace", workspace, "--phone", f"+86 {SAID}", "--json", *ASKING)
    assert [json.loads(line)["interaction_id"] for line in found.stdout.splitlines()] == [
        "chat-000", "chat-001", "chat-002",
    ]  # fmt: skip
    by_card = mingjian("find", "--workspace", workspace, "--customer", CARD, "--json", *ASKING)
    assert [json.loads(line)["fields"] for line in by_card.stdout.splitlines()] == [["customer_id"]]


def test_a_night_without_its_key_stops_before_it_begins(drop: Path) -> None:
    refused = night(drop, MINGJIAN_ORIGINALS_KEEP="encrypted", MINGJIAN_ORIGINALS_KEY_FILE="nowhere.key")
    assert refused.returncode == 2
    (told,) = [line for line in refused.stderr.splitlines() if line.startswith("error:")]
    assert told.startswith("error: nowhere.key: the key file cannot be read (No such file or directory); restore it")
    exported = drop.parent / "ledger.jsonl"
    mingjian("export", "ledger", "--workspace", drop.parent / "workspace", "--output", exported, "--all")
    assert not exported.exists() or exported.read_text("utf-8") == "", "nothing is expected yet"

    key = base64.b64encode(os.urandom(32)).decode()
    done = night(drop, MINGJIAN_ORIGINALS_KEEP="encrypted", MINGJIAN_ORIGINALS_KEY=key)
    assert done.returncode == 0, done.stderr
    everything = haystack(drop.parent / "workspace")
    assert [n for n in (SAID, ANI, CARD, key) if n.encode() in everything] == []
    assert b"mj-sealed-1" in everything
