"""A centre with judged calls of many agents, people who coach, and a task, for the tests of coaching."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.engine import Engine

from inspection.coaching.policy import coaching_policy_of
from inspection.evaluation import Evaluation, ItemState
from inspection.people import Person, PersonRole
from records import evaluations, item_days, people
from records.coaching_life import CoachingDesk
from records.database import writing
from tests.inspection.result_cases import evaluation, item, shipped

LIFE = coaching_policy_of(shipped("coaching.yaml"))
TRAINER = Person(who="lin", roles=(PersonRole.TRAINER,))
OTHER_TRAINER = Person(who="zhao", roles=(PersonRole.TRAINER,))
SUPERVISOR = Person(who="chen", roles=(PersonRole.SUPERVISOR,))
AGENT = Person(who="wang", roles=(PersonRole.AGENT,), agent_id="A1")
SECOND_AGENT = Person(who="sun", roles=(PersonRole.AGENT,), agent_id="A2")
EVERYBODY = (TRAINER, OTHER_TRAINER, SUPERVISOR, AGENT, SECOND_AGENT)
MORNING = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)


def desk(person: Person, days: int = 0) -> CoachingDesk:
    """Somebody takes a step, so many days later."""
    return CoachingDesk(LIFE, person, MORNING + timedelta(days=days), TODAY + timedelta(days=days))


def register(engine: Engine) -> None:
    with writing(engine) as connection:
        people.save(connection, EVERYBODY, who="chen", at=MORNING, reason="list")


def calls(agent_id: str, day: date, unmet: int, n: int, start: int, item_id: str = "closing") -> list[Evaluation]:
    """`n` calls of an agent on a day, the first `unmet` of them failing the item."""
    states = [ItemState.UNMET] * unmet + [ItemState.MET] * (n - unmet)
    return [
        evaluation(start + k, agent_id, 90.0, items=(item(item_id, state),), business_date=day)
        for k, state in enumerate(states)
    ]


def store(engine: Engine, many: Iterable[Evaluation]) -> None:
    """Store judged calls and count their days."""
    given = list(many)
    with writing(engine) as connection:
        evaluations.save(connection, {(one.source, one.interaction_id): [one] for one in given})
        item_days.refresh(connection, {one.business_date for one in given})
