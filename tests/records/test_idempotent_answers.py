from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.engine import Connection, Engine

from inspection.errors import RecordsError
from inspection.people import Person, PersonRole
from records import accounts, people
from records.database import writing
from records.idempotent_answers import Answer, claim, keep

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


@pytest.fixture
def site(engine: Engine) -> Engine:
    with writing(engine) as connection:
        for login in ("li", "wang"):
            people.save(connection, [Person(who=login, roles=(PersonRole.AGENT,))], who="x", at=NOON, reason="test")
            accounts.add(connection, login, login, by="x", at=NOON)
    return engine


def ask(connection: Connection, login: str = "li", request: str = "r1", at: datetime = NOON) -> Answer | None:
    return claim(connection, login, "key-1", request, at=at)


def test_the_same_key_and_request_get_the_first_answer(site: Engine) -> None:
    with writing(site) as connection:
        assert ask(connection) is None
        keep(connection, "li", "key-1", Answer(201, '{"id":1}'))
    with writing(site) as connection:
        assert ask(connection) == Answer(201, '{"id":1}')
        assert ask(connection, login="wang") is None


def test_another_request_under_the_same_key_is_refused(site: Engine) -> None:
    with writing(site) as connection:
        ask(connection)
        keep(connection, "li", "key-1", Answer(200, "{}"))
        with pytest.raises(RecordsError, match="another request") as refused:
            ask(connection, request="r2")
    assert refused.value.code == "key_reused"


def test_a_request_that_was_rolled_back_was_never_made(site: Engine) -> None:
    def broken() -> None:
        with writing(site) as connection:
            ask(connection)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    with writing(site) as connection:
        assert ask(connection) is None


def test_a_key_is_forgotten_after_a_day(site: Engine) -> None:
    with writing(site) as connection:
        ask(connection)
        keep(connection, "li", "key-1", Answer(200, "{}"))
        assert ask(connection, at=NOON + timedelta(hours=24)) == Answer(200, "{}")
        assert ask(connection, request="r2", at=NOON + timedelta(hours=24, seconds=1)) is None
