"""Coaching tasks: one with its steps, making one by hand, and every step of its life, as `mingjian coaching` does."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from fastapi import Depends
from pydantic import BaseModel, ConfigDict, Field, create_model
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from console import coaching_desk
from console.api import coaching_clips
from console.api.answers import read_answer
from console.api.api_desk import ApiDesk
from console.api.api_gate import ApiCaller, ApiGate
from console.api.beholding import beholder_of
from console.api.list_queries import IsoDay
from console.api.reading_noted import note_looks
from console.api.row_models import ROW_MODELS
from console.api.writing_once import written
from inspection.access.api_token import ApiScope
from inspection.access.policy import Action
from inspection.access.sight import EVERYTHING
from inspection.coaching.task import Cause
from records import coaching_board, coaching_life, coaching_steps, seen_rows
from records.beholder import Beholder
from records.coaching_life import CoachingDesk, ManualTask
from records.database import Connection, reading

READ = ApiGate(Action.READ_COACHING, ApiScope.COACHING_READ)
ARRANGE = ApiGate(Action.ARRANGE_COACHING, ApiScope.COACHING_WRITE)
WORK = ApiGate(Action.WORK_ON_COACHING, ApiScope.COACHING_WRITE)
Caller = Annotated[ApiCaller, Depends(WORK)]
Words = Annotated[str, Field(max_length=5000, description="personal data in it is masked")]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Act = Callable[[Connection, CoachingDesk], object]
_EVERYTHING = Beholder(sight=EVERYTHING, drafts=EVERYTHING)


class CoachingStepTaken(BaseModel):
    """A step somebody took."""

    number: int
    step: str
    before: str | None
    after: str
    who: str
    role: str
    at: datetime
    comment: str


_fields: dict[str, Any] = {"steps": (list[CoachingStepTaken], ...)}
CoachingTaskWithSteps: type[BaseModel] = create_model(
    "CoachingTaskWithSteps", __base__=ROW_MODELS["coaching"], __doc__="A task with every step it took.", **_fields
)


class NewCoachingTask(BaseModel):
    """A task made by hand, for one agent or for several together."""

    model_config = ConfigDict(extra="forbid")
    agents: list[Name] = Field(min_length=1, max_length=100)
    item: Name
    reason: Words
    due_on: IsoDay | None = Field(None, description="null: in 14 days")
    trainer: Name | None = None


class Remark(BaseModel):
    """Words that go with a step."""

    model_config = ConfigDict(extra="forbid")
    comment: Words = ""


class Planned(Remark):
    """The day it will be held, and what a common cause comes from."""

    on: IsoDay
    cause: Cause | None = None


class Held(Remark):
    """The day it was held (null: today) and what was taught with."""

    on: IsoDay | None = None
    material: str | None = Field(None, max_length=300)


class Reassigned(Remark):
    """Who takes it."""

    trainer: Name


def one_task(request: Request, caller: Annotated[ApiCaller, Depends(READ)], task_id: str) -> Response:
    """One coaching task with every step so far."""
    desk: ApiDesk = request.app.state.api
    with reading(desk.workspace.engine) as connection:
        shown = _shown(connection, caller, task_id)
    _note(desk, caller, task_id)
    return read_answer(request, shown)


def add(request: Request, caller: Annotated[ApiCaller, Depends(ARRANGE)], body: NewCoachingTask) -> Response:
    """Make a task by hand, for agents of one's own reach."""
    desk: ApiDesk = request.app.state.api
    wanted = ManualTask(
        agents=tuple(body.agents), item=body.item, reason=body.reason, due_on=body.due_on, trainer=body.trainer
    )

    def act(connection: Connection) -> BaseModel:
        made = coaching_life.add(connection, _desk(desk, caller), wanted)
        return _made(connection, caller, made.task_id)

    def before(connection: Connection) -> None:
        _demand_agents(connection, caller, body.agents)

    answer = written(request, caller, act, subject="coaching:new", body=body, before=before, status=201)
    _note(desk, caller, json.loads(bytes(answer.body))["task_id"])
    return answer


def plan(request: Request, caller: Caller, task_id: str, body: Planned) -> Response:
    """Set the day it will be held; who plans a task nobody has takes it."""

    def act(connection: Connection, desk: CoachingDesk) -> None:
        coaching_life.plan(connection, desk, task_id, body.on, cause=body.cause, comment=body.comment)

    return _step(request, caller, task_id, body, act)


def hold(request: Request, caller: Caller, task_id: str, body: Held) -> Response:
    """Say that it was held; from the next day on its effect is looked for."""

    def act(connection: Connection, desk: CoachingDesk) -> None:
        coaching_life.hold(connection, desk, task_id, on=body.on, material=body.material, comment=body.comment)

    return _step(request, caller, task_id, body, act)


def acknowledge(request: Request, caller: Caller, task_id: str, body: Remark) -> Response:
    """The agent's own word that they were coached."""

    def act(connection: Connection, desk: CoachingDesk) -> None:
        coaching_life.acknowledge(connection, desk, task_id, body.comment)

    return _step(request, caller, task_id, body, act)


def close(request: Request, caller: Caller, task_id: str, body: Remark) -> Response:
    """It is done: the next interactions of the item will be looked at."""

    def act(connection: Connection, desk: CoachingDesk) -> None:
        coaching_life.close(connection, desk, task_id, body.comment)

    return _step(request, caller, task_id, body, act)


def cancel(request: Request, caller: Caller, task_id: str, body: Remark) -> Response:
    """It will not be held; a reason is demanded."""

    def act(connection: Connection, desk: CoachingDesk) -> None:
        coaching_life.cancel(connection, desk, task_id, body.comment)

    return _step(request, caller, task_id, body, act)


def reassign(
    request: Request, caller: Annotated[ApiCaller, Depends(ARRANGE)], task_id: str, body: Reassigned
) -> Response:
    """Give it to another trainer."""

    def act(connection: Connection, desk: CoachingDesk) -> None:
        coaching_life.reassign(connection, desk, task_id, body.trainer, body.comment)

    return _step(request, caller, task_id, body, act)


def _step(request: Request, caller: ApiCaller, task_id: str, body: BaseModel, act: Act) -> Response:
    """Take a step with a task the caller sees, and answer with the task as it stands then."""
    desk: ApiDesk = request.app.state.api

    def before(connection: Connection) -> BaseModel:
        return _shown(connection, caller, task_id)

    def done(connection: Connection) -> BaseModel:
        act(connection, _desk(desk, caller))
        return _shown(connection, caller, task_id)

    answer = written(request, caller, done, subject=f"coaching:{task_id}", body=body, before=before)
    _note(desk, caller, task_id)
    return answer


def _note(desk: ApiDesk, caller: ApiCaller, task_id: str) -> None:
    """The words of its clips are about to be answered: a look at each of these interactions."""
    with reading(desk.workspace.engine) as connection:
        row = seen_rows.one_of(connection, "coaching", _EVERYTHING, {"task_id": task_id})
    note_looks(desk.workspace, caller, coaching_clips.with_words([row] if row else []))


def _desk(desk: ApiDesk, caller: ApiCaller) -> CoachingDesk:
    return coaching_desk.desk_of(desk.workspace, caller.person, caller.at)


def _demand_agents(connection: Connection, caller: ApiCaller, agents: list[str]) -> None:
    """Agents of one's own reach only; an agent nobody registered belongs to nobody's team."""
    seen = coaching_board.agents_seen(connection, agents, sight=caller.sight(Action.ARRANGE_COACHING))
    if not seen.issuperset(agents):
        raise HTTPException(404, "there is no such agent, or not one you coach; see mingjian review people")


def _shown(connection: Connection, caller: ApiCaller, task_id: str) -> BaseModel:
    found = seen_rows.one_of(connection, "coaching", beholder_of(caller, Action.READ_COACHING), {"task_id": task_id})
    if found is None:
        raise HTTPException(404, "there is no such task, or it is not yours to see; see /coaching-tasks")
    return _with_steps(connection, caller, found)


def _made(connection: Connection, caller: ApiCaller, task_id: str) -> BaseModel:
    """A task the caller has just made: one of several agents together stands in no team's list."""
    found = seen_rows.one_of(connection, "coaching", _EVERYTHING, {"task_id": task_id})
    return _with_steps(connection, caller, found or {})


def _with_steps(connection: Connection, caller: ApiCaller, found: dict[str, Any]) -> BaseModel:
    names = CoachingStepTaken.model_fields
    taken = coaching_steps.of(connection, found["task_id"])
    steps = [{name: getattr(one, name) for name in names} for one in taken]
    (row,) = coaching_clips.told(connection, caller.sight(Action.READ_INTERACTIONS), [found])
    return CoachingTaskWithSteps.model_validate(row | {"steps": steps})
