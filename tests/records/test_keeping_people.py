"""Keeping people: who is bound to a site or vendor gives nobody the agent of somebody else."""

from dataclasses import replace

import pytest
from sqlalchemy.engine import Connection, Engine

from inspection.access.sight import EVERYTHING, Place, Sight
from inspection.errors import AccessRefused
from inspection.people import Person, PersonRole
from records import keeping_people, people
from records.database import reading, writing
from records.keeping_people import Keeper
from tests.records import review_site as site
from tests.records.judged_samples import NOON

OURS, THEIRS = "甲", "乙"
CENTRE = Keeper("Admin", EVERYTHING, NOON)
BOUND = Keeper("Vendor Admin", Sight(frozenset({Place(vendor=OURS)})), NOON)
KNOWN = Person(who="Known", roles=(PersonRole.AGENT,), vendor=OURS, agent_id="ours-known")
GONE = Person(who="Gone", roles=(PersonRole.AGENT,), vendor=OURS, agent_id="ours-gone", active=False)
MOVED = Person(who="Moved", roles=(PersonRole.AGENT,), vendor=OURS, agent_id="theirs-2")


def agent(who: str, agent_id: str) -> Person:
    return Person(who=who, roles=(PersonRole.AGENT,), vendor=OURS, agent_id=agent_id)


@pytest.fixture
def centre(engine: Engine) -> Engine:
    site.deliver(
        engine,
        (site.judged("call-1", agent_id="theirs-1", vendor=THEIRS), []),
        (site.judged("call-2", agent_id="theirs-2", vendor=THEIRS), []),
        (site.judged("call-3", agent_id="ours-1", vendor=OURS), []),
        (site.judged("call-4", agent_id="nobodys-1"), []),
    )
    with writing(engine) as connection:
        people.save(connection, [KNOWN, GONE, MOVED], who="setup", at=NOON, reason="test")
    return engine


def registered(connection: Connection) -> dict[str, str | None]:
    return {one.who: one.agent_id for one in people.everybody(connection, inactive=True)}


@pytest.mark.parametrize("agent_id", ["theirs-1", "theirs-2", "ours-known", "ours-gone", "nobodys-1"])
def test_a_bound_keeper_gives_nobody_an_agent_who_is_somebody_else_or_elsewhere(centre: Engine, agent_id: str) -> None:
    with pytest.raises(AccessRefused) as error, writing(centre) as connection:
        keeping_people.save(connection, agent("New", agent_id), BOUND, is_new=True, reason="x")
    assert error.value.code == "not_your_agent"
    with writing(centre) as connection:
        done = keeping_people.register(connection, [agent("New", agent_id)], BOUND, reason="x")
        assert done.changed == 0
        assert [who for who, _ in done.refused] == ["New"]
        assert "New" not in registered(connection)
        keeping_people.save(connection, agent("New", agent_id), CENTRE, is_new=True, reason="x")


def test_nobody_is_changed_into_another_agent_either(centre: Engine) -> None:
    with pytest.raises(AccessRefused), writing(centre) as connection:
        keeping_people.save(connection, replace(KNOWN, agent_id="theirs-1"), BOUND, is_new=False, reason="x")
    with reading(centre) as connection:
        assert registered(connection)["Known"] == "ours-known"


def test_ones_own_and_new_agents_are_given_and_who_moved_here_stays_who_they_are(centre: Engine) -> None:
    with writing(centre) as connection:
        keeping_people.save(connection, agent("New", "ours-1"), BOUND, is_new=True, reason="x")
        keeping_people.save(connection, agent("Newer", "fresh-1"), BOUND, is_new=True, reason="x")
        keeping_people.save(connection, replace(MOVED, team="一组"), BOUND, is_new=False, reason="x")
        keeping_people.save(connection, replace(KNOWN, agent_id=None), BOUND, is_new=False, reason="x")


def test_one_list_gives_an_agent_to_one_person_only(centre: Engine) -> None:
    with writing(centre) as connection:
        twice = [agent("First", "fresh-1"), agent("Second", "fresh-1")]
        done = keeping_people.register(connection, twice, BOUND, reason="x")
    assert done.logins == ("first",)
    assert [who for who, _ in done.refused] == ["Second"]
