from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.engine import Engine

from inspection.access.api_token import ApiScope, wanted_token
from inspection.errors import AccessRefused
from inspection.people import Person, PersonRole
from records import accounts, api_tokens, audit, people
from records.database import reading, writing

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
WANTED = wanted_token("CRM", ["flags:read", "appeals:write"], 30)
OTHER = Person(who="Han", roles=(PersonRole.TRAINER,))
LEAD = Person(who="Li", roles=(PersonRole.TEAM_LEAD,), team="一组")


@pytest.fixture
def centre(engine: Engine) -> Engine:
    with writing(engine) as connection:
        people.save(connection, [LEAD], who="Zhao", at=NOON, reason="test")
        accounts.add(connection, "li", "Li", by="Zhao", at=NOON)
        api_tokens.add(connection, "hash-1", "li", WANTED, by="Zhao", at=NOON)
    return engine


def bearer(engine: Engine, at: datetime = NOON, token_hash: str = "hash-1") -> api_tokens.Bearer | None:
    with reading(engine) as connection:
        return api_tokens.find_bearer(connection, token_hash, at=at)


def test_a_token_speaks_for_its_person_until_it_ends(centre: Engine) -> None:
    found = bearer(centre)
    assert found is not None
    assert found.person == LEAD
    assert found.token.scopes == {ApiScope.FLAGS_READ, ApiScope.APPEALS_WRITE}
    assert found.token.ends_at == NOON + timedelta(days=30)
    assert bearer(centre, NOON + timedelta(days=30, seconds=-1)) is not None
    assert bearer(centre, NOON + timedelta(days=30)) is None
    assert bearer(centre, token_hash="hash-2") is None


def test_who_left_or_is_switched_off_has_no_token_any_more(centre: Engine) -> None:
    with writing(centre) as connection:
        accounts.set_disabled(connection, "li", disabled=True, by="Zhao", at=NOON, reason="x")
    assert bearer(centre) is None
    with writing(centre) as connection:
        accounts.set_disabled(connection, "li", disabled=False, by="Zhao", at=NOON, reason="x")
    assert bearer(centre) is not None


def test_a_revoked_token_opens_nothing_and_both_steps_are_in_the_trail(centre: Engine) -> None:
    with writing(centre) as connection:
        (token,) = api_tokens.of(connection, "li")
        assert api_tokens.revoke(connection, token.token_id, by="Li", at=NOON, login="li") is True
        assert api_tokens.revoke(connection, token.token_id, by="Li", at=NOON) is False
        trail = [(e.who, e.action) for e in audit.of(connection, "account:li")]
    assert bearer(centre) is None
    assert trail[-2:] == [("Zhao", "api_token_made"), ("Li", "api_token_revoked")]


def test_nobody_revokes_the_token_of_another_account(centre: Engine) -> None:
    with writing(centre) as connection:
        (token,) = api_tokens.of(connection)
        with pytest.raises(AccessRefused, match="there is no token"):
            api_tokens.revoke(connection, token.token_id, by="Wang", at=NOON, login="wang")
    assert bearer(centre) is not None


def test_a_token_for_nobody_is_refused(centre: Engine) -> None:
    with writing(centre) as connection, pytest.raises(AccessRefused, match="no account"):
        api_tokens.add(connection, "hash-3", "nobody", WANTED, by="Zhao", at=NOON)


def test_use_is_noted(centre: Engine) -> None:
    with writing(centre) as connection:
        (token,) = api_tokens.of(connection, "li")
        assert token.used_at is None
        api_tokens.note_use(connection, token.token_id, at=NOON)
        assert api_tokens.of(connection, "li")[0].used_at == NOON


def test_all_living_tokens_of_one_account_end_together(centre: Engine) -> None:
    with writing(centre) as connection:
        people.save(connection, [OTHER], who="Zhao", at=NOON, reason="test")
        accounts.add(connection, "han", "Han", by="Zhao", at=NOON)
        api_tokens.add(connection, "hash-2", "li", WANTED, by="Zhao", at=NOON)
        api_tokens.add(connection, "hash-3", "han", WANTED, by="Zhao", at=NOON)
        assert api_tokens.revoke_all(connection, "li", by="Zhao", at=NOON) == 2
        assert api_tokens.revoke_all(connection, "li", by="Zhao", at=NOON) == 0
        trail = [(e.who, e.action) for e in audit.of(connection, "account:li")]
    assert trail[-2:] == [("Zhao", "api_token_revoked")] * 2
    assert [bearer(centre, token_hash=f"hash-{n}") is None for n in (1, 2, 3)] == [True, True, False]
