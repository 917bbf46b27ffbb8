"""`mingjian find`, `originals` and `database purge` as they are typed: what they show, refuse and leave behind."""

import base64
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from inspection.errors import AccessRefused, RecordsError, SettingsError
from inspection.interaction import Role, Turn
from inspection.number_index import NumberMark, number_hash
from pipelines.keeping_settings import KeepingSettings
from records.database import reading, writing
from records.kept import Kept
from records.key_ring import Key, own_key, read_key_file
from records.originals import seal_recording, seal_turns
from records.shard import save_shard
from records.tables import audit_trail
from records.workspace import Workspace
from tests.cli.running import error_of, mingjian
from tests.records import judged_samples as sample

PHONE = "13900139000"
SECRET = bytes(range(32))
DAY = datetime.now(UTC).date() - timedelta(days=10)
CALL = ("drop", "call-1")
ASKING = ("--as", "Li Lei", "--reason", "appeal 12")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a workspace that kept one call, and the settings and key of its centre beside it."""
    monkeypatch.chdir(tmp_path)
    for name in (*KeepingSettings.model_fields, "originals_key", "find_key", "settings"):
        monkeypatch.delenv(f"MINGJIAN_{name.upper()}", raising=False)
    (tmp_path / "originals.key").write_text(base64.b64encode(SECRET).decode(), encoding="ascii")
    (tmp_path / "mingjian.toml").write_text(
        '[originals]\nkeep = "encrypted"\nkey_file = "originals.key"\nreaders = ["Li Lei"]\n', encoding="utf-8"
    )
    (tmp_path / "c.wav").write_bytes(b"RIFF sound")
    workspace = Workspace.open(tmp_path / "workspace")
    hashing = own_key(workspace.path / "find.key").newest
    turns = (Turn(index=0, sender=Role.CUSTOMER, text=f"我的电话{PHONE}", start_s=1.0, end_s=3.25),)
    kept = Kept(
        numbers=(NumberMark("said_phone", number_hash(hashing.secret, PHONE)),),
        key_id=hashing.key_id,
        originals=(
            seal_turns(turns, Key(SECRET), CALL),
            seal_recording(tmp_path / "c.wav", 0, Key(SECRET), CALL, workspace.originals),
        ),
    )
    with writing(workspace.engine) as connection:
        save_shard(connection, [replace(sample.judged("call-1"), business_date=DAY, kept=kept)])
    workspace.close()
    return tmp_path


def trail(place: Path) -> Sequence[tuple[str, str]]:
    workspace = Workspace.open(place / "workspace")
    with reading(workspace.engine) as connection:
        rows = connection.execute(sa.select(audit_trail.c.who, audit_trail.c.action).order_by(audit_trail.c.number))
        found = [(row.who, row.action) for row in rows]
    workspace.close()
    return found


def find(*arguments: str) -> tuple[str, ...]:
    return ("find", "--workspace", "workspace", *arguments)


def show(*arguments: str) -> tuple[str, ...]:
    return ("originals", "show", *CALL, "--workspace", "workspace", *arguments)


def test_a_number_is_found_however_it_is_written(place: Path) -> None:
    result = mingjian(*find("--phone", "+86 139-0013-9000", "--json", *ASKING))
    assert result.exit_code == 0, result.output
    (line,) = map(json.loads, result.stdout.splitlines())
    assert line == {
        "source": "drop", "interaction_id": "call-1", "business_date": DAY.isoformat(), "channel": "phone",
        "agent_id": "a7", "fields": ["said_phone"],
    }  # fmt: skip
    assert PHONE not in result.output
    assert "call-1" in mingjian(*find("--phone", PHONE, *ASKING)).stdout
    assert "no interaction holds" in mingjian(*find("--order", "1234567", *ASKING)).stdout
    assert trail(place) == [("Li Lei", "find_by_number")] * 3


def test_a_search_without_a_reason_or_name_is_refused_and_recorded(place: Path) -> None:
    assert isinstance(error_of(*find("--phone", PHONE, "--as", "Li Lei")), AccessRefused)
    assert isinstance(error_of(*find("--phone", PHONE, "--reason", "x")), AccessRefused)
    assert [action for _, action in trail(place)] == ["find_by_number_refused"] * 2


def test_one_number_at_a_time(place: Path) -> None:
    assert mingjian(*find(*ASKING)).exit_code == 2
    assert mingjian(*find("--phone", PHONE, "--order", "1", *ASKING)).exit_code == 2
    assert trail(place) == []


def test_the_list_of_people_closes_the_search(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGJIAN_FIND_PEOPLE", "王主管, privacy officer")
    assert "is not among the people" in str(error_of(*find("--phone", PHONE, *ASKING)))
    assert mingjian(*find("--phone", PHONE, "--as", "王主管", "--reason", "x")).exit_code == 0


def test_a_search_under_another_key_says_what_it_cannot_reach(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGJIAN_FIND_KEY", base64.b64encode(bytes(32)).decode())
    result = mingjian(*find("--phone", PHONE, *ASKING))
    assert "no interaction holds" in result.stdout
    assert "1 interactions were indexed under a key that is not here" in result.stderr


def test_a_workspace_without_its_search_key_is_one_line(place: Path) -> None:
    (place / "workspace" / "find.key").unlink()
    assert "no number was indexed here yet, or the key is gone" in str(error_of(*find("--phone", PHONE, *ASKING)))
    assert not (place / "workspace" / "find.key").exists()


def test_the_original_is_shown_to_who_may_see_it(place: Path) -> None:
    assert mingjian(*show(*ASKING)).stdout == f"0 customer 1.0-3.2 s: 我的电话{PHONE}\n"
    (line,) = map(json.loads, mingjian(*show("--json", *ASKING)).stdout.splitlines())
    assert line["text"] == f"我的电话{PHONE}"
    written = mingjian(*show("--recordings", "out", *ASKING))
    assert written.stdout == "out/recording-0.wav\n"
    assert (place / "out" / "recording-0.wav").read_bytes() == b"RIFF sound"
    assert trail(place) == [("Li Lei", "read_original")] * 3


@pytest.mark.parametrize(
    ("asking", "words"),
    [
        (("--as", "Li Lei"), "no reason is given; say why, for the audit trail: --reason TEXT"),
        (("--reason", "x"), "nobody is named who wants to see it; say who you are: --as NAME"),
        (("--as", "Han Mei", "--reason", "x"), "'Han Mei' is not among the people and roles who may see it"),
    ],
)
def test_who_may_not_is_told_in_one_line_and_recorded(place: Path, asking: tuple[str, ...], words: str) -> None:
    result = mingjian(*show(*asking))
    assert PHONE not in result.output
    assert words in str(result.exception)
    assert [action for _, action in trail(place)] == ["read_original_refused"]


def test_a_missing_or_wrong_key_is_one_line_and_the_attempt_is_recorded(place: Path) -> None:
    (place / "originals.key").write_text(base64.b64encode(bytes(32)).decode(), encoding="ascii")
    wrong = error_of(*show(*ASKING))
    assert (type(wrong), wrong.code) == (RecordsError, "key_missing")
    (place / "originals.key").unlink()
    missing = error_of(*show(*ASKING))
    assert isinstance(missing, SettingsError)
    assert "\n" not in str(missing)
    assert trail(place) == [("Li Lei", "read_original")] * 2


def test_a_new_key_seals_and_the_old_one_still_opens(place: Path) -> None:
    told = mingjian("originals", "new-key", "originals.key").stdout
    assert "1 older stay readable" in told
    assert read_key_file(place / "originals.key").keys[1] == Key(SECRET)
    assert PHONE in mingjian(*show(*ASKING)).stdout


def test_the_doctor_looks_for_the_key(place: Path) -> None:
    assert Key(SECRET).key_id in mingjian("doctor", "--workspace", "workspace").stdout
    (place / "originals.key").unlink()
    result = mingjian("doctor", "--workspace", "workspace")
    assert result.exit_code == 1
    assert "cannot be read" in " ".join(result.stdout.split())


def test_a_purge_deletes_by_age_and_says_how_much(place: Path) -> None:
    purge = ("database", "purge", "--workspace", "workspace", "--media-days", "36500", "--originals-days")
    assert mingjian(*purge, "12").stdout == "0 recordings, 0 originals and 0 attachments deleted, 0 files\n"
    (place / "workspace" / "media" / "loose.ogg").write_bytes(b"x")
    assert mingjian(*purge, "5").stdout == "0 recordings, 2 originals and 0 attachments deleted, 2 files\n"
    assert "no original is kept" in str(error_of(*show(*ASKING)))
    assert [action for _, action in trail(place)] == ["purge", "purge", "read_original"]


def test_the_settings_say_how_long(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGJIAN_ORIGINALS_KEEP_DAYS", "5")
    assert mingjian("database", "purge", "--workspace", "workspace").stdout.startswith("0 recordings, 2 originals")
