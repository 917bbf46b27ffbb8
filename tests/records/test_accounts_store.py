"""Accounts, sessions, one-time links and counted attempts, on both databases."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.engine import Connection, Engine

from inspection.access.lock_out import LockOutPolicy
from inspection.access.session_life import SessionPolicy
from inspection.errors import AccessRefused
from inspection.people import Person, PersonRole
from records import accounts, audit, one_time_links, people, sessions, sign_in_attempts
from records.database import reading, writing
from records.sign_in_attempts import ACCOUNT, ADDRESS
from tests.records.review_site import MORNING

ZHAO = Person(who="Zhao", roles=(PersonRole.ADMINISTRATOR,), site="苏州", vendor="甲")
LI = Person(who="Li Lei", roles=(PersonRole.AGENT,), agent_id="a7")
POLICY = SessionPolicy()
HASH = "$argon2id$an-invented-hash"


def later(**after: float) -> datetime:
    return MORNING + timedelta(**after)


@pytest.fixture
def house(engine: Engine) -> Engine:
    """Two people with accounts, one of them with a password."""
    with writing(engine) as connection:
        people.save(connection, [ZHAO, LI], who="setup", at=MORNING, reason="test")
        assert accounts.add(connection, "zhao", "Zhao", by="setup", at=MORNING)
        assert accounts.add(connection, "li lei", "Li Lei", by="setup", at=MORNING)
        accounts.set_password(connection, "zhao", HASH, by="zhao", at=MORNING)
    return engine


def test_site_and_vendor_of_a_person_come_back(house: Engine) -> None:
    with reading(house) as connection:
        assert people.find(connection, "Zhao") == ZHAO


def test_an_account_is_added_once_and_a_taken_name_is_refused(house: Engine) -> None:
    with writing(house) as connection:
        assert not accounts.add(connection, "zhao", "Zhao", by="setup", at=MORNING)
        with pytest.raises(AccessRefused, match="'zhao' is the account of 'Zhao'") as refused:
            accounts.add(connection, "zhao", "Li Lei", by="setup", at=MORNING)
        assert refused.value.code == "name_taken"
        assert [a.login for a in accounts.everybody(connection)] == ["li lei", "zhao"]


def test_an_account_never_shows_its_hash(house: Engine) -> None:
    with reading(house) as connection:
        zhao = accounts.must_find(connection, "zhao")
        trail = audit.of(connection, "account:zhao")
    assert zhao.password_hash == HASH
    assert HASH not in repr(zhao)
    assert [entry.action for entry in trail] == ["account_added", "password_set"]
    assert HASH not in repr(trail)


def test_only_a_living_account_with_a_password_has_a_hash_to_check(house: Engine) -> None:
    with writing(house) as connection:
        assert accounts.usable_hash(connection, "zhao") == HASH
        assert accounts.usable_hash(connection, "li lei") is None
        assert accounts.usable_hash(connection, "nobody") is None
        accounts.set_disabled(connection, "zhao", disabled=True, by="x", at=MORNING, reason="")
        assert accounts.usable_hash(connection, "zhao") is None
        accounts.set_disabled(connection, "zhao", disabled=False, by="x", at=MORNING, reason="")
        people.save(connection, [replace(ZHAO, active=False)], who="x", at=MORNING, reason="left")
        assert accounts.usable_hash(connection, "zhao") is None


def test_an_administrator_counts_only_while_they_can_sign_in(house: Engine) -> None:
    with writing(house) as connection:
        assert accounts.has_administrator(connection)
        accounts.forget_password(connection, "zhao", by="x", at=MORNING)
        assert not accounts.has_administrator(connection)
        accounts.set_password(connection, "li lei", HASH, by="x", at=MORNING)
        assert not accounts.has_administrator(connection)


def test_the_first_administrator_keeps_what_they_were_and_is_made_once(house: Engine) -> None:
    with writing(house) as connection:
        first = Person(who="Li Lei", roles=(PersonRole.ADMINISTRATOR, PersonRole.SUPERVISOR))
        assert not accounts.add_first_administrator(connection, "li lei", first, at=MORNING)
        accounts.forget_password(connection, "zhao", by="x", at=MORNING)
        assert accounts.add_first_administrator(connection, "li lei", first, at=MORNING)
        li = people.find(connection, "Li Lei")
    assert set(li.roles) == {PersonRole.ADMINISTRATOR, PersonRole.SUPERVISOR, PersonRole.AGENT}
    assert li.agent_id == "a7"


def start(connection: Connection, name: str, login: str = "zhao", at: datetime = MORNING) -> None:
    sessions.start(connection, name, login, at=at, policy=POLICY)


def found(connection: Connection, name: str, at: datetime = MORNING) -> str | None:
    session = sessions.find(connection, name, at=at, policy=POLICY)
    return session.person.who if session else None


def test_a_session_lives_while_it_is_used(house: Engine) -> None:
    with writing(house) as connection:
        start(connection, "h1")
        assert found(connection, "h1", later(minutes=29)) == "Zhao"
        assert found(connection, "h1", later(minutes=30)) is None
        sessions.note_use(connection, "h1", at=later(minutes=29))
        assert found(connection, "h1", later(minutes=58)) == "Zhao"
        assert found(connection, "h2", MORNING) is None


def test_a_session_knows_the_person_as_they_are_now(house: Engine) -> None:
    with writing(house) as connection:
        start(connection, "h1")
        people.save(connection, [replace(ZHAO, roles=(PersonRole.TRAINER,))], who="x", at=MORNING, reason="moved")
        session = sessions.find(connection, "h1", at=MORNING, policy=POLICY)
        assert session is not None
        assert session.person.roles == (PersonRole.TRAINER,)
        people.save(connection, [replace(ZHAO, active=False)], who="x", at=MORNING, reason="left")
        assert found(connection, "h1") is None


def test_sessions_end_with_the_password_and_the_account(house: Engine) -> None:
    with writing(house) as connection:
        for step in ("password", "forgotten", "disabled"):
            start(connection, step)
            start(connection, f"{step}-li", "li lei")
            if step == "password":
                accounts.set_password(connection, "zhao", HASH, by="zhao", at=MORNING)
            elif step == "forgotten":
                accounts.forget_password(connection, "zhao", by="zhao", at=MORNING)
            else:
                accounts.set_disabled(connection, "zhao", disabled=True, by="x", at=MORNING, reason="left")
            assert found(connection, step) is None
            assert found(connection, f"{step}-li") == "Li Lei"


def test_one_session_can_be_spared(house: Engine) -> None:
    with writing(house) as connection:
        for name in ("h1", "h2", "h3"):
            start(connection, name)
        assert sessions.end_all(connection, "zhao", but="h2") == 2
        assert found(connection, "h2") == "Zhao"
        assert sessions.count(connection, "zhao") == 1


def test_what_is_over_is_removed_when_somebody_signs_in(house: Engine) -> None:
    with writing(house) as connection:
        start(connection, "h1")
        start(connection, "h2", at=later(minutes=31))
        assert sessions.count(connection, "zhao") == 1


def test_a_link_works_once_and_not_after_its_end(house: Engine) -> None:
    with writing(house) as connection:
        one_time_links.make(connection, "l1", "zhao", by="x", at=MORNING, ends_at=later(days=1))
        assert one_time_links.find(connection, "l1", at=later(days=1)) is None
        assert one_time_links.find(connection, "l1", at=later(hours=23)) is not None
        assert one_time_links.use(connection, "l1", at=MORNING) == one_time_links.OneTimeLink("zhao")
        assert one_time_links.use(connection, "l1", at=MORNING) is None


def test_a_new_link_replaces_the_old_one_of_the_same_account_only(house: Engine) -> None:
    with writing(house) as connection:
        for name, login in (("l1", "zhao"), ("l2", "li lei"), ("l3", None), ("l4", "zhao"), ("l5", None)):
            one_time_links.make(connection, name, login, by="x", at=MORNING, ends_at=later(days=1))
        living = [n for n in ("l1", "l2", "l3", "l4", "l5") if one_time_links.find(connection, n, at=MORNING)]
    assert living == ["l2", "l4", "l5"]


LIMITS = {ACCOUNT: LockOutPolicy(free=2), ADDRESS: LockOutPolicy(free=4)}


def attempt(connection: Connection, login: str, address: str = "10.0.0.1", at: datetime = MORNING) -> datetime | None:
    return sign_in_attempts.count(connection, {ACCOUNT: login, ADDRESS: address}, LIMITS, at=at)


def test_an_account_is_locked_whatever_the_address_and_a_free_one_is_not(house: Engine) -> None:
    with writing(house) as connection:
        assert attempt(connection, "zhao") is None
        assert attempt(connection, "zhao", "10.0.0.2") is None
        assert attempt(connection, "zhao", "10.0.0.3") == later(seconds=30)
        assert attempt(connection, "li lei", "10.0.0.3") is None
        assert attempt(connection, "zhao", "10.0.0.3", later(seconds=30)) is None


def test_an_address_is_locked_whatever_the_name(house: Engine) -> None:
    with writing(house) as connection:
        for name in ("a", "b", "c", "d"):
            assert attempt(connection, name) is None
        assert attempt(connection, "zhao") == later(seconds=30)
        assert attempt(connection, "zhao", "10.0.0.2") is None


def test_the_right_password_forgives_the_account_but_not_what_others_got_wrong(house: Engine) -> None:
    with writing(house) as connection:
        for name in ("a", "b", "zhao"):
            attempt(connection, name)
        sign_in_attempts.forgive(connection, "zhao")
        sign_in_attempts.take_back(connection, "10.0.0.1")
        assert attempt(connection, "zhao") is None
        assert attempt(connection, "zhao") is None
        assert attempt(connection, "li lei") is not None


def test_a_refused_attempt_is_not_counted(house: Engine) -> None:
    with writing(house) as connection:
        for _ in range(2):
            attempt(connection, "zhao")
        for _ in range(50):
            assert attempt(connection, "zhao", "10.0.0.9") == later(seconds=30)
        assert attempt(connection, "li lei", "10.0.0.9") is None
