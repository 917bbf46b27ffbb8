"""Who a token speaks for."""

from datetime import datetime
from typing import Annotated

from fastapi import Depends
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from console.api.answers import read_answer
from console.api.api_gate import ApiCaller, ApiGate
from inspection.access.api_token import ApiScope
from inspection.access.policy import Action, Scope, scopes_of
from inspection.people import PersonRole

GATE = ApiGate(Action.KEEP_OWN_ACCOUNT, None)


class Right(BaseModel):
    """Something the person may do, and how far it reaches; a token does no more, and only within its scopes."""

    action: Action
    reaches: list[Scope]


class Me(BaseModel):
    """The person behind the token, and the token."""

    login: str
    who: str
    roles: list[PersonRole]
    team: str | None
    site: str | None
    vendor: str | None
    agent_id: str | None
    rights: list[Right]
    token_id: str
    token_name: str
    scopes: list[ApiScope]
    ends_at: datetime


def me(request: Request, caller: Annotated[ApiCaller, Depends(GATE)]) -> Response:
    """Whom this token speaks for, and what it is good for."""
    person, token = caller.person, caller.token
    reach = {action: scopes_of(person, action) for action in Action}
    shown = Me(
        login=token.login,
        who=person.who,
        roles=list(person.roles),
        team=person.team,
        site=person.site,
        vendor=person.vendor,
        agent_id=person.agent_id,
        rights=[Right(action=action, reaches=sorted(scopes)) for action, scopes in reach.items() if scopes],
        token_id=token.token_id,
        token_name=token.name,
        scopes=sorted(token.scopes),
        ends_at=token.ends_at,
    )
    return read_answer(request, shown)
