"""People, the shipped policy and verdicts, for the tests of judging the judges."""

from inspection.judges.judging_policy import judging_policy_of
from inspection.people import Person, PersonRole
from tests.inspection.result_cases import shipped

POLICY = judging_policy_of(shipped("judges.yaml"))


def person(*roles: PersonRole, who: str = "Wang", active: bool = True) -> Person:
    return Person(who=who, roles=roles, active=active)
