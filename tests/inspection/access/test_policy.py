"""The table of rights, as a reader would check it."""

import pytest

from inspection.access.policy import POLICY, Action, Scope, may, scopes_of
from inspection.people import Person, PersonRole

A, S, R = Action, Scope, PersonRole


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        (R.AGENT, {A.READ_INTERACTIONS: S.OWN, A.READ_SCORECARDS: S.OWN, A.READ_COACHING: S.OWN}),
        (R.TEAM_LEAD, {A.READ_FLAGS: S.TEAM, A.READ_INTERACTIONS: S.TEAM, A.READ_DRAFTS: S.TEAM,
                       A.READ_SCORECARDS: S.TEAM, A.READ_COACHING: S.TEAM, A.SEARCH_INTERACTIONS: S.TEAM}),
        (R.REVIEWER, {A.READ_FLAGS: S.ALL, A.READ_INTERACTIONS: S.ALL, A.READ_DRAFTS: S.ALL, A.READ_REVIEWS: S.ALL,
                      A.SEARCH_INTERACTIONS: S.ALL}),
        (R.SUPERVISOR, {A.READ_NIGHT: S.ALL, A.READ_FLAGS: S.ALL, A.READ_INTERACTIONS: S.ALL, A.READ_DRAFTS: S.ALL,
                        A.READ_REVIEWS: S.ALL, A.ASSIGN_REVIEWS: S.ALL, A.EXPORT_REVIEWS: S.ALL,
                        A.SEARCH_INTERACTIONS: S.ALL,
                        A.READ_SCORECARDS: S.ALL, A.READ_COACHING: S.ALL}),
        (R.TRAINER, {A.READ_INTERACTIONS: S.ALL, A.READ_DRAFTS: S.ALL, A.READ_SCORECARDS: S.ALL,
                     A.READ_COACHING: S.ALL, A.SEARCH_INTERACTIONS: S.ALL}),
        (R.RULE_AUTHOR, {A.READ_FLAGS: S.ALL, A.READ_INTERACTIONS: S.ALL, A.READ_DRAFTS: S.ALL,
                         A.SEARCH_INTERACTIONS: S.ALL}),
        (R.OPERATOR, {A.READ_NIGHT: S.ALL}),
        (R.ADMINISTRATOR, {}),
    ],
)  # fmt: skip
def test_each_role_has_these_rights_and_no_other(role: PersonRole, rights: dict[Action, Scope]) -> None:
    everybodys = {A.KEEP_OWN_ACCOUNT: S.OWN, A.READ_HOME: S.ALL}
    assert dict(POLICY[role]) == rights | everybodys


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
