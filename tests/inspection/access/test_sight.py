"""What somebody sees: of records of their own, their team, their site or vendor, and of nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.access.policy import Action, Scope
from inspection.access.sight import EVERYTHING, NOTHING, Place, Sight, sight_of
from inspection.people import Person, PersonRole

READ = Action.READ_INTERACTIONS
HERE = Place(agent_id="a7", team="一组", site="苏州", vendor="甲")
LEAD = Person(who="lead", roles=(PersonRole.TEAM_LEAD,), team="一组")
AGENT = Person(who="agent", roles=(PersonRole.AGENT,), agent_id="a7")
BOSS = Person(who="boss", roles=(PersonRole.SUPERVISOR,))

names = st.sampled_from([None, "a", "b"])
places = st.builds(Place, agent_id=names, team=names, site=names, vendor=names)


def test_an_agent_sees_what_is_about_them_and_nothing_of_their_team() -> None:
    assert sight_of(AGENT, READ).sees(HERE)
    assert sight_of(AGENT, READ).sees(replace(HERE, team="二组"))
    assert not sight_of(AGENT, READ).sees(replace(HERE, agent_id="a8"))


def test_a_lead_sees_the_team_of_the_time_and_no_other() -> None:
    assert sight_of(LEAD, READ).sees(HERE)
    assert not sight_of(LEAD, READ).sees(replace(HERE, team="二组"))
    assert not sight_of(LEAD, READ).sees(replace(HERE, team=None))


def test_a_supervisor_sees_everything() -> None:
    assert sight_of(BOSS, READ) == EVERYTHING
    assert EVERYTHING.is_everything
    assert EVERYTHING.sees(Place())


@pytest.mark.parametrize(("site", "vendor", "seen"), [("苏州", None, True), ("南京", None, False), (None, "甲", True),
                                                      (None, "乙", False), ("苏州", "乙", False)])  # fmt: skip
def test_who_belongs_to_a_site_or_vendor_never_sees_past_it(site: str | None, vendor: str | None, seen: bool) -> None:
    for person in (BOSS, LEAD):
        assert sight_of(replace(person, site=site, vendor=vendor), READ).sees(HERE) is seen
    assert not sight_of(replace(BOSS, site=site, vendor=vendor), READ).is_everything


def test_oneself_stays_oneself_at_another_site() -> None:
    assert sight_of(replace(AGENT, site="南京"), READ).sees(HERE)


@pytest.mark.parametrize("person", [replace(LEAD, team=None), replace(LEAD, team=""), replace(AGENT, agent_id=None),
                                    replace(BOSS, active=False)])  # fmt: skip
def test_a_missing_team_or_id_shows_nothing_rather_than_everything(person: Person) -> None:
    assert sight_of(person, READ) == NOTHING
    assert not NOTHING.sees(HERE)


def test_a_right_nobody_gave_shows_nothing() -> None:
    assert sight_of(AGENT, Action.READ_FLAGS) == NOTHING


def test_roles_add_up() -> None:
    both = Person(who="x", roles=(PersonRole.AGENT, PersonRole.TEAM_LEAD), agent_id="a1", team="一组")
    assert sight_of(both, READ).sees(HERE)
    assert sight_of(both, READ).sees(Place(agent_id="a1", team="二组"))
    assert not sight_of(both, READ).sees(Place(agent_id="a2", team="二组"))


@given(places, st.frozensets(places, max_size=3), places)
def test_another_bound_never_hides_what_was_seen(place: Place, bounds: frozenset[Place], more: Place) -> None:
    if Sight(bounds).sees(place):
        assert Sight(bounds | {more}).sees(place)


def test_scopes_are_named_from_the_narrowest_to_the_widest() -> None:
    assert list(Scope) == ["own", "team", "site", "vendor", "all"]
