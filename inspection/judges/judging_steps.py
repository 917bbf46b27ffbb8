"""Who may do which step of calibration, gold, live rules and fairness (评判流程): rows of `judges.yaml`."""

from collections.abc import Collection, Iterable
from enum import StrEnum

from pydantic import Field

from inspection.errors import AccessRefused, RecordsError
from inspection.people import Person, PersonRole, demand_role
from inspection.policy_files import Policy


class SessionState(StrEnum):
    """Where a calibration session stands. OPEN: judged blind. CLOSED: revealed. AGREED: every case has a reference."""

    OPEN = "open"
    CLOSED = "closed"
    AGREED = "agreed"


class JudgingStep(StrEnum):
    """What somebody does about the quality of judgements."""

    OPEN_SESSION = "open_session"
    JUDGE_CASE = "judge_case"
    CLOSE_SESSION = "close_session"
    AGREE = "agree"
    SEE_SESSION = "see_session"
    ADD_GOLD = "add_gold"
    RETIRE_GOLD = "retire_gold"
    MIX_GOLD = "mix_gold"
    SEE_GOLD = "see_gold"
    SEE_JUDGES = "see_judges"
    WATCH_RULES = "watch_rules"
    RESTORE_RULE = "restore_rule"
    SEE_FAIRNESS = "see_fairness"


class JudgingCondition(StrEnum):
    """What else must hold beside role and state."""

    INVITED = "invited"
    NOT_JUDGED_YET = "not_judged_yet"
    NOT_ONESELF = "not_oneself"


class JudgingStepRow(Policy):
    """One row: from which states (`from` empty: any, or none) to which (`to` empty: it stays), and who may."""

    step: JudgingStep
    from_: tuple[SessionState, ...] = Field(default=(), alias="from")
    to: SessionState | None = None
    who: tuple[PersonRole, ...] = Field(min_length=1)
    when: tuple[JudgingCondition, ...] = ()


def demand_judging_step(
    rows: Iterable[JudgingStepRow],
    step: JudgingStep,
    person: Person,
    state: SessionState | None = None,
    *,
    holds: Collection[JudgingCondition] = (),
    where: str = "",
) -> JudgingStepRow:
    """The row that lets this person take the step now.

    Raises AccessRefused for a wrong role (`wrong_role`) or an unfulfilled condition (its name is the code),
    RecordsError (`wrong_state`) for a session in another state.
    """
    row = next(row for row in rows if row.step is step)
    demand_role(person, row.who, step=step, where=where)
    if state is not None and row.from_ and state not in row.from_:
        reason = f"the session is {state}, and '{step}' starts from {' or '.join(row.from_)}"
        raise RecordsError(reason, "look at it: mingjian calibration show", where=where, code="wrong_state")
    for condition in row.when:
        if condition not in holds:
            raise AccessRefused(*_REFUSALS[condition], where=where, code=condition.value)
    return row


_REFUSALS = {
    JudgingCondition.INVITED: ("you are not invited to this session", "ask who opened it"),
    JudgingCondition.NOT_JUDGED_YET: ("you judged it before", "the others judge this case; go on with the next"),
    JudgingCondition.NOT_ONESELF: ("it is your own interaction", "the others judge this case"),
}
