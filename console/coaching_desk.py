"""Where somebody sits down to coach: the rules in force here and the centre's day, for the signed-in person."""

from collections.abc import Sequence
from datetime import date, datetime

from console.visit import Visit
from inspection.access.policy import Action
from inspection.coaching.task import CoachingStatus
from inspection.people import Person, PersonRole
from records import appeal_rules, coaching_rules
from records.coaching_life import CoachingDesk
from records.workspace import Workspace


def desk_of(workspace: Workspace, person: Person, at: datetime) -> CoachingDesk:
    """The desk of the person at that moment."""
    return CoachingDesk(coaching_rules.coaching_policy_in(workspace.path), person, at, today(workspace, at))


def today(workspace: Workspace, at: datetime) -> date:
    """The centre's day, by its calendar."""
    return at.astimezone(appeal_rules.calendar_in(workspace.path).zone).date()


def shown_statuses(visit: Visit, statuses: Sequence[CoachingStatus]) -> tuple[CoachingStatus, ...]:
    """Without those that wait for a review, for who is not told a machine's suspicion (an agent)."""
    hidden = () if visit.may(Action.READ_DRAFTS) else (CoachingStatus.WAITING_FOR_REVIEW,)
    return tuple(status for status in statuses if status not in hidden)


def trains(person: Person) -> bool:
    """True for who holds coachings."""
    return person.is_any_of((PersonRole.TRAINER, PersonRole.SUPERVISOR))
