"""Filing an appeal (提出申诉): the agent's own published scores that may still be appealed against, and the form."""

from dataclasses import dataclass

from console.doorkeeper import Doorkeeper
from console.figures import points
from console.form_fields import FormFields
from console.frame import PageContext, frame_of
from console.links import appeal_page_url, interaction_url
from console.pages.appeals.deduction import Deduction, deduction_of
from console.pages.appeals.listing import last_day
from console.see_other import SeeOther
from console.taking_steps import refusal, taken
from console.visit import Visit, with_query
from inspection.access.policy import Action
from inspection.access.sight import Place
from inspection.appeal_correction import appealable
from inspection.appeal_policy import AppealState
from inspection.appeal_procedure import is_past
from inspection.errors import RecordsError
from inspection.people import Person
from records import appeal_filing, appeal_rules, appeals, evaluations, looks, published_case
from records.appeal_filing import Wish
from records.appealing import Hearing
from records.appeals import Appeal
from records.database import Connection, reading, writing
from records.published_case import PublishedCase
from records.workspace import Workspace

_PATH = "/appeals/new"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnScore:
    """A published score of one's own that may still be appealed against, until when."""

    url: str
    interaction_id: str
    channel: str
    day: str
    score: str
    due_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealForm(PageContext):
    """The form. Without an evaluation `scores` lists one's own to choose from; with one `deductions` are its items.

    `appealed` are the items there is an appeal against already, `chosen` the item asked for, `ground` and `comment`
    what was written before it was refused; `wrong` says why.
    """

    evaluation_id: str
    interaction_id: str
    interaction_url: str
    score: str
    due_at: str
    is_past: bool
    deductions: tuple[Deduction, ...]
    appealed: tuple[str, ...]
    scores: tuple[OwnScore, ...]
    grounds: tuple[tuple[str, str], ...]
    chosen: str
    ground: str
    comment: str
    wrong: str


def build(workspace: Workspace, visit: Visit) -> AppealForm | None:
    """Query: `evaluation` and `item` (without them: what there is to choose from)."""
    if visit.viewer is None:
        return None
    if not visit.asked("evaluation"):
        return _choice(workspace, visit)
    return _form(workspace, visit, visit.asked("evaluation"), chosen=visit.asked("item"))


def submit(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> AppealForm | SeeOther | None:
    """Fields: `evaluation`, `item` (empty: the whole interaction), `ground`, `comment`."""
    workspace, evaluation_id = keeper.workspace, fields.one("evaluation")
    wish = Wish(
        evaluation_id=evaluation_id,
        item=fields.one("item") or None,
        ground=fields.one("ground"),
        comment=fields.one("comment"),
    )
    procedure = appeal_rules.procedure_in(workspace.path)

    def act(connection: Connection, person: Person) -> Appeal:
        return appeal_filing.file_appeal(connection, Hearing(procedure, person, visit.at), wish)

    outcome = taken(workspace, visit, f"evaluation:{evaluation_id[:200]}", act)
    if isinstance(outcome, Appeal):
        return SeeOther(with_query(appeal_page_url(outcome.id), {"done": "1"}))
    again = {"chosen": fields.one("item"), "ground": fields.one("ground"), "comment": fields.one("comment")}
    return _form(workspace, visit, evaluation_id, wrong=outcome.said, **again)


def _choice(workspace: Workspace, visit: Visit) -> AppealForm:
    assert visit.viewer is not None
    w, procedure = visit.w, appeal_rules.procedure_in(workspace.path)
    agent_id = visit.viewer.person.agent_id
    with reading(workspace.engine) as connection:
        found = appeal_filing.open_to_appeal(connection, procedure, agent_id, visit.at) if agent_id else []
    scores = tuple(
        OwnScore(
            url=with_query(_PATH, {"evaluation": one.evaluation.evaluation_id}),
            interaction_id=one.evaluation.interaction_id,
            channel=w.of("channel", one.evaluation.channel),
            day=one.evaluation.business_date.isoformat(),
            score=points(one.evaluation.published_score),
            due_at=last_day(procedure, one.due_at),
        )
        for one in found
    )
    return _context(visit, workspace, scores=scores)


def _form(
    workspace: Workspace, visit: Visit, evaluation_id: str, *, chosen: str = "", ground: str = "", comment: str = "",
    wrong: str = "",
) -> AppealForm | None:  # fmt: skip
    """None for an evaluation that is not one's own; one that cannot be appealed against says why."""
    assert visit.viewer is not None
    with reading(workspace.engine) as connection:
        one = evaluations.find(connection, evaluation_id)
        if one is None or not visit.sight(Action.FILE_APPEALS).sees(Place(agent_id=one.agent_id)):
            return None
        try:
            case = published_case.published_case(connection, evaluation_id)
        except RecordsError as error:
            return _context(visit, workspace, wrong=refusal(error, visit.w))
        filed = appeals.of(connection, evaluation_id)
    key = (one.source, one.interaction_id)
    with writing(workspace.engine) as connection:
        looks.note(connection, *key, who=visit.viewer.login, at=visit.at, page="appeal", was_shown=True)
    return _context(
        visit, workspace, case=case, chosen=chosen, ground=ground, comment=comment, wrong=wrong,
        appealed=tuple(a.item or "" for a in filed if a.state != AppealState.WITHDRAWN.value),
    )  # fmt: skip


def _context(
    visit: Visit,
    workspace: Workspace,
    *,
    case: PublishedCase | None = None,
    scores: tuple[OwnScore, ...] = (),
    appealed: tuple[str, ...] = (),
    chosen: str = "",
    ground: str = "",
    comment: str = "",
    wrong: str = "",
) -> AppealForm:
    w, procedure = visit.w, appeal_rules.procedure_in(workspace.path)
    due_at = procedure.due_at(AppealState.PUBLISHED, case.since) if case else None
    found = [deduction_of(case, item, w) for item in appealable(case.now)] if case else []
    return AppealForm(
        frame=frame_of(visit, w["appeal_new"], "appeals", status=422 if wrong else 200),
        w=w,
        evaluation_id=case.evaluation.evaluation_id if case else "",
        interaction_id=case.evaluation.interaction_id if case else "",
        interaction_url=interaction_url(case.evaluation.source, case.evaluation.interaction_id) if case else "",
        score=points(case.last.published_score) if case else "",
        due_at=last_day(procedure, due_at),
        is_past=is_past(due_at, visit.at),
        deductions=tuple(one for one in found if one is not None),
        appealed=appealed,
        scores=scores,
        grounds=tuple((name, one.in_language(w.language)) for name, one in procedure.policy.grounds.items()),
        chosen=chosen,
        ground=ground,
        comment=comment,
        wrong=wrong,
    )
