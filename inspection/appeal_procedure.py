"""The procedure of an appeal (申诉流程): may this person take this step now, until when, and who is overdue."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from inspection.appeal_policy import AppealPolicy, AppealState, Step, StepRow
from inspection.errors import AccessRefused, InspectionError, RecordsError
from inspection.people import Person, PersonRole, demand_role
from inspection.working_calendar import WorkingCalendar

_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standpoint:
    """Where an appeal stands: its state since when, the deadline set then, whose it is, who has had a hand in it.

    `agent_id` and `team` are those of the evaluation; `hands` everybody who has taken a step of this appeal or
    judged an appealed item.
    """

    subject: str
    state: AppealState
    since: datetime
    due_at: datetime | None
    agent_id: str | None
    team: str | None
    hands: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """A step somebody owes and is late with. `due_at` is when it should have been done."""

    subject: str
    state: AppealState
    step: Step
    who: tuple[PersonRole, ...]
    team: str | None
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Procedure:
    """The table of steps with the calendar its days are counted by."""

    policy: AppealPolicy
    calendar: WorkingCalendar

    def due_at(self, state: AppealState, since: datetime) -> datetime | None:
        """Until when the step that is next may be taken (a right) or must be (a duty); None without a limit."""
        days = [row.days for row in self.policy.steps if state in row.from_ and row.days is not None]
        return self.calendar.deadline(since, min(days)) if days else None

    def allowed(self, step: Step, at: Standpoint, person: Person, now: datetime) -> StepRow:
        """The row that lets this person take the step now.

        Raises AccessRefused (`wrong_role`, `not_own`, `other_team`, `same_hands`) for who they are, and RecordsError
        (`wrong_state`, `too_early`, `too_late`) for when.
        """
        row = self._row(step, at)
        demand_role(person, row.who, step=f"{step} an appeal that is {at.state}", where=at.subject)
        _demand_whose(row, at, person)
        _demand_fresh_hands(row, at, person)
        if at.state in row.silent and not is_past(at.due_at, now):
            raise RecordsError(
                "the team lead may still comment", f"wait until {self._last(at)}", where=at.subject,
                code="too_early",
            )  # fmt: skip
        if row.late == "refused" and is_past(at.due_at, now):
            raise RecordsError(
                f"the {row.days} working days for it were over on {self._last(at)}",
                "speak to the supervisor, who may open the interaction by hand",
                where=at.subject,
                code="too_late",
            )
        return row

    def open_to(self, person: Person, at: Standpoint, now: datetime) -> tuple[Step, ...]:
        """The steps this person may take now, in the order of the table."""
        return tuple(row.step for row in self.policy.rows_from(at.state) if self._is_allowed(row.step, at, person, now))

    def _is_allowed(self, step: Step, at: Standpoint, person: Person, now: datetime) -> bool:
        try:
            self.allowed(step, at, person, now)
        except InspectionError:
            return False
        return True

    def overdue(self, many: Iterable[Standpoint], now: datetime) -> tuple[Overdue, ...]:
        """Every step that is late at `now`, the latest first: one per appeal and step."""
        late = [one for at in many for one in self._late_steps(at, now)]
        return tuple(sorted(late, key=lambda one: (one.due_at, one.subject, one.step)))

    def _row(self, step: Step, at: Standpoint) -> StepRow:
        rows = self.policy.rows_from(at.state)
        found = [row for row in rows if row.step is step]
        if not found:
            may = ", ".join(dict.fromkeys(row.step for row in rows)) or "nothing: it is over"
            raise RecordsError(
                f"{step} is not possible while it is {at.state}", f"possible now: {may}", where=at.subject,
                code="wrong_state",
            )  # fmt: skip
        return found[0]

    def _last(self, at: Standpoint) -> str:
        """The end of its time, as people say it."""
        return "-" if at.due_at is None else f"{self.calendar.last_day(at.due_at)} 24:00"

    def _late_steps(self, at: Standpoint, now: datetime) -> Iterator[Overdue]:
        """The step that was due, and, where silence lets others go on, theirs once their days are up as well."""
        if at.due_at is None or not is_past(at.due_at, now):
            return
        for row in self.policy.steps:
            if not row.is_duty or row.days is None or row.step is Step.REJECT:
                continue  # to reject is the same duty as to uphold
            due_at = at.due_at
            if at.state in row.silent:
                due_at = self.calendar.deadline(at.due_at - _INSTANT, row.days)
            elif at.state not in row.from_:
                continue
            if is_past(due_at, now):
                yield Overdue(
                    subject=at.subject, state=at.state, step=row.step, who=row.who, team=at.team, due_at=due_at
                )


def is_past(due_at: datetime | None, now: datetime) -> bool:
    """A deadline is its first moment after: at midnight it is past."""
    return due_at is not None and now >= due_at


def _demand_whose(row: StepRow, at: Standpoint, person: Person) -> None:
    if row.whose == "own" and (at.agent_id is None or person.agent_id != at.agent_id):
        raise AccessRefused(
            f"'{person.who}' is not the agent who was judged", "only that agent may", where=at.subject, code="not_own"
        )
    if row.whose == "concerned" and not _is_concerned(at, person):
        raise AccessRefused(
            f"'{person.who}' is neither the agent who was judged nor the lead of their team",
            "these two may", where=at.subject, code="not_own",
        )  # fmt: skip
    if row.whose == "team" and (at.team is None or person.team != at.team):
        raise AccessRefused(
            f"'{person.who}' does not lead {at.team or 'that team'}",
            "the lead of the agent's own team may",
            where=at.subject,
            code="other_team",
        )


def _is_concerned(at: Standpoint, person: Person) -> bool:
    is_own = at.agent_id is not None and person.agent_id == at.agent_id
    leads = person.is_any_of((PersonRole.TEAM_LEAD,)) and at.team is not None and person.team == at.team
    return is_own or leads


def _demand_fresh_hands(row: StepRow, at: Standpoint, person: Person) -> None:
    if row.hands == "fresh" and (person.who in at.hands or (person.agent_id and person.agent_id == at.agent_id)):
        raise AccessRefused(
            f"'{person.who}' has had a hand in it already (judged the item, or took a step of this appeal)",
            "somebody else of that role decides",
            where=at.subject,
            code="same_hands",
        )
