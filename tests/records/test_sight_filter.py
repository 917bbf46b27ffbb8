"""Rows somebody may not see never leave the database: the conditions of queries say what the pure sight says."""

from dataclasses import replace
from itertools import product

import pytest
from sqlalchemy.engine import Connection, Engine

from inspection.access.sight import EVERYTHING, NOTHING, Place, Sight
from inspection.coaching.queue import coaching_queue
from inspection.ledger import Ending
from inspection.people import Person, PersonRole
from inspection.scorecards.cards import scorecards as scorecards_of
from records import coaching, evaluations, flags, ledger, people, sight_filter
from records.database import reading, writing
from records.scorecards import cards as scorecards
from records.shard import Judged, save_shard
from tests.console.filled_workspace import MONTH, call_of
from tests.inspection.result_cases import results_policy, sla_policy
from tests.records.judged_samples import NIGHT, NOON, entry

PLACES = {
    "c-1": Place(agent_id="a1", team="一组", site="苏州", vendor="甲"),
    "c-2": Place(agent_id="a2", team="二组", site="苏州", vendor="乙"),
    "c-3": Place(agent_id="a1", team="二组", site="南京", vendor="甲"),
    "c-4": Place(agent_id="a3"),
}
REGISTERED = {"a3": Place(agent_id="a3", team="一组", site="南京", vendor="乙")}


def placed(call: Judged, place: Place) -> Judged:
    where = {"team": place.team, "site": place.site, "vendor": place.vendor}
    facts = replace(call.facts, interaction=replace(call.facts.interaction, **where))
    return replace(call, facts=facts, evaluations=tuple(replace(e, **where) for e in call.evaluations))


@pytest.fixture
def night(engine: Engine) -> Engine:
    """Four calls of three agents; where the third belongs only the register of people says."""
    calls = [placed(call_of(name, agent_id=place.agent_id or ""), place) for name, place in PLACES.items()]
    broken = entry(None, entry_key="calls.csv:9", row=9, ending=Ending.FAILED, code="bad_row", reason="broken")
    with writing(engine) as connection:
        known = [Person(who=a, roles=(PersonRole.AGENT,), agent_id=a, team=p.team, site=p.site, vendor=p.vendor)
                 for a, p in REGISTERED.items()]  # fmt: skip
        people.save(connection, known, who="setup", at=NOON, reason="test")
        ledger.expect(connection, [*(call.entry for call in calls), broken])
        save_shard(connection, calls)
        judged = [e for call in calls for e in call.evaluations]
        cards = scorecards_of(judged, [], MONTH, results_policy().scorecards, sla_policy())
        scorecards.replace_period(connection, MONTH.label, cards)
        coaching.replace_period(connection, MONTH.label, coaching_queue(judged, MONTH, results_policy().coaching))
    return engine


def listed(connection: Connection, sight: Sight) -> dict[str, set[str]]:
    """Which calls each list shows."""
    return {
        "ledger": {e.interaction_id or e.entry_key for e in ledger.between(connection, NIGHT, NIGHT, sight=sight)},
        "flags": {f.interaction_id for f in flags.between(connection, NIGHT, NIGHT, sight=sight)},
        "current": {name for name in PLACES if evaluations.current(connection, "drop", name, sight=sight)},
        "of": {name for name in PLACES if flags.of(connection, "drop", name, sight=sight)},
        "page": {name for name in PLACES if sight_filter.agents_seen(connection, sight, "drop", name)},
    }


BOUNDS = [
    Place(agent_id=agent, team=team, site=site, vendor=vendor)
    for agent, team, site, vendor in product((None, "a1"), (None, "一组", "三组"), (None, "苏州"), (None, "甲", "乙"))
]


def test_every_list_shows_what_the_pure_sight_sees(night: Engine) -> None:
    with reading(night) as connection:
        for bound in BOUNDS:
            sight = Sight(frozenset({bound}))
            belongs = {n: replace(REGISTERED.get(p.agent_id or "", p), agent_id=p.agent_id) for n, p in PLACES.items()}
            seen = {name for name, place in belongs.items() if sight.sees(place)}
            shown = listed(connection, sight)
            shown["ledger"].discard("calls.csv:9")
            assert shown == dict.fromkeys(shown, seen), bound


def test_several_bounds_add_up(night: Engine) -> None:
    sight = Sight(frozenset({Place(agent_id="a2"), Place(team="一组", vendor="甲")}))
    with reading(night) as connection:
        assert listed(connection, sight)["flags"] == {"c-1", "c-2"}


def test_nothing_shows_nothing_and_everything_all(night: Engine) -> None:
    with reading(night) as connection:
        assert set().union(*listed(connection, NOTHING).values()) == set()
        assert listed(connection, EVERYTHING)["flags"] == set(PLACES)
        assert [*coaching.queue(connection, MONTH.label, sight=NOTHING)] == []
        assert [*scorecards.of_period(connection, MONTH.label, sight=NOTHING)] == []


def test_input_without_an_interaction_is_for_who_sees_everything(night: Engine) -> None:
    with reading(night) as connection:
        assert "calls.csv:9" in listed(connection, EVERYTHING)["ledger"]
        assert "calls.csv:9" not in listed(connection, Sight(frozenset({Place(site="苏州")})))["ledger"]


def test_scorecards_and_tasks_of_others_are_held_back(night: Engine) -> None:
    own = Sight(frozenset({Place(agent_id="a1")}))
    with reading(night) as connection:
        cards = [*scorecards.of_period(connection, MONTH.label, sight=own)]
        tasks = [*coaching.queue(connection, MONTH.label, sight=own)]
        everything = [*coaching.queue(connection, MONTH.label, sight=EVERYTHING)]
    assert {(c.scope.value, c.agent_id) for c in cards} == {("agent", "a1")}
    assert {t.agent_id for t in tasks} <= {"a1"}
    assert {t.agent_id for t in everything} - {"a1"}


def test_a_lead_sees_the_teams_own_scorecard_and_those_of_its_agents(night: Engine) -> None:
    team = Sight(frozenset({Place(team="一组")}))
    with reading(night) as connection:
        cards = [*scorecards.of_period(connection, MONTH.label, sight=team)]
    assert {c.team for c in cards if c.scope.value == "team"} == {"一组"}
    assert {c.scope.value for c in cards} == {"agent", "team"}
    # where the agent belonged last counts for the month's scorecard, and a3 is registered with the team
    assert "a2" not in {c.agent_id for c in cards}
    assert "a3" in {c.agent_id for c in cards}


def test_a_colleague_of_a_later_segment_sees_the_interaction_and_their_part_only(engine: Engine) -> None:
    call = placed(call_of("t-1", agent_id="a1"), PLACES["c-1"])
    (first,) = call.evaluations
    later = replace(first, evaluation_id="e-later", segment=1, agent_id="a2", team="二组")
    with writing(engine) as connection:
        ledger.expect(connection, [call.entry])
        save_shard(connection, [replace(call, evaluations=(first, later))])
    second = Sight(frozenset({Place(agent_id="a2")}))
    with reading(engine) as connection:
        assert sight_filter.agents_seen(connection, second, "drop", "t-1") == {"a2"}
        shown = evaluations.current(connection, "drop", "t-1", sight=second)
        assert [e.evaluation_id for e in shown] == ["e-later"]
        assert [*flags.between(connection, NIGHT, NIGHT, sight=second)] == []
        assert [e.interaction_id for e in ledger.between(connection, NIGHT, NIGHT, sight=second)] == ["t-1"]
