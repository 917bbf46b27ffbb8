"""The lists of the API: which exported table stands where, who may read it, and by what it may be filtered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any

from fastapi import Depends, Query
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from console.api import coaching_clips
from console.api.answers import read_answer
from console.api.api_desk import ApiDesk
from console.api.api_gate import ApiCaller, ApiGate
from console.api.beholding import beholder_of
from console.api.cursors import packed, unpacked
from console.api.list_queries import ListQuery, query_model
from console.api.reading_noted import note_list, note_one
from console.api.row_models import ROW_MODELS, page_model
from console.review_desk import CENTRE
from inspection.access.api_token import ApiScope
from inspection.access.policy import Action
from records import seen_rows
from records.database import reading
from records.seen_rows import Asked

MOMENTS = frozenset({"appeals", "reviews"})
"""Tables whose rows happen at a moment: a day of them is the centre's."""
_FIRST_DAY, _LAST_DAY = date(1970, 1, 1), date(2999, 12, 31)
_END_OF_DAY = timedelta(days=1) - timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowList:
    """A list at `path`, and where `id_column` is named its rows one by one below it."""

    path: str
    table: str
    action: Action
    scope: ApiScope
    filters: Sequence[str]
    summary: str
    id_column: str = ""

    @property
    def gate(self) -> ApiGate:
        """Who may read it."""
        return ApiGate(self.action, self.scope)

    @property
    def page(self) -> type[BaseModel]:
        """The model of its pages."""
        return PAGE_MODELS[self.table]


LISTS = (
    RowList(
        path="/interactions", table="interactions", action=Action.READ_INTERACTIONS, scope=ApiScope.INTERACTIONS_READ,
        filters=("source", "channel", "agent_id", "team", "site", "vendor", "queue", "business_line"),
        summary="Interactions, by business date",
    ),
    RowList(
        path="/evaluations", table="evaluations", action=Action.READ_INTERACTIONS, scope=ApiScope.EVALUATIONS_READ,
        filters=("source", "interaction_id", "agent_id", "team", "vendor", "channel", "status", "form_id", "band"),
        summary="Current evaluations with items and evidence, by business date", id_column="evaluation_id",
    ),
    RowList(
        path="/flags", table="flags", action=Action.READ_FLAGS, scope=ApiScope.FLAGS_READ,
        filters=("source", "interaction_id", "agent_id", "code", "severity", "status", "item"),
        summary="Flags, by business date", id_column="flag_id",
    ),
    RowList(
        path="/verdicts", table="reviews", action=Action.READ_REVIEWS, scope=ApiScope.REVIEWS_READ,
        filters=("evaluation_id", "who", "item", "state", "decision", "stage"),
        summary="What reviewers said, item by item, by time",
    ),
    RowList(
        path="/appeals", table="appeals", action=Action.READ_APPEALS, scope=ApiScope.APPEALS_READ,
        filters=("evaluation_id", "agent_id", "team", "state", "item"), summary="Appeals, by time of filing",
    ),
    RowList(
        path="/coaching-tasks", table="coaching", action=Action.READ_COACHING, scope=ApiScope.COACHING_READ,
        filters=("agent_id", "item", "kind", "status", "trainer", "period"), summary="Coaching tasks, by due date",
    ),
    RowList(
        path="/scorecards", table="scorecards", action=Action.READ_SCORECARDS, scope=ApiScope.SCORECARDS_READ,
        filters=("period", "scope", "agent_id", "team", "vendor", "channel", "line"),
        summary="Scorecards, by the first day of their period", id_column="scorecard_id",
    ),
    RowList(
        path="/ledger", table="ledger", action=Action.READ_NIGHT, scope=ApiScope.NIGHT_READ,
        filters=("source", "ending", "code", "run_id", "interaction_id"), summary="The ledger, by business date",
    ),
)  # fmt: skip
PAGE_MODELS = {one.table: page_model(ROW_MODELS[one.table]) for one in LISTS}


def list_endpoint(one: RowList) -> Callable[..., Response]:
    """The endpoint of a list."""
    row, page = ROW_MODELS[one.table], one.page
    query_of: Any = query_model(row.__name__, one.filters)

    def answer(
        request: Request, caller: Annotated[ApiCaller, Depends(one.gate)], query: Annotated[ListQuery, Query()]
    ) -> Response:
        desk: ApiDesk = request.app.state.api
        asked = _asked(one.table, query)
        with reading(desk.workspace.engine) as connection:
            found = seen_rows.page_of(connection, one.table, beholder_of(caller, one.action), asked)
            rows = list(found.rows)
            if one.table == "coaching":
                rows = coaching_clips.told(connection, caller.sight(Action.READ_INTERACTIONS), rows)
        note_list(desk.workspace, caller, one.table, found.rows)
        following = packed(found.after) if found.after else None
        return read_answer(request, page.model_validate({"rows": rows, "next": following}))

    answer.__annotations__["query"] = Annotated[query_of, Query()]
    return answer


def row_endpoint(one: RowList) -> Callable[..., Response]:
    """The endpoint of one row of a list; what nobody has and what is somebody else's is 404."""

    def answer(request: Request, caller: Annotated[ApiCaller, Depends(one.gate)], row_id: str) -> Response:
        desk: ApiDesk = request.app.state.api
        with reading(desk.workspace.engine) as connection:
            key = {one.id_column: row_id}
            found = seen_rows.one_of(connection, one.table, beholder_of(caller, one.action), key)
        if found is None:
            raise HTTPException(404, f"there is no such {one.table} row, or it is not yours to see; see {one.path}")
        note_one(desk.workspace, caller, one.table, found)
        return read_answer(request, ROW_MODELS[one.table].model_validate(found))

    return answer


def _asked(table: str, query: ListQuery) -> Asked:
    after = seen_rows.key_from(table, unpacked(query.cursor)) if query.cursor else None
    if table not in MOMENTS:
        return Asked(limit=query.limit, after=after, first=query.first, last=query.last, equal=query.equal())
    first, last = _midnight(query.first), _midnight(query.last)
    ends = last + _END_OF_DAY if last else None
    return Asked(limit=query.limit, after=after, first=first, last=ends, equal=query.equal())


def _midnight(day: date | None) -> datetime | None:
    """When a day begins at the centre; a year nobody can mean is the nearest that a moment can be written in."""
    if day is None:
        return None
    return datetime.combine(min(max(day, _FIRST_DAY), _LAST_DAY), time(), CENTRE)
