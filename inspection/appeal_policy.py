"""Who may do which step of an appeal (申诉), when and on which grounds, as `scoring_rules/appeals.yaml` sets it."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field

from inspection.errors import RuleError
from inspection.evaluation import ItemState
from inspection.people import PersonRole
from inspection.policy_files import POLICIES_REMEMBERED, Policy
from inspection.rules.item_spec import Wording
from inspection.rules.rule_yaml import checked, parse
from inspection.rules.yaml_places import Path


class AppealState(StrEnum):
    """Where an appeal stands; PUBLISHED is a published score nobody has appealed against."""

    PUBLISHED = "published"
    FILED = "filed"
    COMMENTED = "commented"
    UPHELD = "upheld"
    REJECTED = "rejected"
    ESCALATED = "escalated"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        """Somebody owes a step."""
        return self in (AppealState.FILED, AppealState.COMMENTED, AppealState.ESCALATED)

    @property
    def is_end(self) -> bool:
        """Nothing can follow."""
        return self in (AppealState.UPHELD, AppealState.DISMISSED, AppealState.WITHDRAWN)


class Step(StrEnum):
    """What somebody does with an appeal."""

    FILE = "file"
    COMMENT = "comment"
    UPHOLD = "uphold"
    REJECT = "reject"
    ESCALATE = "escalate"
    ATTACH = "attach"
    WITHDRAW = "withdraw"


class RuleWas(StrEnum):
    """What a decision says of the rule; UNKNOWN where it judged rightly what reached it, or nobody can tell."""

    RIGHT = "right"
    WRONG = "wrong"
    UNKNOWN = "unknown"


Days = Annotated[int, Field(ge=1, le=60)]
CorrectedTo = Literal[ItemState.MET, ItemState.NOT_APPLICABLE]


class StepRow(Policy):
    """One row of the table: `appeals.yaml` says what the columns mean."""

    step: Step
    from_: tuple[AppealState, ...] = Field(alias="from", min_length=1)
    silent: tuple[AppealState, ...] = ()
    to: AppealState | Literal["same"]
    who: tuple[PersonRole, ...] = Field(min_length=1)
    whose: Literal["own", "team", "any"] = "any"
    days: Days | None = None
    late: Literal["refused", "overdue"] | None = None
    hands: Literal["any", "fresh"] = "any"

    def leads_to(self, state: AppealState) -> AppealState:
        """The state after the step."""
        return state if self.to == "same" else self.to

    @property
    def is_duty(self) -> bool:
        """Somebody owes this step: late, it is overdue (a right would have lapsed)."""
        return self.late == "overdue"


class Ground(Wording):
    """A ground of appeal in two languages, and what an upheld one makes of the item and of the rule."""

    corrects_to: CorrectedTo
    rule_was: RuleWas
    comment: Literal["required", "free"] = "free"


class AttachmentLimits(Policy):
    """What may be attached to an appeal: bytes of one file, how many, which kinds (told by their content)."""

    largest_bytes: int = Field(10_000_000, ge=1, le=200_000_000)
    most: int = Field(5, ge=0, le=50)
    kinds: tuple[Literal["png", "jpeg", "pdf", "text", "wav", "mp3", "ogg"], ...] = ("png", "jpeg", "pdf", "text")


class CommentLimits(Policy):
    """How long a comment may be."""

    longest_characters: int = Field(2000, ge=1, le=20_000)


class ExampleRights(Policy):
    """Who may add examples of upheld appeals to rules, or drop them."""

    who: tuple[PersonRole, ...] = (PersonRole.RULE_AUTHOR,)


class AppealPolicy(Policy):
    """The whole of `appeals.yaml`."""

    steps: tuple[StepRow, ...] = Field(min_length=1)
    grounds: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], Ground] = Field(min_length=1)
    attachments: AttachmentLimits = AttachmentLimits()
    comments: CommentLimits = CommentLimits()
    examples: ExampleRights = ExampleRights()

    @property
    def filing(self) -> StepRow:
        """The row by which an appeal begins."""
        return next(row for row in self.steps if row.step is Step.FILE)

    def rows_from(self, state: AppealState) -> tuple[StepRow, ...]:
        """Steps that may be taken from a state, those that must wait for its time to be up included."""
        return tuple(row for row in self.steps if state in (*row.from_, *row.silent))


@lru_cache(maxsize=POLICIES_REMEMBERED)
def appeal_policy_of(text: str, *, where: str = "appeals.yaml") -> AppealPolicy:
    """Read the policy from YAML text; RuleError with file:line:column for what is wrong or leads nowhere."""
    rule = parse(text, where)
    policy = checked(rule, AppealPolicy)
    for path, slip in _slips(policy):
        raise RuleError(slip, "correct the table of steps", where=rule.where(path))
    return policy


def _slips(policy: AppealPolicy) -> Iterator[tuple[Path, str]]:
    for n, row in enumerate(policy.steps):
        for slip in (*_slips_of_row(row, policy), *_stands_twice(row, policy.steps[:n])):
            yield ("steps", n), slip
    for wanted in (Step.FILE, Step.UPHOLD, Step.REJECT):
        if not any(row.step is wanted for row in policy.steps):
            yield ("steps",), f"no row says who may {wanted}"


def _slips_of_row(row: StepRow, policy: AppealPolicy) -> Iterator[str]:
    if (row.days is None) != (row.late is None):
        yield f"{row.step}: `days` and `late` belong together"
    if (row.step is Step.FILE) != (AppealState.PUBLISHED in row.from_):
        yield f"{row.step}: an appeal is filed against what is published, and nothing else is done with it"
    for state in (*row.from_, *row.silent):
        if state.is_end:
            yield f"{row.step}: nothing can follow {state}"
    for state in row.silent:
        if not any(other.days and state in other.from_ for other in policy.steps):
            yield f"{row.step}: {state} has no days that could be up"


def _stands_twice(row: StepRow, before: Sequence[StepRow]) -> Iterator[str]:
    taken = {(other.step, state) for other in before for state in (*other.from_, *other.silent)}
    yield from (f"{row.step} from {s} stands twice" for s in (*row.from_, *row.silent) if (row.step, s) in taken)
