"""Runs of the night, and versions of the rulebook."""

from datetime import date, datetime
from typing import Annotated

from fastapi import Depends, Path, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from console.api.answers import read_answer
from console.api.api_desk import ApiDesk
from console.api.api_gate import ApiCaller, ApiGate
from inspection.access.api_token import ApiScope
from inspection.access.policy import Action
from records import rulebook_versions, run_history, runs
from records.database import reading
from records.rulebook_versions import RulebookVersion, VersionStatus
from records.rulebook_versions import Step as VersionStep
from records.runs import Run, RunStatus

NIGHT = ApiGate(Action.READ_NIGHT, ApiScope.NIGHT_READ)
RULES = ApiGate(Action.READ_RULES, ApiScope.RULES_READ)
_BIGGEST = 2**31 - 1


class RunRow(BaseModel):
    """One run: how far it is, and once it ended how many entries ended how (only for who sees the whole centre)."""

    run_id: str
    business_date: date
    source_set: str
    status: RunStatus
    started_at: datetime
    finished_at: datetime | None
    resumed: int
    shards_done: int
    shards_total: int
    step: str
    counts: dict[str, int]
    exit_code: int | None
    error: str | None


class RunsPage(BaseModel):
    """The latest runs, the newest first."""

    rows: list[RunRow]


class RunsQuery(BaseModel):
    """How many runs."""

    model_config = ConfigDict(extra="forbid")
    limit: int = Field(50, ge=1, le=200)


class RulebookVersionRow(BaseModel):
    """One version of the rulebook, without its files. `effective_from` is null for a trial."""

    number: int
    rulebook_id: str
    version: str
    content_hash: str
    rulebook_hash: str
    step: VersionStep
    status: VersionStatus
    effective_from: datetime | None
    author: str
    publisher: str
    at: datetime
    note: str
    former: int | None
    content_of: int | None
    backtest_id: str | None


class RulebookVersionsPage(BaseModel):
    """Every version, the oldest first."""

    rows: list[RulebookVersionRow]


def list_runs(
    request: Request,
    caller: Annotated[ApiCaller, Depends(NIGHT)],
    query: Annotated[RunsQuery, Query()],
) -> Response:
    """The latest runs of the night."""
    desk: ApiDesk = request.app.state.api
    with reading(desk.workspace.engine) as connection:
        found = run_history.newest(connection, query.limit)
    return read_answer(request, RunsPage(rows=[_run(run, caller) for run in found]))


def one_run(request: Request, caller: Annotated[ApiCaller, Depends(NIGHT)], run_id: str) -> Response:
    """One run of the night."""
    desk: ApiDesk = request.app.state.api
    with reading(desk.workspace.engine) as connection:
        found = runs.find(connection, run_id)
    if found is None:
        raise HTTPException(404, "there is no such run; see /runs")
    return read_answer(request, _run(found, caller))


def list_versions(request: Request, caller: Annotated[ApiCaller, Depends(RULES)]) -> Response:  # noqa: ARG001
    """Every version of the rulebook."""
    desk: ApiDesk = request.app.state.api
    with reading(desk.workspace.engine) as connection:
        known = rulebook_versions.history(connection)
    return read_answer(request, RulebookVersionsPage(rows=[_version(one) for one in known]))


def one_version(
    request: Request,
    caller: Annotated[ApiCaller, Depends(RULES)],  # noqa: ARG001
    number: Annotated[int, Path(ge=1, le=_BIGGEST)],
) -> Response:
    """One version of the rulebook, by its number."""
    desk: ApiDesk = request.app.state.api
    with reading(desk.workspace.engine) as connection:
        found = next((one for one in rulebook_versions.history(connection) if one.number == number), None)
    if found is None:
        raise HTTPException(404, "there is no such version; see /rulebook-versions")
    return read_answer(request, _version(found))


def _run(run: Run, caller: ApiCaller) -> RunRow:
    shown = RunRow(**{name: getattr(run, name) for name in RunRow.model_fields})
    return shown if caller.sight(Action.READ_NIGHT).is_everything else shown.model_copy(update={"counts": {}})


def _version(one: RulebookVersion) -> RulebookVersionRow:
    return RulebookVersionRow(**{name: getattr(one, name) for name in RulebookVersionRow.model_fields})
