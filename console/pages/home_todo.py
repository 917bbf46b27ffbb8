"""What waits for whoever opens the console (待办): each count leads to where it is worked on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from console import coaching_desk
from console.links import calibration_url
from console.pages.appeals.listing import RUNNING, waiting_for
from console.pages.publication.page import publication_url
from console.visit import Visit, with_query
from inspection.access.policy import Action
from inspection.coaching.task import CoachingStatus
from inspection.people import Person, PersonRole
from records import (
    appeal_filing,
    appeal_rules,
    appeals,
    coaching_board,
    publication_candidates,
    rule_examples,
    runs,
    waiting_counts,
)
from records.coaching_board import Wanted
from records.database import Connection
from records.workspace import Workspace

_REVIEWING = (PersonRole.REVIEWER, PersonRole.SUPERVISOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """One kind of work: how much of it waits, where it is (`url` empty: nowhere), `late` how much is past its time."""

    name: str
    count: int
    url: str
    late: int = 0


def todos(connection: Connection, workspace: Workspace, visit: Visit) -> tuple[Todo, ...]:
    """What waits for the signed-in person, most pressing kinds first; kinds of which nothing waits are left out."""
    if visit.viewer is None:
        return ()
    person, today = visit.viewer.person, coaching_desk.today(workspace, visit.at)
    every = (
        *_reviews(connection, visit, person),
        *_publication(connection, visit),
        *_appeals(connection, workspace, visit, person),
        *_coaching(connection, visit, person, today),
        *_examples(connection, visit),
        *_calibration(connection, visit, person),
        *_certificates(connection, visit),
    )
    return tuple(todo for todo in every if todo.count)


def _reviews(connection: Connection, visit: Visit, person: Person) -> Iterator[Todo]:
    if person.is_any_of(_REVIEWING):
        found = waiting_counts.reviews(connection, person.who, visit.at)
        yield Todo(name=visit.w["home_reviews_mine"], count=found.mine, url="/reviews")
        yield Todo(name=visit.w["home_reviews"], count=found.all, url="/reviews", late=found.late)


def _publication(connection: Connection, visit: Visit) -> Iterator[Todo]:
    run = runs.latest(connection) if visit.sight(Action.PUBLISH_SCORES).is_everything else None
    if run is not None:
        day = run.business_date
        count = publication_candidates.unpublished_days(connection, day, day).get(day, 0)
        yield Todo(name=visit.w["pub_home"], count=count, url=publication_url(day.isoformat(), day.isoformat()))


def _appeals(connection: Connection, workspace: Workspace, visit: Visit, person: Person) -> Iterator[Todo]:
    if not visit.may(Action.READ_APPEALS):
        return
    procedure = appeal_rules.procedure_in(workspace.path)
    running = appeals.seen(connection, RUNNING, sight=visit.sight(Action.READ_APPEALS))
    mine = waiting_for(connection, procedure, person, running, visit.at)
    late = sum(1 for one in mine if one.due_at is not None and one.due_at <= visit.at)
    yield Todo(name=visit.w["home_appeals"], count=len(mine), url="/appeals?show=mine", late=late)
    if visit.may(Action.FILE_APPEALS) and person.agent_id:
        scores = appeal_filing.open_to_appeal(connection, procedure, person.agent_id, visit.at)
        yield Todo(name=visit.w["home_may_appeal"], count=len(scores), url="/appeals/new")


def _coaching(connection: Connection, visit: Visit, person: Person, today: date) -> Iterator[Todo]:
    w, sight = visit.w, visit.sight(Action.READ_COACHING)
    if PersonRole.AGENT in person.roles:
        held = coaching_board.counts(connection, Wanted(), sight=visit.sight(Action.WORK_ON_COACHING))
        yield Todo(name=w["home_acknowledge"], count=held.get(CoachingStatus.HELD, 0), url="/coaching?state=held")
    if not visit.may(Action.HOLD_COACHING):
        return
    mine = Wanted(trainer=person.who, or_nobodys=PersonRole.TRAINER in person.roles)
    counts = coaching_board.counts(connection, mine, sight=sight)
    late = coaching_board.counts(connection, Wanted(trainer=person.who, late_on=today), sight=sight)
    on_day = coaching_board.planned_between(connection, person.who, date.min, today)
    yield Todo(name=w["home_hold_today"], count=sum(on_day.values()), url=_board("planned"))
    yield Todo(name=w["home_to_plan"], count=counts.get(CoachingStatus.OPEN, 0), url="/coaching/week",
               late=late.get(CoachingStatus.OPEN, 0))  # fmt: skip
    yield Todo(name=w["home_to_close"], count=counts.get(CoachingStatus.ACKNOWLEDGED, 0), url=_board("acknowledged"))


def _examples(connection: Connection, visit: Visit) -> Iterator[Todo]:
    if visit.may(Action.SETTLE_EXAMPLES):
        yield Todo(name=visit.w["home_examples"], count=len(rule_examples.in_state(connection)), url="/rules/examples")


def _calibration(connection: Connection, visit: Visit, person: Person) -> Iterator[Todo]:
    if visit.may(Action.WORK_ON_CALIBRATIONS):
        for session_id, left in waiting_counts.calibration_cases_left(connection, person.who).items():
            yield Todo(name=visit.w["home_calibration"], count=left, url=calibration_url(session_id))


def _certificates(connection: Connection, visit: Visit) -> Iterator[Todo]:
    if visit.may(Action.READ_COACHING):
        ending = waiting_counts.certificates_ending(connection, sight=visit.sight(Action.READ_COACHING))
        yield Todo(name=visit.w["home_certificates"], count=ending, url="")


def _board(state: str) -> str:
    return with_query("/coaching", {"state": state, "trainer": "mine"})
