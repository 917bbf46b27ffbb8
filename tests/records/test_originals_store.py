"""An original is sealed in the database and on the disk; nobody reads one without a name, a reason and a trace."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from inspection.errors import AccessRefused, RecordsError, SettingsError
from inspection.interaction import Role, Turn
from records import audit, originals
from records.access import NOBODY_NAMED, Access
from records.audit import AuditEntry
from records.database import reading, writing
from records.keeping_tables import originals as table
from records.kept import Kept
from records.key_ring import Key, KeyRing
from records.originals import OriginalTurn, SealedOriginal, read_recordings, read_turns, seal_recording, seal_turns
from records.shard import save_shard
from tests.records import judged_samples as sample

HOUSE = Path(__file__).parents[2]
KEY, NEWER = Key(bytes(range(32))), Key(bytes(32))
CALL = ("drop", "call-1")
TURNS = (
    Turn(index=0, sender=Role.AGENT, text="请报一下手机号", start_s=0.5, end_s=2.0),
    Turn(index=1, sender=Role.CUSTOMER, text="13900139000"),
)
PLAIN = (
    OriginalTurn(0, "agent", "请报一下手机号", 0.5, 2.0),
    OriginalTurn(1, "customer", "13900139000", None, None),
)
LI = Access(who="Li Lei", account="ops", reason="appeal 12", at=sample.NOON)
READERS = ("Li Lei", "privacy officer")


def ring(*keys: Key) -> KeyRing:
    return KeyRing(keys or (KEY,))


def store(engine: Engine, *kept: SealedOriginal, of: tuple[str, str] = CALL, days: int = 0) -> None:
    day = sample.NIGHT + timedelta(days=days)
    judged = replace(sample.judged(of[1]), business_date=day, kept=Kept(originals=kept))
    with writing(engine) as connection:
        save_shard(connection, [judged])


def trail(engine: Engine, of: tuple[str, str] = CALL) -> Sequence[AuditEntry]:
    with reading(engine) as connection:
        return audit.of(connection, f"interaction:{of[0]}/{of[1]}")


def test_the_turns_come_back_and_the_trail_says_who_and_why(engine: Engine) -> None:
    store(engine, seal_turns(TURNS, KEY, CALL))
    assert read_turns(engine, ring, CALL, LI, READERS) == PLAIN
    (entry,) = trail(engine)
    assert (entry.who, entry.action, entry.reason) == ("Li Lei", "read_original", "appeal 12")
    assert entry.after == {"kind": "turns", "account": "ops"}
    assert entry.at == sample.NOON


def test_nothing_of_it_can_be_read_in_the_database(engine: Engine) -> None:
    store(engine, seal_turns(TURNS, KEY, CALL))
    with reading(engine) as connection:
        (row,) = connection.execute(sa.select(table)).mappings()
    assert "13900139000" not in repr(dict(row))
    assert "手机号".encode() not in row["sealed"]
    assert row["key_id"] == KEY.key_id
    assert "13900139000" not in repr(seal_turns(TURNS, KEY, CALL))


def test_the_attempt_is_in_the_trail_before_a_key_is_even_asked_for(engine: Engine) -> None:
    store(engine, seal_turns(TURNS, KEY, CALL))
    seen: list[int] = []

    def keys() -> KeyRing:
        seen.append(len(trail(engine)))
        raise SettingsError("no key", "bring one")

    with pytest.raises(SettingsError):
        read_turns(engine, keys, CALL, LI, READERS)
    assert seen == [1], "committed, for everybody to see"


def test_without_a_trail_nothing_is_shown(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    store(engine, seal_turns(TURNS, KEY, CALL))

    def broken(*_: object, **__: object) -> None:
        raise OSError("no room in the trail")

    def keys() -> KeyRing:
        pytest.fail("a key was asked for")

    monkeypatch.setattr(audit, "note", broken)
    with pytest.raises(OSError, match="no room"):
        read_turns(engine, keys, CALL, LI, READERS)


@pytest.mark.parametrize(
    ("asking", "readers", "words", "who"),
    [
        (replace(LI, reason=""), READERS, "no reason is given", "Li Lei"),
        (replace(LI, reason=" \n"), READERS, "no reason is given", "Li Lei"),
        (replace(LI, who=" "), READERS, "nobody is named", NOBODY_NAMED),
        (replace(LI, who="Han Mei"), READERS, "'Han Mei' is not among", "Han Mei"),
        (LI, (), "'Li Lei' is not among", "Li Lei"),
    ],
)
def test_a_refused_read_shows_nothing_and_is_in_the_trail(
    engine: Engine, asking: Access, readers: tuple[str, ...], words: str, who: str
) -> None:
    store(engine, seal_turns(TURNS, KEY, CALL))

    def keys() -> KeyRing:
        pytest.fail("a key was asked for")

    with pytest.raises(AccessRefused, match=words):
        read_turns(engine, keys, CALL, asking, readers)
    (entry,) = trail(engine)
    assert (entry.who, entry.action) == (who, "read_original_refused")
    assert words in entry.after["refused"]


def test_only_the_reader_of_originals_opens_a_seal() -> None:
    opens = re.compile(r"\bunseal\b|\bAESGCM\b")
    rooms = ("inspection", "models", "records", "pipelines", "console", "cli")
    files = {p.relative_to(HOUSE).as_posix() for room in rooms for p in (HOUSE / room).rglob("*.py")
             if opens.search(p.read_text(encoding="utf-8"))}  # fmt: skip
    assert files == {"records/sealing.py", "records/originals.py"}
    source = (HOUSE / "records" / "originals.py").read_text(encoding="utf-8")
    public = re.findall(r"\ndef ([a-z]\w*)\((?:(?!\ndef ).)*?unseal\(", source, re.DOTALL)
    assert public == ["read_turns", "read_recordings"]
    assert all(
        "_asked_for(engine, of," in re.split(rf"\ndef {name}\(", source)[1].split("unseal(")[0] for name in public
    )


def test_a_wrong_key_and_a_changed_original_are_one_line(engine: Engine) -> None:
    store(engine, seal_turns(TURNS, KEY, CALL))
    with pytest.raises(RecordsError, match="not among the keys") as missing:
        read_turns(engine, lambda: ring(NEWER), CALL, LI, READERS)
    assert missing.value.code == "key_missing"
    with writing(engine) as connection:
        sealed = connection.execute(sa.select(table.c.sealed)).scalar_one()
        connection.execute(sa.update(table).values(sealed=sealed[:-1] + bytes([sealed[-1] ^ 1])))
    with pytest.raises(RecordsError, match="changed, cut, or belongs elsewhere") as damaged:
        read_turns(engine, ring, CALL, LI, READERS)
    assert damaged.value.code == "sealed_damaged"
    assert "\n" not in str(damaged.value)
    assert len(trail(engine)) == 2, "every attempt"


def test_an_original_put_under_another_interaction_does_not_open(engine: Engine) -> None:
    store(engine, seal_turns(TURNS, KEY, CALL))
    other = ("drop", "call-2")
    store(engine, seal_turns(TURNS, KEY, CALL), of=other)
    with pytest.raises(RecordsError) as moved:
        read_turns(engine, ring, other, LI, READERS)
    assert moved.value.code == "sealed_damaged"


def test_after_a_rotation_the_old_ones_are_read_with_the_old_key_below(engine: Engine) -> None:
    store(engine, seal_turns(TURNS, KEY, CALL))
    newer = ("drop", "call-2")
    store(engine, seal_turns(TURNS, NEWER, newer), of=newer)
    for of in (CALL, newer):
        assert read_turns(engine, lambda: ring(NEWER, KEY), of, LI, READERS) == PLAIN


def test_a_correction_replaces_and_a_night_that_keeps_none_takes_it_away(engine: Engine) -> None:
    store(engine, seal_turns(TURNS, KEY, CALL))
    store(engine, seal_turns(TURNS[:1], KEY, CALL))
    assert read_turns(engine, ring, CALL, LI, READERS) == PLAIN[:1]
    store(engine)
    with pytest.raises(RecordsError, match="no original is kept") as gone:
        read_turns(engine, ring, CALL, LI, READERS)
    assert gone.value.code == "no_original"
    assert len(trail(engine)) == 2, "asking for what is not there is recorded as well"


def test_an_id_no_database_can_hold_still_opens_what_it_sealed(engine: Engine) -> None:
    store(engine, seal_turns(TURNS, KEY, ("drop", "call-\ud800")), of=("drop", "call-\ud800"))
    assert read_turns(engine, ring, ("drop", "call-\ufffd"), LI, READERS) == PLAIN


def test_recordings_come_back_byte_for_byte_and_lie_sealed(engine: Engine, tmp_path: Path) -> None:
    came, folder, into = tmp_path / "C-1.WAV", tmp_path / "originals", tmp_path / "out"
    came.write_bytes(b"RIFF" + b"secret sound" * 100_000)
    kept = seal_recording(came, 0, KEY, CALL, folder)
    again = seal_recording(came, 0, KEY, CALL, folder)
    assert kept == again
    (lying,) = [p for p in folder.rglob("*") if p.is_file()]
    assert lying.relative_to(folder).as_posix() == kept.path
    assert b"secret" not in lying.read_bytes()
    store(engine, kept)
    files = read_recordings(engine, ring, CALL, LI, READERS, folder=folder, into=into)
    assert [f.name for f in files] == ["recording-0.wav"]
    assert files[0].read_bytes() == came.read_bytes()
    assert files[0].stat().st_mode & 0o077 == 0
    assert trail(engine)[0].after["kind"] == "recording"


def test_a_recording_cut_on_the_disk_leaves_nothing_behind(engine: Engine, tmp_path: Path) -> None:
    came, folder, into = tmp_path / "c.wav", tmp_path / "originals", tmp_path / "out"
    came.write_bytes(bytes(500_000))
    kept = seal_recording(came, 0, KEY, CALL, folder)
    store(engine, kept)
    assert kept.path is not None
    lying = folder / kept.path
    lying.write_bytes(lying.read_bytes()[:-10])
    with pytest.raises(RecordsError) as cut:
        read_recordings(engine, ring, CALL, LI, READERS, folder=folder, into=into)
    assert cut.value.code == "sealed_damaged"
    assert list(into.iterdir()) == []
    lying.unlink()
    with pytest.raises(RecordsError, match="cannot be read"):
        read_recordings(engine, ring, CALL, LI, READERS, folder=folder, into=into)


def test_only_what_is_old_is_forgotten(engine: Engine) -> None:
    other = ("drop", "call-2")
    store(engine, seal_turns(TURNS, KEY, CALL))
    store(engine, seal_turns(TURNS, KEY, other), of=other, days=1)
    with writing(engine) as connection:
        assert originals.forget_before(connection, sample.NIGHT + timedelta(days=1)) == 1
    assert read_turns(engine, ring, other, LI, READERS) == PLAIN
    with pytest.raises(RecordsError):
        read_turns(engine, ring, CALL, LI, READERS)
