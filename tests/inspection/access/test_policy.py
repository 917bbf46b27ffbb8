"""The table of rights, as a reader would check it."""

import pytest

from inspection.access.policy import POLICY, Action, Scope, may, scopes_of
from inspection.people import Person, PersonRole

A, S, R = Action, Scope, PersonRole
# What the tables of procedures (appeals, coaching, calibration) are opened by.
PROCEDURES: dict[PersonRole, dict[Action, Scope]] = {
    R.AGENT: {A.WORK_ON_COACHING: S.OWN, A.READ_APPEALS: S.OWN, A.FILE_APPEALS: S.OWN, A.WORK_ON_APPEALS: S.OWN},
    R.TEAM_LEAD: {
        A.WORK_ON_COACHING: S.TEAM,
        A.READ_APPEALS: S.TEAM,
        A.WORK_ON_APPEALS: S.TEAM,
        A.ARRANGE_COACHING: S.TEAM,
        A.READ_BRIEFING: S.TEAM,
    },
    R.REVIEWER: {A.READ_CALIBRATIONS: S.OWN, A.WORK_ON_CALIBRATIONS: S.OWN},
    R.SUPERVISOR: {
        A.WORK_ON_COACHING: S.ALL,
        A.READ_APPEALS: S.ALL,
        A.WORK_ON_APPEALS: S.ALL,
        A.READ_CALIBRATIONS: S.ALL,
        A.WORK_ON_CALIBRATIONS: S.ALL,
        A.READ_JUDGES: S.ALL,
        A.READ_FAIRNESS: S.ALL,
        A.ARRANGE_COACHING: S.ALL,
        A.HOLD_COACHING: S.ALL,
        A.OPEN_CALIBRATIONS: S.ALL,
        A.READ_BRIEFING: S.ALL,
        A.PUBLISH_SCORES: S.ALL,
    },
    R.TRAINER: {A.WORK_ON_COACHING: S.ALL, A.ARRANGE_COACHING: S.ALL, A.HOLD_COACHING: S.ALL, A.READ_BRIEFING: S.ALL},
    R.ADMINISTRATOR: {A.READ_FAIRNESS: S.ALL, A.READ_APPEALS: S.ALL, A.WORK_ON_APPEALS: S.ALL},
}
# Rules, people and dashboards.
RUNNING: dict[PersonRole, dict[Action, Scope]] = {
    R.TEAM_LEAD: {A.READ_RULES: S.ALL, A.READ_DASHBOARDS: S.TEAM},
    R.REVIEWER: {A.READ_RULES: S.ALL},
    R.SUPERVISOR: {A.READ_RULES: S.ALL, A.READ_DASHBOARDS: S.ALL, A.DECIDE_RULES: S.ALL},
    R.TRAINER: {A.READ_RULES: S.ALL, A.READ_DASHBOARDS: S.ALL},
    R.RULE_AUTHOR: {A.READ_RULES: S.ALL, A.SETTLE_EXAMPLES: S.ALL, A.DECIDE_RULES: S.ALL},
    R.ADMINISTRATOR: {A.KEEP_PEOPLE: S.ALL, A.READ_AUDIT: S.ALL},
}
# A rule author works on words: no sound.
AT_THE_BENCH: dict[PersonRole, dict[Action, Scope]] = {
    R.AGENT: {A.HEAR_RECORDINGS: S.OWN},
    R.TEAM_LEAD: {A.HEAR_RECORDINGS: S.TEAM},
    R.REVIEWER: {A.HEAR_RECORDINGS: S.ALL, A.REVIEW: S.ALL},
    R.SUPERVISOR: {A.HEAR_RECORDINGS: S.ALL, A.REVIEW: S.ALL},
    R.TRAINER: {A.HEAR_RECORDINGS: S.ALL},
}


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        (R.AGENT, {A.READ_INTERACTIONS: S.OWN, A.READ_SCORECARDS: S.OWN, A.READ_COACHING: S.OWN}),
        (R.TEAM_LEAD, {A.READ_FLAGS: S.TEAM, A.READ_INTERACTIONS: S.TEAM, A.READ_DRAFTS: S.TEAM,
                       A.READ_SCORECARDS: S.TEAM, A.READ_COACHING: S.TEAM, A.SEARCH_INTERACTIONS: S.TEAM,
                       A.READ_DASHBOARDS: S.TEAM, A.READ_RULES: S.ALL}),
        (R.REVIEWER, {A.READ_FLAGS: S.ALL, A.READ_INTERACTIONS: S.ALL, A.READ_DRAFTS: S.ALL, A.READ_REVIEWS: S.ALL,
                      A.SEARCH_INTERACTIONS: S.ALL, A.READ_RULES: S.ALL}),
        (R.SUPERVISOR, {A.READ_NIGHT: S.ALL, A.READ_FLAGS: S.ALL, A.READ_INTERACTIONS: S.ALL, A.READ_DRAFTS: S.ALL,
                        A.READ_REVIEWS: S.ALL, A.ASSIGN_REVIEWS: S.ALL, A.EXPORT_REVIEWS: S.ALL,
                        A.SEARCH_INTERACTIONS: S.ALL, A.READ_DASHBOARDS: S.ALL, A.READ_RULES: S.ALL,
                        A.READ_SCORECARDS: S.ALL, A.READ_COACHING: S.ALL}),
        (R.TRAINER, {A.READ_INTERACTIONS: S.ALL, A.READ_DRAFTS: S.ALL, A.READ_SCORECARDS: S.ALL,
                     A.READ_COACHING: S.ALL, A.SEARCH_INTERACTIONS: S.ALL, A.READ_DASHBOARDS: S.ALL,
                     A.READ_RULES: S.ALL}),
        (R.RULE_AUTHOR, {A.READ_FLAGS: S.ALL, A.READ_INTERACTIONS: S.ALL, A.READ_DRAFTS: S.ALL, A.READ_RULES: S.ALL,
                         A.SEARCH_INTERACTIONS: S.ALL, A.SETTLE_EXAMPLES: S.ALL}),
        (R.OPERATOR, {A.READ_NIGHT: S.ALL}),
        (R.ADMINISTRATOR, {A.KEEP_PEOPLE: S.ALL, A.READ_AUDIT: S.ALL}),
    ],
)  # fmt: skip
def test_each_role_has_these_rights_and_no_other(role: PersonRole, rights: dict[Action, Scope]) -> None:
    everybodys = {A.KEEP_OWN_ACCOUNT: S.OWN, A.READ_HOME: S.ALL}
    others = PROCEDURES.get(role, {}) | RUNNING.get(role, {}) | AT_THE_BENCH.get(role, {})
    assert dict(POLICY[role]) == rights | everybodys | others


def test_every_role_has_a_row() -> None:
    assert set(POLICY) == set(PersonRole)


def test_every_action_is_somebodys() -> None:
    assert {action for rights in POLICY.values() for action in rights} == set(Action)


def test_several_roles_add_up() -> None:
    both = Person(who="x", roles=(R.AGENT, R.TEAM_LEAD))
    assert scopes_of(both, A.READ_COACHING) == {S.OWN, S.TEAM}
    assert may(both, A.READ_FLAGS)
    assert not may(both, A.READ_NIGHT)


def test_who_left_may_nothing_not_even_open_the_home_page() -> None:
    gone = Person(who="x", roles=tuple(PersonRole), active=False)
    assert [action for action in Action if may(gone, action)] == []
