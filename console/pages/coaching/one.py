"""One coaching task (辅导任务): why, what to play, every step so far, and the steps whoever looks may take now."""

from dataclasses import dataclass
from urllib.parse import unquote

from console import coaching_desk
from console.clips_shown import note_looks
from console.doorkeeper import Doorkeeper
from console.form_fields import FormFields, day_of
from console.frame import PageContext, frame_of
from console.links import task_url
from console.pages.coaching.rows import TaskRow, task_row
from console.see_other import SeeOther
from console.step_lines import StepLine, step_lines
from console.taking_steps import NotDone, taken
from console.visit import Visit, with_query
from console.words import Words
from inspection.access.policy import Action
from inspection.coaching.clips import EvidenceRef
from inspection.coaching.policy import CoachingStep
from inspection.coaching.steps import Standing, open_to
from inspection.coaching.task import Cause, CoachingKind, CoachingStatus, CoachingTask
from inspection.errors import RecordsError
from inspection.people import Person
from records import coaching_board, coaching_life, coaching_steps, people, sight_filter
from records.coaching_life import CoachingDesk
from records.database import Connection, reading
from records.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPage(PageContext):
    """One task. `may` are the steps open to whoever looks; `still` the agents who have not acknowledged it yet.

    `effect` is what it brought in words (empty before it was measured); `wrong` says why a step was refused.
    """

    path: str
    row: TaskRow
    facts: tuple[tuple[str, str], ...]
    still: str
    effect: str
    steps: tuple[StepLine, ...]
    may: tuple[str, ...]
    today: str
    plan_day: str
    trainers: tuple[str, ...]
    causes: tuple[tuple[str, str], ...]
    wrong: str
    done: bool
    comment: str


def build(workspace: Workspace, visit: Visit) -> TaskPage | None:
    """The task the address names; None when there is none or it is not theirs to see."""
    return _page(workspace, visit, _id_of(visit))


def submit(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> TaskPage | SeeOther | None:
    """Take a step. Fields: `step`, `comment`; plan: `on`, `cause`; hold: `on`, `material`; reassign: `trainer`."""
    workspace, task_id = keeper.workspace, _id_of(visit)
    if _find(workspace, visit, task_id) is None:
        return None

    def act(connection: Connection, person: Person) -> None:
        _take(connection, coaching_desk.desk_of(workspace, person, visit.at), task_id, fields)

    outcome = taken(workspace, visit, f"coaching:{task_id}", act)
    if isinstance(outcome, NotDone):
        return _page(workspace, visit, task_id, wrong=outcome.said, comment=fields.one("comment"))
    return SeeOther(with_query(task_url(task_id), {"done": "1"}))


def _take(connection: Connection, seat: CoachingDesk, task_id: str, fields: FormFields) -> None:
    step, comment = fields.one("step"), fields.one("comment")
    if step == CoachingStep.PLAN:
        cause = Cause(fields.one("cause")) if fields.one("cause") in set(Cause) else None
        coaching_life.plan(connection, seat, task_id, day_of(fields.one("on")), cause=cause, comment=comment)
    elif step == CoachingStep.HOLD:
        on = day_of(fields.one("held_on")) if fields.one("held_on") else None
        material = fields.one("material").strip()[:200] or None
        coaching_life.hold(connection, seat, task_id, on=on, material=material, comment=comment)
    elif step == CoachingStep.ACKNOWLEDGE:
        coaching_life.acknowledge(connection, seat, task_id, comment)
    elif step == CoachingStep.CLOSE:
        coaching_life.close(connection, seat, task_id, comment)
    elif step == CoachingStep.CANCEL:
        coaching_life.cancel(connection, seat, task_id, comment)
    elif step == CoachingStep.REASSIGN:
        coaching_life.reassign(connection, seat, task_id, fields.one("trainer"), comment)
    else:
        raise RecordsError("there is no such step", "choose a step of the page", where=task_id, code="wrong_state")


def _id_of(visit: Visit) -> str:
    return unquote(visit.path.removeprefix("/coaching/tasks/"))


def _find(workspace: Workspace, visit: Visit, task_id: str) -> Standing | None:
    with reading(workspace.engine) as connection:
        at = coaching_board.find_seen(connection, task_id, sight=visit.sight(Action.READ_COACHING))
    return at if at is not None and coaching_desk.shown_statuses(visit, [at.task.status]) else None


def _page(workspace: Workspace, visit: Visit, task_id: str, *, wrong: str = "", comment: str = "") -> TaskPage | None:
    at = _find(workspace, visit, task_id)
    if at is None or visit.viewer is None:
        return None
    w, task, person = visit.w, at.task, visit.viewer.person
    seat = coaching_desk.desk_of(workspace, person, visit.at)
    with reading(workspace.engine) as connection:
        steps = coaching_steps.of(connection, task_id)
        said = coaching_steps.acknowledged_by(connection, task_id)
        known = coaching_board.agents_seen(connection, task.agents, sight=visit.sight(Action.READ_COACHING))
        playable = _playable(connection, task, visit)
        roles = (*seat.policy.trainers.roles, *seat.policy.trainers.owners)
        trainers = people.names_of(connection, roles)
    note_looks(workspace, visit, task.evidence, "coaching")
    may = [step.value for step in open_to(seat.policy, at, person, visit.at) if step is not CoachingStep.GROUP]
    if person.agent_id in said and CoachingStep.ACKNOWLEDGE in may:
        may.remove(CoachingStep.ACKNOWLEDGE)
    row = task_row(task, w, today=seat.today, agents=known, may_open=lambda clip: clip in playable)
    waiting = [agent for agent in task.agents if agent in known and agent not in said]
    return TaskPage(
        frame=frame_of(visit, f"{w['nav_coaching']} {row.who} {row.item}", "coaching", status=422 if wrong else 200),
        w=w,
        path=task_url(task_id),
        row=row,
        facts=_facts(task, row, w),
        still=", ".join(waiting) if task.status is CoachingStatus.HELD and len(task.agents) > 1 else "",
        effect=effect_words(task, w),
        steps=step_lines(steps, "coaching_step", w),
        may=tuple(may),
        today=seat.today.isoformat(),
        plan_day=(task.planned_on or max(seat.today, min(task.due_on, seat.today))).isoformat(),
        trainers=tuple(trainers) if CoachingStep.REASSIGN in may else (),
        causes=_causes(task, w),
        wrong=wrong,
        done=bool(visit.asked("done")),
        comment=comment,
    )


def effect_words(task: CoachingTask, w: Words) -> str:
    """The effect beside its baseline, with its interval; where that holds 0 it says so."""
    effect = task.effect
    if "effect_points" not in effect:
        return ""
    low, high = effect["effect_low"], effect["effect_high"]
    verdict = "coach_improved" if low > 0 else "coach_worsened" if high < 0 else "coach_no_evidence"
    return f"{effect['effect_points']:+.1f} ({low:+.1f} … {high:+.1f}): {w[verdict]}"


def _playable(connection: Connection, task: CoachingTask, visit: Visit) -> list[EvidenceRef]:
    """Clips of interactions whoever looks may open: others' are told in words only."""
    sight = visit.sight(Action.READ_INTERACTIONS)
    if sight.is_everything:
        return list(task.evidence)
    return [
        clip
        for clip in task.evidence
        if clip.agent_id in sight_filter.agents_seen(connection, sight, clip.source, clip.interaction_id)
    ]


def _facts(task: CoachingTask, row: TaskRow, w: Words) -> tuple[tuple[str, str], ...]:
    known = (
        (w["kind"], row.kind),
        (w["trainer"], row.trainer),
        (w["due_on"], row.due_on),
        (w["coach_planned_on"], row.planned_on),
        (w["coach_held_on"], task.held_on.isoformat() if task.held_on else ""),
        (w["coach_closed_on"], task.closed_on.isoformat() if task.closed_on else ""),
        (w["expected_points"], row.expected_points),
        (w["coach_times"], str(task.recurrence) if task.recurrence > 1 else ""),
        (w["coach_material"], task.material or ""),
        (w["coach_cause"], w.of("cause", task.cause.value) if task.cause else ""),
    )
    return tuple((name, value) for name, value in known if value)


def _causes(task: CoachingTask, w: Words) -> tuple[tuple[str, str], ...]:
    if task.kind is not CoachingKind.COMMON_CAUSE:
        return ()
    return tuple((cause.value, w.of("cause", cause.value)) for cause in Cause)
