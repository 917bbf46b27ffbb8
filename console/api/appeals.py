"""Appeals: one with its steps, filing, commenting, deciding, the final instance, as `mingjian appeal` does."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Depends
from pydantic import BaseModel, ConfigDict, Field, create_model
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from console.api.answers import read_answer
from console.api.api_desk import ApiDesk
from console.api.api_gate import ApiCaller, ApiGate
from console.api.beholding import beholder_of
from console.api.row_models import ROW_MODELS
from console.api.writing_once import written
from inspection.access.api_token import ApiScope
from inspection.access.policy import Action
from inspection.appeal_policy import AppealState, RuleWas
from inspection.evaluation import ItemState
from records import appeal_deciding, appeal_filing, appealing, appeals, seen_rows
from records.appeal_deciding import Ruling
from records.appeal_filing import Wish
from records.appeal_rules import procedure_in
from records.appealing import Hearing
from records.database import Connection, reading

READ = ApiGate(Action.READ_APPEALS, ApiScope.APPEALS_READ)
FILE = ApiGate(Action.FILE_APPEALS, ApiScope.APPEALS_WRITE)
WORK = ApiGate(Action.WORK_ON_APPEALS, ApiScope.APPEALS_WRITE)
_STATES = {"met": ItemState.MET, "not_applicable": ItemState.NOT_APPLICABLE}
Caller = Annotated[ApiCaller, Depends(WORK)]
Comment = Annotated[str, Field("", max_length=5000, description="personal data in it is masked")]
Act = Callable[[Connection, Hearing], object]


class AppealStepRow(BaseModel):
    """A step somebody took."""

    number: int
    step: str
    before: AppealState
    after: AppealState
    who: str
    role: str
    at: datetime
    comment: str


_fields: dict[str, Any] = {"steps": (list[AppealStepRow], ...)}
AppealWithSteps: type[BaseModel] = create_model(
    "AppealWithSteps", __base__=ROW_MODELS["appeals"], __doc__="An appeal with every step it took.", **_fields
)


class NewAppeal(BaseModel):
    """What is appealed against: an item that cost points, or (null) the interaction as a whole."""

    model_config = ConfigDict(extra="forbid")
    evaluation_id: str = Field(min_length=1, max_length=200)
    item: str | None = Field(None, min_length=1, max_length=200)
    ground: str = Field(min_length=1, max_length=100, description="one of the grounds of appeals.yaml")
    comment: Comment = ""


class Remark(BaseModel):
    """Words that go with a step."""

    model_config = ConfigDict(extra="forbid")
    comment: Comment = ""


class Upheld(Remark):
    """How an appeal is upheld: by the ground, unless it is said otherwise."""

    state: Literal["met", "not_applicable"] | None = Field(None, description="what the item becomes")
    rule_was: RuleWas | None = Field(None, description="what that says of the rule")


def one_appeal(request: Request, caller: Annotated[ApiCaller, Depends(READ)], appeal_id: str) -> Response:
    """One appeal with every step so far."""
    desk: ApiDesk = request.app.state.api
    with reading(desk.workspace.engine) as connection:
        return read_answer(request, _shown(connection, caller, appeal_id))


def file_appeal(request: Request, caller: Annotated[ApiCaller, Depends(FILE)], body: NewAppeal) -> Response:
    """Appeal against one's own published score, in time."""
    desk: ApiDesk = request.app.state.api

    def act(connection: Connection) -> BaseModel:
        wish = Wish(evaluation_id=body.evaluation_id, item=body.item, ground=body.ground, comment=body.comment)
        filed = appeal_filing.file_appeal(connection, _hearing(desk, caller), wish)
        return _shown(connection, caller, filed.id)

    def before(connection: Connection) -> None:
        beholder = beholder_of(caller, Action.READ_INTERACTIONS)
        if not seen_rows.one_of(connection, "evaluations", beholder, {"evaluation_id": body.evaluation_id}):
            raise HTTPException(404, "there is no such evaluation, or it is not yours to see; see /evaluations")

    subject = f"evaluation:{body.evaluation_id}"
    return written(request, caller, act, subject=subject, body=body, before=before, status=201)


def comment_on(request: Request, caller: Caller, appeal_id: str, body: Remark) -> Response:
    """The team lead's word on an appeal."""

    def act(connection: Connection, hearing: Hearing) -> None:
        appealing.comment_on(connection, hearing, appeal_id, body.comment)

    return _step(request, caller, appeal_id, body, act)


def uphold(request: Request, caller: Caller, appeal_id: str, body: Upheld) -> Response:
    """Uphold it: the published score is corrected by a new row; in a frozen month the difference is booked."""
    state: Any = _STATES[body.state] if body.state else None
    ruling = Ruling(comment=body.comment, state=state, rule_was=body.rule_was)

    def act(connection: Connection, hearing: Hearing) -> None:
        appeal_deciding.uphold(connection, hearing, appeal_id, ruling)

    return _step(request, caller, appeal_id, body, act)


def reject(request: Request, caller: Caller, appeal_id: str, body: Remark) -> Response:
    """Reject it, with the reason; the agent may then go to the final instance."""

    def act(connection: Connection, hearing: Hearing) -> None:
        appeal_deciding.reject(connection, hearing, appeal_id, body.comment)

    return _step(request, caller, appeal_id, body, act)


def escalate(request: Request, caller: Caller, appeal_id: str, body: Remark) -> Response:
    """Take a rejected appeal to the final instance."""

    def act(connection: Connection, hearing: Hearing) -> None:
        appealing.escalate(connection, hearing, appeal_id, body.comment)

    return _step(request, caller, appeal_id, body, act)


def withdraw(request: Request, caller: Caller, appeal_id: str, body: Remark) -> Response:
    """Take one's own appeal back."""

    def act(connection: Connection, hearing: Hearing) -> None:
        appealing.withdraw(connection, hearing, appeal_id, body.comment)

    return _step(request, caller, appeal_id, body, act)


def _step(request: Request, caller: ApiCaller, appeal_id: str, body: BaseModel, act: Act) -> Response:
    """Take a step with an appeal the caller sees, and answer with the appeal as it stands then."""
    desk: ApiDesk = request.app.state.api

    def before(connection: Connection) -> BaseModel:
        return _shown(connection, caller, appeal_id)

    def done(connection: Connection) -> BaseModel:
        act(connection, _hearing(desk, caller))
        return _shown(connection, caller, appeal_id)

    return written(request, caller, done, subject=f"appeal:{appeal_id}", body=body, before=before)


def _hearing(desk: ApiDesk, caller: ApiCaller) -> Hearing:
    return Hearing(procedure_in(desk.workspace.path), caller.person, caller.at)


def _shown(connection: Connection, caller: ApiCaller, appeal_id: str) -> BaseModel:
    found = seen_rows.one_of(connection, "appeals", beholder_of(caller, Action.READ_APPEALS), {"id": appeal_id})
    if found is None:
        raise HTTPException(404, "there is no such appeal, or it is not yours to see; see /appeals")
    names = AppealStepRow.model_fields
    steps = [{name: getattr(one, name) for name in names} for one in appeals.steps_of(connection, appeal_id)]
    return AppealWithSteps.model_validate(found | {"steps": steps})
