"""Interactions are found by a number through its keyed hash, on both databases, and never unseen."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from inspection.errors import AccessRefused, SettingsError
from inspection.number_index import NumberMark, number_hash
from records import audit
from records.access import Access
from records.audit import AuditEntry
from records.database import reading, writing
from records.kept import Kept
from records.key_ring import Key, KeyRing
from records.number_index import Found, search
from records.shard import save_shard
from records.tables import audit_trail
from tests.records import judged_samples as sample

KEY, OLDER = Key(bytes(range(32))), Key(bytes(32))
KEYS = KeyRing((KEY,))
PHONE = "13900139000"
LI = Access(who="Li Lei", account="ops", reason="deletion request 17", at=sample.NOON)


def store(engine: Engine, interaction_id: str, *marks: tuple[str, str], key: Key = KEY, days: int = 0) -> None:
    numbers = tuple(NumberMark(field, number_hash(key.secret, number)) for field, number in marks)
    judged = sample.judged(interaction_id)
    judged = replace(
        judged, business_date=sample.NIGHT + timedelta(days=days), kept=Kept(numbers=numbers, key_id=key.key_id)
    )
    with writing(engine) as connection:
        save_shard(connection, [judged])


def found(engine: Engine, kind: str = "phone", number: str = PHONE, keys: KeyRing = KEYS) -> dict[str, tuple[str, ...]]:
    return {one.interaction_id: one.fields for one in search(engine, keys, kind, number, LI).interactions}


def trail(engine: Engine) -> list[AuditEntry]:
    with reading(engine) as connection:
        subjects = connection.execute(sa.select(audit_trail.c.subject).distinct()).scalars().all()
        return [entry for subject in subjects for entry in audit.of(connection, subject)]


def test_an_interaction_is_found_by_every_way_to_write_the_number(engine: Engine) -> None:
    store(engine, "call-1", ("ani", PHONE), ("said_phone", PHONE))
    store(engine, "call-2", ("ani", "13700137000"))
    for written in (PHONE, "+86 139 0013 9000", "１３９００１３９０００"):
        assert found(engine, number=written) == {"call-1": ("ani", "said_phone")}
    assert found(engine, number="13900139001") == {}


def test_what_was_found_says_when_where_and_who_and_comes_oldest_first(engine: Engine) -> None:
    store(engine, "call-2", ("said_phone", PHONE), days=1)
    store(engine, "call-1", ("ani", PHONE))
    both = search(engine, KEYS, "phone", PHONE, LI).interactions
    assert [(one.interaction_id, one.business_date, one.channel, one.agent_id) for one in both] == [
        ("call-1", sample.NIGHT, "phone", "a7"),
        ("call-2", sample.NIGHT + timedelta(days=1), "phone", "a7"),
    ]


def test_a_number_is_looked_for_where_its_kind_stands(engine: Engine) -> None:
    store(engine, "call-1", ("order_id", "12345"), ("customer_id", "777"))
    store(engine, "call-2", ("said_order_no", "12345"), ("ticket_id", "777"))
    assert found(engine, "order", "12345") == {"call-1": ("order_id",), "call-2": ("said_order_no",)}
    assert found(engine, "customer", "777") == {"call-1": ("customer_id",)}
    assert found(engine, "ticket", "777") == {"call-2": ("ticket_id",)}


def test_a_correction_replaces_the_numbers_of_its_interaction_alone(engine: Engine) -> None:
    store(engine, "call-1", ("ani", PHONE))
    store(engine, "call-2", ("ani", PHONE))
    store(engine, "call-1", ("ani", "13700137000"))
    store(engine, "call-1", ("ani", "13700137000"))
    assert found(engine) == {"call-2": ("ani",)}
    assert found(engine, number="13700137000") == {"call-1": ("ani",)}


def test_a_new_key_writes_and_the_older_one_still_finds(engine: Engine) -> None:
    store(engine, "call-1", ("ani", PHONE), key=OLDER)
    store(engine, "call-2", ("ani", PHONE), key=KEY)
    assert set(found(engine, keys=KeyRing((KEY, OLDER)))) == {"call-1", "call-2"}
    assert search(engine, KeyRing((KEY, OLDER)), "phone", PHONE, LI).out_of_reach == 0
    alone = search(engine, KEYS, "phone", PHONE, LI)
    assert [one.interaction_id for one in alone.interactions] == ["call-2"]
    assert alone.out_of_reach == 1
    assert search(engine, KeyRing((Key(bytes([255] * 32)),)), "phone", PHONE, LI).out_of_reach == 2


def test_every_search_is_in_the_trail_with_its_result_and_without_the_number(engine: Engine) -> None:
    store(engine, "call-1", ("ani", PHONE))
    search(engine, KEYS, "phone", "+86 139-0013-9000", LI)
    (entry,) = trail(engine)
    assert (entry.who, entry.action, entry.reason) == ("Li Lei", "find_by_number", "deletion request 17")
    assert entry.subject == f"number:{number_hash(KEY.secret, PHONE)}"
    assert entry.after == {
        "kind": "phone", "number": "*******9000", "found": 1, "interactions": [["drop", "call-1"]], "account": "ops",
    }  # fmt: skip
    assert PHONE not in json.dumps([entry.subject, dict(entry.after)])


@pytest.mark.parametrize(
    ("asking", "people", "words"),
    [
        (replace(LI, reason="  "), None, "no reason is given"),
        (replace(LI, who=""), None, "nobody is named"),
        (LI, ("privacy officer",), "'Li Lei' is not among the people"),
    ],
)
def test_a_refused_search_shows_nothing_and_is_in_the_trail(
    engine: Engine, asking: Access, people: tuple[str, ...] | None, words: str
) -> None:
    store(engine, "call-1", ("ani", PHONE))
    with pytest.raises(AccessRefused, match=words):
        search(engine, KEYS, "phone", PHONE, asking, people)
    (entry,) = trail(engine)
    assert entry.action == "find_by_number_refused"
    assert words in entry.after["refused"]
    assert "found" not in entry.after


def test_who_is_listed_may_search(engine: Engine) -> None:
    store(engine, "call-1", ("ani", PHONE))
    assert len(search(engine, KEYS, "phone", PHONE, LI, ("Li Lei",)).interactions) == 1


def test_a_search_that_cannot_be_recorded_shows_nothing(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    store(engine, "call-1", ("ani", PHONE))

    def broken(*_: object, **__: object) -> None:
        raise OSError("no room in the trail")

    monkeypatch.setattr(audit, "note", broken)
    seen: list[Found] = []
    with pytest.raises(OSError, match="no room"):
        seen.append(search(engine, KEYS, "phone", PHONE, LI))
    assert seen == []


def test_a_number_without_digits_is_a_mistake(engine: Engine) -> None:
    with pytest.raises(SettingsError, match="no letter or digit"):
        search(engine, KEYS, "phone", " -- ", LI)
