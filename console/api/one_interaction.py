"""One interaction with its masked words; of a transferred one only the part of agents the caller sees."""

from typing import Annotated, Any
from urllib.parse import unquote

from fastapi import Depends
from pydantic import BaseModel, create_model
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from console.api.answers import read_answer
from console.api.api_desk import ApiDesk
from console.api.api_gate import ApiCaller, ApiGate
from console.api.beholding import beholder_of
from console.api.reading_noted import note_look
from console.api.row_models import ROW_MODELS
from console.visit import path_of
from inspection.access.api_token import ApiScope
from inspection.access.policy import Action
from records import interactions, seen_interactions, seen_rows
from records.database import reading

GATE = ApiGate(Action.READ_INTERACTIONS, ApiScope.INTERACTIONS_READ)
_PARTS_BEFORE = 3  # api, v1, interactions

_Turn = ROW_MODELS["turns"]
_fields: dict[str, Any] = {"transcript": (list[_Turn], ...)}  # type: ignore[valid-type]
InteractionWithTurns: type[BaseModel] = create_model(
    "InteractionWithTurns",
    __base__=ROW_MODELS["interactions"],
    __doc__="An interaction with its turns, in order; personal data in the words is masked.",
    **_fields,
)


def one_interaction(
    request: Request,
    caller: Annotated[ApiCaller, Depends(GATE)],
    source: str,  # noqa: ARG001 - read from the address as it was sent, below
    interaction_id: str,  # noqa: ARG001
) -> Response:
    """One interaction with its masked transcript. The look is in the audit trail, also where it is refused.

    A slash inside the source or the id is written as %2F.
    """
    desk: ApiDesk = request.app.state.api
    key = _key(request)
    found = None
    if key is not None:
        with reading(desk.workspace.engine) as connection:
            beholder = beholder_of(caller, Action.READ_INTERACTIONS)
            named = {"source": key[0], "interaction_id": key[1]}
            found = seen_rows.one_of(connection, "interactions", beholder, named)
            stored = interactions.find(connection, *key) if found else None
            if found and stored:
                seen = seen_interactions.turns_seen(connection, beholder.sight, stored)
                turns = seen_rows.turns_of(connection, *key)
                found["transcript"] = [turn for turn in turns if turn["turn"] in seen]
        note_look(desk.workspace, caller, *key, was_shown=found is not None)
    if found is None:
        raise HTTPException(404, "there is no such interaction, or it is not yours to see; see /interactions")
    return read_answer(request, InteractionWithTurns.model_validate(found))


def _key(request: Request) -> tuple[str, str] | None:
    """(source, interaction_id) of the address as it was sent: a slash inside one of them is encoded there."""
    parts = path_of(request).strip("/").split("/")[_PARTS_BEFORE:]
    return (unquote(parts[0]), unquote(parts[1])) if len(parts) == 2 and all(parts) else None
