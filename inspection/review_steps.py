"""Who may do which step of a review (复核流程), from which state, on which conditions: rows of `review.yaml`."""

from collections.abc import Collection, Iterable
from enum import StrEnum

from pydantic import Field

from inspection.errors import AccessRefused, RecordsError
from inspection.people import Person, PersonRole, demand_role
from inspection.policy_files import Policy


class TaskState(StrEnum):
    """Where a review task stands. RESERVED: somebody holds it; an expired reservation is OPEN again."""

    OPEN = "open"
    RESERVED = "reserved"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"


class Condition(StrEnum):
    """What else must hold beside role and state."""

    SKILLED = "skilled"
    OTHER_TEAM = "other_team"
    NOT_JUDGED_YET = "not_judged_yet"
    BELOW_CAPACITY = "below_capacity"
    HOLDS_IT = "holds_it"
    OWN_VERDICT = "own_verdict"


class ReviewStep(StrEnum):
    """What somebody does with a review or the queue."""

    FILL = "fill"
    ASSIGN = "assign"
    TAKE = "take"
    ADJUDICATE = "adjudicate"
    OPEN_MANUAL = "open_manual"
    SUBMIT = "submit"
    RELEASE = "release"
    TAKE_BACK = "take_back"
    CORRECT = "correct"
    ASK_SECOND = "ask_second"
    WITHDRAW = "withdraw"
    COMMENT = "comment"
    PUBLISH = "publish"
    IMPORT = "import"


class ReviewStepRow(Policy):
    """One row: from which states (`from` empty: any, or none) to which (`to` empty: it stays), and who may."""

    step: ReviewStep
    from_: tuple[TaskState, ...] = Field(default=(), alias="from")
    to: TaskState | None = None
    who: tuple[PersonRole, ...] = Field(min_length=1)
    when: tuple[Condition, ...] = ()


def demand_step(
    rows: Iterable[ReviewStepRow],
    step: ReviewStep,
    person: Person,
    state: TaskState | None = None,
    *,
    holds: Collection[Condition] = (),
    where: str = "",
) -> ReviewStepRow:
    """The row that lets this person take the step now.

    `holds` are the conditions the caller found true. Raises AccessRefused for a wrong role (`wrong_role`) or an
    unfulfilled condition (its name is the code), RecordsError (`wrong_state`) for a task in another state.
    """
    row = next(row for row in rows if row.step is step)
    demand_role(person, row.who, step=step, where=where)
    if state is not None and row.from_ and state not in row.from_:
        reason = f"the task is {state}, and '{step}' starts from {' or '.join(row.from_)}"
        raise RecordsError(reason, "look at it: mingjian review show", where=where, code="wrong_state")
    for condition in row.when:
        if condition not in holds:
            raise AccessRefused(*_REFUSALS[condition], where=where, code=condition.value)
    return row


_REFUSALS = {
    Condition.SKILLED: ("it is not among your channels, queues or languages", "leave it to who has the skill"),
    Condition.OTHER_TEAM: ("it is of your own team", "somebody of another team reviews it"),
    Condition.NOT_JUDGED_YET: ("you judged it before", "somebody else has to look at it"),
    Condition.BELOW_CAPACITY: ("your reviews of the day are done", "raise per_day in the list of people"),
    Condition.HOLDS_IT: ("you do not hold it", "take it first: mingjian review take"),
    Condition.OWN_VERDICT: ("this verdict is not yours", "who gave it corrects it; others ask for a second review"),
}
