"""A centre with published scores, people who appeal and people who decide, for the tests of appeals and freezing.

Calls are of 1 September 2026 (a Tuesday), published on the 2nd at nine in Shanghai: to appeal there is time until the
7th (3, 4, 7: the weekend between does not count).
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.engine import Engine

from inspection.evaluation import Evaluation, ItemState
from inspection.people import Person
from records import evaluations
from records.appeal_deciding import Decided, Ruling, reject, uphold
from records.appeal_filing import Wish, file_appeal
from records.appealing import Hearing, comment_on, escalate
from records.appeals import Appeal
from records.database import reading, writing
from records.score_publishing import publish_between
from tests.inspection.appeal_cases import AGENT, LEAD, PROCEDURE, SUPERVISOR
from tests.inspection.form_cases import UNMET
from tests.records.review_site import BY_NAME, EVERY_RULE, MORNING, NIGHT, POLICY, deliver, judged

PUBLISHED_AT = MORNING


def later(days: float = 0, hours: float = 0) -> datetime:
    """So long after the publication."""
    return PUBLISHED_AT + timedelta(days=days, hours=hours)


def hearing(person: Person, at: datetime | None = None) -> Hearing:
    """Somebody takes a step an hour after the publication, or at a moment."""
    return Hearing(PROCEDURE, person, at or later(hours=1))


def call(interaction_id: str = "call-1", **changes: Any) -> Evaluation:
    """A judged call of agent a7 in team 一组 that lost its 40 points for the closing."""
    return judged(interaction_id, **({"closing": UNMET} | changes))


def publish(engine: Engine, at: datetime = PUBLISHED_AT, trusted: frozenset[str] = EVERY_RULE) -> None:
    """Publish whatever can be published; every rule counts unless said otherwise."""
    list(publish_between(engine, NIGHT, NIGHT, trusted, POLICY, BY_NAME["Ops"], at=at, reason="daily"))


def open_centre(engine: Engine, *calls: Evaluation) -> None:
    """Judged calls, published."""
    deliver(engine, *((one, ()) for one in calls or (call(),)))
    publish(engine)


def filed(engine: Engine, item: str | None = "closing", ground: str = "misjudged", **more: Any) -> Appeal:
    """Agent a7 appeals."""
    at, evaluation_id = more.pop("at", None), more.pop("evaluation_id", "e-call-1")
    with writing(engine) as connection:
        wish = Wish(evaluation_id=evaluation_id, item=item, ground=ground, comment=more.get("comment", "我说了再见"))
        return file_appeal(connection, hearing(AGENT, at), wish)


def commented(engine: Engine, **more: Any) -> Appeal:
    """An appeal with the word of the team lead."""
    appeal = filed(engine, **more)
    with writing(engine) as connection:
        return comment_on(connection, hearing(LEAD, more.get("at")), appeal.id, "属实")


def upheld(engine: Engine, appeal: Appeal, person: Person = SUPERVISOR, at: datetime | None = None,
           state: ItemState | None = None, **more: Any) -> Decided:  # fmt: skip
    with writing(engine) as connection:
        ruling = Ruling(comment="成立", state=state, **more)  # type: ignore[arg-type]
        return uphold(connection, hearing(person, at), appeal.id, ruling)


def rejected(engine: Engine, appeal: Appeal, person: Person = SUPERVISOR, at: datetime | None = None) -> Decided:
    with writing(engine) as connection:
        return reject(connection, hearing(person, at), appeal.id, "录音里没有")


def escalated(engine: Engine, appeal: Appeal, at: datetime | None = None) -> Appeal:
    with writing(engine) as connection:
        return escalate(connection, hearing(AGENT, at), appeal.id, "请再听一遍")


def stored(engine: Engine, evaluation_id: str = "e-call-1") -> Evaluation:
    """The evaluation as it stands now."""
    with reading(engine) as connection:
        found = evaluations.find(connection, evaluation_id)
    assert found is not None
    return found


OCTOBER = datetime(2026, 10, 12, 2, 0, tzinfo=UTC)
