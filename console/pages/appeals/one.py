"""One appeal (申诉详情): what was deducted and why, what everybody said, and the steps whoever looks may take now."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from console.doorkeeper import Doorkeeper
from console.figures import points
from console.form_fields import FormFields
from console.frame import PageContext, frame_of
from console.links import appeal_page_url, attachment_url, item_url
from console.pages.appeals.deduction import Deduction, deduction_of
from console.pages.appeals.listing import AppealRow, appeal_row, last_day
from console.see_other import SeeOther
from console.sent_files import BIGGEST_UPLOAD_BYTES
from console.step_lines import StepLine, step_lines
from console.taking_steps import NotDone, taken
from console.visit import Visit, with_query
from console.words import Words
from inspection.access.policy import Action
from inspection.appeal_policy import AttachmentLimits, CorrectedTo, RuleWas, Step
from inspection.errors import RecordsError
from inspection.evaluation import ItemState
from inspection.people import Person
from records import (
    appeal_attachments,
    appeal_deciding,
    appeal_rules,
    appealing,
    appeals,
    looks,
    publications,
    published_case,
    rule_examples,
)
from records.appeal_attachments import Attachment
from records.appeal_deciding import Ruling
from records.appealing import Hearing
from records.appeals import Appeal
from records.database import Connection, reading, writing
from records.publications import StoredPublication
from records.published_case import PublishedCase
from records.workspace import Workspace

_STATES: dict[str, CorrectedTo] = {"met": ItemState.MET, "not_applicable": ItemState.NOT_APPLICABLE}
ATTACHED_ALREADY = "already"
_PLAIN = (Step.COMMENT, Step.ESCALATE, Step.WITHDRAW)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedFile:
    """A file beside the appeal: its masked name, what it is, and where it can be taken along."""

    name: str
    about: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealPage(PageContext):
    """One appeal. `may` are the steps open to whoever looks; `decides` when uphold and reject are among them.

    `score_was` is the published score the appeal is against, `score_now` the one of today; `example` the rule example
    an upheld appeal became. `attach_url` takes files (empty: they may attach none), `attach_help` says which. `wrong`
    says why a step was refused, `done` what was done, `comment` keeps what was written then.
    """

    path: str
    row: AppealRow
    comment_filed: str
    deduction: Deduction | None
    interaction_url: str
    interaction_id: str
    score_was: str
    score_now: str
    decision: str
    example: str
    steps: tuple[StepLine, ...]
    attachments: tuple[AttachedFile, ...]
    attach_url: str
    attach_help: str
    may: tuple[str, ...]
    decides: bool
    corrects_to: str
    grounds_help: str
    wrong: str
    done: str
    comment: str


def build(workspace: Workspace, visit: Visit) -> AppealPage | None:
    """The appeal the address names; None when there is none or it is not theirs to see. The look is noted first."""
    return page_of_appeal(workspace, visit, _id_of(visit))


def submit(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> AppealPage | SeeOther | None:
    """Take a step. Fields: `step`, `comment`; for uphold also `state` (met, not_applicable) and `rule`."""
    workspace, appeal_id = keeper.workspace, _id_of(visit)
    if find_appeal(workspace, visit, appeal_id) is None:
        return None
    procedure = appeal_rules.procedure_in(workspace.path)

    def act(connection: Connection, person: Person) -> None:
        _take(connection, Hearing(procedure, person, visit.at), appeal_id, fields)

    outcome = taken(workspace, visit, f"appeal:{appeal_id}", act)
    if isinstance(outcome, NotDone):
        return page_of_appeal(workspace, visit, appeal_id, wrong=outcome.said, comment=fields.one("comment"))
    return SeeOther(with_query(appeal_page_url(appeal_id), {"done": "1"}))


def _take(connection: Connection, hearing: Hearing, appeal_id: str, fields: FormFields) -> None:
    step, comment = fields.one("step"), fields.one("comment")
    if step == Step.COMMENT:
        appealing.comment_on(connection, hearing, appeal_id, comment)
    elif step == Step.ESCALATE:
        appealing.escalate(connection, hearing, appeal_id, comment)
    elif step == Step.WITHDRAW:
        appealing.withdraw(connection, hearing, appeal_id, comment)
    elif step == Step.REJECT:
        appeal_deciding.reject(connection, hearing, appeal_id, comment)
    elif step == Step.UPHOLD:
        said = fields.one("rule")
        rule = RuleWas(said) if said in (RuleWas.WRONG, RuleWas.UNKNOWN) else None
        ruling = Ruling(comment=comment, state=_STATES.get(fields.one("state")), rule_was=rule)
        appeal_deciding.uphold(connection, hearing, appeal_id, ruling)
    else:
        raise RecordsError("there is no such step", "choose a step of the page", where=appeal_id, code="wrong_state")


def _id_of(visit: Visit) -> str:
    return unquote(visit.path.removeprefix("/appeals/"))


def find_appeal(workspace: Workspace, visit: Visit, appeal_id: str) -> Appeal | None:
    """The appeal, if it is there and theirs to see."""
    with reading(workspace.engine) as connection:
        return appeals.find_seen(connection, appeal_id, sight=visit.sight(Action.READ_APPEALS))


def page_of_appeal(
    workspace: Workspace, visit: Visit, appeal_id: str, *, wrong: str = "", comment: str = ""
) -> AppealPage | None:
    """The page of an appeal that is theirs to see; the look is noted first."""
    appeal = find_appeal(workspace, visit, appeal_id)
    if appeal is None or visit.viewer is None:
        return None
    w, procedure = visit.w, appeal_rules.procedure_in(workspace.path)
    with reading(workspace.engine) as connection:
        case = published_case.published_case(connection, appeal.evaluation_id)
    with writing(workspace.engine) as connection:
        key = (case.evaluation.source, case.evaluation.interaction_id)
        looks.note(connection, *key, who=visit.viewer.login, at=visit.at, page="appeal", was_shown=True)
    with reading(workspace.engine) as connection:
        steps = appeals.steps_of(connection, appeal.id)
        attached = appeal_attachments.of(connection, appeal.id)
        history = publications.history(connection, appeal.evaluation_id)
        example = rule_examples.of_appeal(connection, appeal.id)
        at = appealing.standpoint_of(connection, appeal, steps)
    may = procedure.open_to(visit.viewer.person, at, visit.at)
    row = appeal_row(appeal, procedure, visit.at, w)
    ground = procedure.policy.grounds.get(str(appeal.reason_code))
    return AppealPage(
        frame=frame_of(visit, f"{w['appeal_one']} {row.agent} {row.item}", "appeals", status=422 if wrong else 200),
        w=w,
        path=appeal_page_url(appeal.id),
        row=row,
        comment_filed=appeal.comment or "",
        deduction=deduction_of(case, appeal.item, w) if appeal.item else None,
        interaction_url=_interaction(case, appeal, visit),
        interaction_id=case.evaluation.interaction_id,
        score_was=points(_appealed_against(history, appeal).published_score),
        score_now=points(history[-1].published_score),
        decision=_decision(appeal, w),
        example=example[0].example_id if example else "",
        steps=step_lines(steps, "appeal_step", w),
        attachments=tuple(_attached(one, w) for one in attached),
        attach_url=attachment_url(appeal.id) if Step.ATTACH in may else "",
        attach_help=_limits(procedure.policy.attachments, w),
        may=tuple(step.value for step in may if step in _PLAIN),
        decides=Step.UPHOLD in may or Step.REJECT in may,
        corrects_to=ground.corrects_to.value if ground else "met",
        grounds_help=w["appeal_deadline"].format(day=last_day(procedure, appeal.due_at)) if appeal.due_at else "",
        wrong=wrong,
        done=_done(visit),
        comment=comment,
    )


def _done(visit: Visit) -> str:
    """What was done, in words; empty when nothing was."""
    asked = visit.asked("done")
    return visit.w["appeal_attached_already" if asked == ATTACHED_ALREADY else "appeal_done"] if asked else ""


def _attached(one: Attachment, w: Words) -> AttachedFile:
    about = f"{w.of('attachment_kind', one.kind)}, {max(1, one.size_bytes // 1024)} KB, {one.who}"
    return AttachedFile(name=one.name, about=about, url=attachment_url(one.appeal_id, one.sha256))


def _limits(limits: AttachmentLimits, w: Words) -> str:
    megabytes = min(limits.largest_bytes, BIGGEST_UPLOAD_BYTES) / 1e6
    kinds = ", ".join(w.of("attachment_kind", one) for one in limits.kinds)
    return w["appeal_attach_help"].format(kinds=kinds, megabytes=f"{megabytes:g}", most=limits.most)


def _appealed_against(history: Sequence[StoredPublication], appeal: Appeal) -> StoredPublication:
    """What was published when it was filed, whatever this appeal changed since."""
    by_this = f"{published_case.BY_APPEAL}{appeal.id} "
    before = [one for one in history if one.at <= appeal.at and not one.reason.startswith(by_this)]
    return (before or history)[-1]


def _interaction(case: PublishedCase, appeal: Appeal, visit: Visit) -> str:
    if not visit.may(Action.READ_INTERACTIONS):
        return ""
    one = case.evaluation
    return item_url(one.source, one.interaction_id, one.segment, appeal.item or "")


def _decision(appeal: Appeal, w: Words) -> str:
    if appeal.decision is None:
        return ""
    said = [w.of("appeal_state", appeal.state)]
    if appeal.corrected_to:
        said.append(w["appeal_becomes"].format(state=w.of("state", appeal.corrected_to)))
    if appeal.rule_was:
        said.append(w.of("rule_was", appeal.rule_was))
    return " · ".join(said)
