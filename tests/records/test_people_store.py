"""People are registered once, changed with a trail, and found by name."""

from dataclasses import replace

import pytest
from sqlalchemy.engine import Engine

from inspection.errors import AccessRefused
from inspection.people import Person, PersonRole
from records import audit, people
from records.database import reading, writing
from tests.records.review_site import MORNING

WANG = Person(who="王", roles=(PersonRole.REVIEWER, PersonRole.TRAINER), team="QA", channels=("phone",), per_day=15,
              languages=("zh", "en"), queues=("售后",), agent_id="a9")  # fmt: skip


def save(engine: Engine, *many: Person) -> int:
    with writing(engine) as connection:
        return people.save(connection, many, who="setup", at=MORNING, reason="花名册")


def test_a_person_comes_back_as_given(engine: Engine) -> None:
    assert save(engine, WANG) == 1
    with reading(engine) as connection:
        assert people.find(connection, "王") == WANG
        assert people.everybody(connection) == [WANG]


def test_only_changes_are_written_and_audited(engine: Engine) -> None:
    save(engine, WANG)
    assert save(engine, WANG) == 0
    assert save(engine, replace(WANG, per_day=30)) == 1
    with reading(engine) as connection:
        first, second = audit.of(connection, "person:王")
    assert (first.before, second.before["per_day"], second.after["per_day"]) == ({}, 15, 30)


def test_who_left_is_kept_but_not_listed(engine: Engine) -> None:
    save(engine, replace(WANG, active=False))
    with reading(engine) as connection:
        assert people.everybody(connection) == []
        assert [p.who for p in people.everybody(connection, inactive=True)] == ["王"]


def test_a_name_nobody_registered_is_refused(engine: Engine) -> None:
    with reading(engine) as connection, pytest.raises(AccessRefused, match="nobody is registered as 'x'") as refused:
        people.find(connection, "x")
    assert refused.value.code == "unknown_person"
