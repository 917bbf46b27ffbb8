"""Roles of people, and what a wrong one is told."""

import pytest

from inspection.errors import AccessRefused
from inspection.people import Person, PersonRole, demand_role


def test_one_person_may_have_several_roles() -> None:
    both = Person(who="Wang", roles=(PersonRole.TRAINER, PersonRole.REVIEWER))
    demand_role(both, (PersonRole.REVIEWER,), step="take")
    with pytest.raises(
        AccessRefused, match=r"'Wang' \(trainer, reviewer\) may not .* publish; it takes one of: operator"
    ):
        demand_role(both, (PersonRole.OPERATOR,), step="publish")


def test_a_person_who_left_has_no_roles_any_more() -> None:
    gone = Person(who="Wang", roles=(PersonRole.REVIEWER,), active=False)
    assert not gone.is_any_of((PersonRole.REVIEWER,))
