"""Keeping people and their accounts (人员管理): who is registered, may sign in, or no longer does.

Whatever is done, somebody must be able to administer afterwards, and nobody keeps people past their own sight.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.access.sight import Place, Sight
from inspection.access.sign_in_name import sign_in_name
from inspection.errors import AccessRefused, InputError
from inspection.people import Person
from records import accounts, api_tokens, people, sessions, sight_filter, sign_in_attempts
from records.accounts import Account
from records.review_tables import people as people_table
from records.tables import evaluations, interactions


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who keeps people, what of them they see, and the moment."""

    who: str
    sight: Sight
    at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """A registered person and their account, if they have one."""

    person: Person
    account: Account | None

    @property
    def state(self) -> str:
        """left, none (no account), disabled, waiting (for a password) or active."""
        if not self.person.active:
            return "left"
        if self.account is None:
            return "none"
        if self.account.disabled:
            return "disabled"
        return "active" if self.account.password_hash else "waiting"


@dataclass(frozen=True, slots=True)
class Registered:
    """What a list of people did: how many were new or changed, sign-in names that are new, and what was left out."""

    changed: int
    logins: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]


def place_of(person: Person) -> Place:
    """Where a person belongs, as sights see it."""
    return Place(agent_id=person.agent_id, team=person.team, site=person.site, vendor=person.vendor)


def everybody(connection: Connection, sight: Sight) -> list[Kept]:
    """Everybody who is seen, by name, whoever has left included."""
    known = {account.who: account for account in accounts.everybody(connection)}
    registered = people.everybody(connection, inactive=True)
    return [Kept(person, known.get(person.who)) for person in registered if sight.sees(place_of(person))]


def find(connection: Connection, who: str, sight: Sight) -> Kept | None:
    """One person; None when nobody has the name, or somebody who is not seen."""
    return next((kept for kept in everybody(connection, sight) if kept.person.who == who), None)


@contextmanager
def keeping_an_administrator(connection: Connection) -> Iterator[None]:
    """Refuse what is done inside when nobody could administer afterwards; AccessRefused (`last_administrator`).

    The transaction must be given up then. One such change at a time: two administrators cannot end each other at once.
    """
    connection.execute(sa.select(people_table.c.who).where(people_table.c.active).with_for_update()).all()
    was_one = accounts.has_administrator(connection)
    yield
    if was_one and not accounts.has_administrator(connection):
        raise AccessRefused(
            "nobody could administer any more", "let somebody else administer first", code="last_administrator"
        )


def save(connection: Connection, person: Person, keeper: Keeper, *, is_new: bool, reason: str) -> None:
    """Register a new person with an account, or change a known one; AccessRefused for names that are taken.

    Whoever is active has an account afterwards; InputError for a name nobody can sign in with.
    """
    _demand_sight(person, keeper)
    known = {p.who: p for p in people.everybody(connection, inactive=True)}
    before = known.get(person.who)
    if is_new and before is not None:
        raise AccessRefused(f"'{person.who}' is registered", "change them, or choose another name", code="name_taken")
    if before is not None:
        _demand_sight(before, keeper)
    _demand_own_agent(connection, person, keeper, known.values())
    with keeping_an_administrator(connection):
        people.save(connection, [person], who=keeper.who, at=keeper.at, reason=reason)
    if person.active:
        accounts.add(connection, sign_in_name(person.who), person.who, by=keeper.who, at=keeper.at)


def register(connection: Connection, many: Sequence[Person], keeper: Keeper, *, reason: str) -> Registered:
    """Register or change all who can be: one whose name cannot sign in, or who is not the keeper's, is left out."""
    known = {p.who: p for p in people.everybody(connection, inactive=True)}
    good: list[Person] = []
    refused: list[tuple[str, str]] = []
    for person in many:
        try:
            sign_in_name(person.who)
            for one in (person, known.get(person.who)):
                if one is not None:
                    _demand_sight(one, keeper)
            _demand_own_agent(connection, person, keeper, (*known.values(), *good))
        except (InputError, AccessRefused) as error:
            refused.append((person.who, error.reason))
        else:
            good.append(person)
    with keeping_an_administrator(connection):
        changed = people.save(connection, good, who=keeper.who, at=keeper.at, reason=reason)
    made = [login for person in good if person.active and (login := _account(connection, person, keeper, refused))]
    return Registered(changed, tuple(made), tuple(refused))


def switch(connection: Connection, kept: Kept, keeper: Keeper, *, is_off: bool, reason: str) -> None:
    """Switch an account off (its sessions and links end) or on."""
    with keeping_an_administrator(connection):
        login = _must_have_account(kept).login
        accounts.set_disabled(connection, login, disabled=is_off, by=keeper.who, at=keeper.at, reason=reason)


def reset(connection: Connection, kept: Kept, keeper: Keeper) -> str:
    """Take the password away, end every session and token, lift a wait; returns the sign-in name a new link is for."""
    login = _must_have_account(kept).login
    with keeping_an_administrator(connection):
        accounts.forget_password(connection, login, by=keeper.who, at=keeper.at)
    api_tokens.revoke_all(connection, login, by=keeper.who, at=keeper.at)
    sign_in_attempts.forgive(connection, login)
    return login


def end_sessions(connection: Connection, kept: Kept, keeper: Keeper) -> int:
    """Sign somebody out everywhere; returns how many sessions ended."""
    login = _must_have_account(kept).login
    ended = sessions.end_all(connection, login)
    accounts.note(connection, login, "sessions_ended", by=keeper.who, at=keeper.at)
    return ended


def _account(connection: Connection, person: Person, keeper: Keeper, refused: list[tuple[str, str]]) -> str | None:
    """The sign-in name of a new account; None when there was one, or the name is somebody else's."""
    login = sign_in_name(person.who)
    try:
        return login if accounts.add(connection, login, person.who, by=keeper.who, at=keeper.at) else None
    except AccessRefused as error:
        refused.append((person.who, error.reason))
        return None


def _must_have_account(kept: Kept) -> Account:
    if kept.account is None:
        raise AccessRefused(f"'{kept.person.who}' has no account", "save them as active first", code="unknown_account")
    return kept.account


def _demand_sight(person: Person, keeper: Keeper) -> None:
    if not keeper.sight.sees(place_of(person)):
        raise AccessRefused(
            f"'{person.who}' belongs to another site or vendor", "ask an administrator of the centre", code="not_yours"
        )


def _demand_own_agent(connection: Connection, person: Person, keeper: Keeper, known: Iterable[Person]) -> None:
    """A keeper who does not see everything gives nobody the agent of somebody else: they would read what is theirs.

    Whoever has the agent already keeps it: a person stays who they are when they move.
    """
    agent_id = person.agent_id
    if not agent_id or keeper.sight.is_everything:
        return
    holders = {one.who for one in known if one.agent_id == agent_id}
    if holders == {person.who}:
        return
    if holders or _is_elsewhere(connection, agent_id, keeper.sight):
        raise AccessRefused(
            f"the agent '{agent_id}' is somebody else, or of another site or vendor",
            "ask an administrator of the centre",
            code="not_your_agent",
        )


def _is_elsewhere(connection: Connection, agent_id: str, sight: Sight) -> bool:
    """True when there are records of the agent, and none of them is seen."""
    is_recorded = False
    for table, seen in (
        (evaluations, sight_filter.of_evaluations(sight)),
        (interactions, sight_filter.of_interactions(sight)),
    ):
        of_agent = sa.select(sa.literal(1)).select_from(table).where(table.c.agent_id == agent_id).limit(1)
        if connection.execute(of_agent.where(seen)).first() is not None:
            return False
        is_recorded = is_recorded or connection.execute(of_agent).first() is not None
    return is_recorded
