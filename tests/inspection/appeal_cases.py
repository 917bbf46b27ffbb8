"""The shipped procedure and invented people for the tests of appeals. 2 March 2026 is a Monday."""

from datetime import datetime
from zoneinfo import ZoneInfo

from inspection.appeal_policy import AppealState, appeal_policy_of
from inspection.appeal_procedure import Procedure, Standpoint
from inspection.people import Person, PersonRole
from inspection.working_calendar import working_calendar_of
from tests.inspection.result_cases import shipped

SHANGHAI = ZoneInfo("Asia/Shanghai")
PROCEDURE = Procedure(appeal_policy_of(shipped("appeals.yaml")), working_calendar_of(shipped("calendar.yaml")))

AGENT = Person(who="wang", roles=(PersonRole.AGENT,), team="一组", agent_id="a7")
COLLEAGUE = Person(who="zhao", roles=(PersonRole.AGENT,), team="一组", agent_id="a8")
LEAD = Person(who="li", roles=(PersonRole.TEAM_LEAD,), team="一组")
OTHER_LEAD = Person(who="sun", roles=(PersonRole.TEAM_LEAD,), team="二组")
SUPERVISOR = Person(who="chen", roles=(PersonRole.SUPERVISOR,))
SECOND_SUPERVISOR = Person(who="zhou", roles=(PersonRole.SUPERVISOR, PersonRole.REVIEWER))
TRAINER = Person(who="wu", roles=(PersonRole.TRAINER,))


def at(text: str) -> datetime:
    """`03-02 10:00` of 2026 in Shanghai."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=SHANGHAI)


def standing(state: AppealState, since: str = "03-02 10:00", **changes: object) -> Standpoint:
    """An appeal in a state since a moment, with the deadline the procedure set then."""
    given = {
        "subject": "appeal_1", "state": state, "since": at(since), "due_at": PROCEDURE.due_at(state, at(since)),
        "agent_id": "a7", "team": "一组", "hands": frozenset({"wang"}), **changes,
    }  # fmt: skip
    return Standpoint(**given)  # type: ignore[arg-type]
