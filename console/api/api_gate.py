"""The gate of an address of the JSON API: a living token, its scope, and the right of the person behind it.

No cookie is looked at: a browser that is signed in to the console has no more to say here than a stranger.
"""

from dataclasses import dataclass
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request

from console.api.api_desk import ApiDesk
from console.gate import AnyGate
from console.tokens import stored
from console.visit import address_of
from inspection.access.api_token import ApiScope
from inspection.access.policy import Action, may
from inspection.access.sight import Sight, sight_of
from inspection.people import Person
from records.api_tokens import ApiToken

_REALM = 'Bearer realm="mingjian"'
_LONGEST_TOKEN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiCaller:
    """Who asks: the person behind the token as they are registered now, the token, and when."""

    person: Person
    token: ApiToken
    at: datetime

    def sight(self, action: Action) -> Sight:
        """What of it they see."""
        return sight_of(self.person, action)


@dataclass(frozen=True, slots=True)
class ApiGate(AnyGate):
    """Lets pass who holds a token with the scope (None: any), and has the action in the policy."""

    action: Action
    scope: ApiScope | None

    def __call__(self, request: Request) -> ApiCaller:
        """Who asks; HTTPException 401, 403 or 429. Asked twice for one request it answers once."""
        known: ApiCaller | None = getattr(request.state, "api_caller", None)
        if known is None:
            known = request.state.api_caller = self._admit(request)
        return known

    def _admit(self, request: Request) -> ApiCaller:
        desk: ApiDesk = request.app.state.api
        at = desk.now()
        token = _token_of(request)
        bearer = desk.bearer(stored(token), at=at) if token else None
        _demand_patience(desk, f"token:{bearer.token.token_id}" if bearer else f"address:{address_of(request)}", at)
        if not token:
            raise _not_known(_REALM, "give a token: Authorization: Bearer TOKEN")
        if bearer is None:
            raise _not_known(
                f'{_REALM}, error="invalid_token"', "the token is unknown, over or revoked: make a new one"
            )
        if self.scope is not None and self.scope not in bearer.token.scopes:
            needed = f'{_REALM}, error="insufficient_scope", scope="{self.scope.value}"'
            said = f"the token lacks the scope {self.scope.value}; make one that has it"
            raise HTTPException(403, said, headers={"WWW-Authenticate": needed})
        if not may(bearer.person, self.action):
            raise HTTPException(403, f"the roles of '{bearer.person.who}' do not include {self.action.value}")
        return ApiCaller(person=bearer.person, token=bearer.token, at=at)


def _token_of(request: Request) -> str:
    """The token of the one Authorization header; empty when there is none that can be read."""
    given = request.headers.getlist("authorization")
    scheme, _, token = given[0].strip().partition(" ") if len(given) == 1 else ("", "", "")
    token = token.strip()
    return token if scheme.lower() == "bearer" and len(token) <= _LONGEST_TOKEN else ""


def _demand_patience(desk: ApiDesk, subject: str, at: datetime) -> None:
    wait_s = desk.limiter.wait_s(subject, at)
    if wait_s:
        said = f"too many requests; wait {wait_s} s"
        raise HTTPException(429, said, headers={"Retry-After": str(wait_s)})


def _not_known(challenge: str, what_to_do: str) -> HTTPException:
    return HTTPException(401, what_to_do, headers={"WWW-Authenticate": challenge})
