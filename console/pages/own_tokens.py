"""One's own tokens: make one (shown once), see when each was used, revoke it."""

from dataclasses import dataclass
from datetime import datetime

from console.doorkeeper import Doorkeeper
from console.figures import moment
from console.form_fields import FormFields
from console.frame import PageContext, frame_of
from console.see_other import SeeOther
from console.tokens import new_token, stored
from console.visit import Visit
from console.words import Words
from inspection.access.api_token import LONGEST_DAYS, LONGEST_NAME, USUAL_DAYS, ApiScope, wanted_token
from inspection.errors import AccessRefused, InputError
from records import api_tokens
from records.api_tokens import ApiToken
from records.database import reading, writing
from records.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRow:
    """One token as its owner sees it."""

    token_id: str
    name: str
    scopes: str
    until: str
    used: str
    state: str
    is_living: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTokens(PageContext):
    """`made` is a token that was just made: shown this once. `wrong` says what was wrong with what was asked for.

    `scopes` are all that can be chosen (value, name); `longest_name`, `longest_days`, `usual_days` the limits of the
    form.
    """

    rows: tuple[TokenRow, ...]
    scopes: tuple[tuple[str, str], ...]
    made: str
    wrong: str
    longest_name: int
    longest_days: int
    usual_days: int


def build(workspace: Workspace, visit: Visit) -> OwnTokens | None:
    """One's own tokens, the newest first."""
    return _page(workspace, visit)


def make(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> OwnTokens | None:
    """Fields: `name`, `scope` (several), `days`."""
    if visit.viewer is None:
        return None
    given = fields.one("days").strip()
    try:
        days = int(given) if given.isascii() and given.isdigit() and len(given) <= 4 else 0
        wanted = wanted_token(fields.one("name"), list(fields.many("scope")), days)
    except InputError:
        return _page(keeper.workspace, visit, wrong=visit.w["token_bad"])
    token, login = new_token(), visit.viewer.login
    with writing(keeper.workspace.engine) as connection:
        api_tokens.add(connection, stored(token), login, wanted, by=visit.viewer.person.who, at=visit.at)
    return _page(keeper.workspace, visit, made=token)


def revoke(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> SeeOther | None:
    """Field: `token`, the id of one of one's own."""
    if visit.viewer is None:
        return None
    who, login = visit.viewer.person.who, visit.viewer.login
    try:
        with writing(keeper.workspace.engine) as connection:
            api_tokens.revoke(connection, fields.one("token"), by=who, at=visit.at, login=login)
    except AccessRefused:
        return None
    return SeeOther("/account/tokens")


def _page(workspace: Workspace, visit: Visit, *, made: str = "", wrong: str = "") -> OwnTokens | None:
    if visit.viewer is None:
        return None
    with reading(workspace.engine) as connection:
        found = api_tokens.of(connection, visit.viewer.login)
    return OwnTokens(
        frame=frame_of(visit, visit.w["token_page"], status=422 if wrong else 200),
        w=visit.w,
        rows=tuple(_row(token, visit.at, visit.w) for token in found),
        scopes=tuple((scope.value, visit.w.of("api_scope", scope.value)) for scope in ApiScope),
        made=made,
        wrong=wrong,
        longest_name=LONGEST_NAME,
        longest_days=LONGEST_DAYS,
        usual_days=USUAL_DAYS,
    )


def _row(token: ApiToken, at: datetime, w: Words) -> TokenRow:
    is_living = token.is_living(at)
    state = "token_living" if is_living else "token_revoked" if token.revoked_at else "token_over"
    return TokenRow(
        token_id=token.token_id,
        name=token.name,
        scopes=", ".join(w.of("api_scope", scope.value) for scope in ApiScope if scope in token.scopes),
        until=moment(token.ends_at),
        used=moment(token.used_at) if token.used_at else "–",
        state=w[state],
        is_living=is_living,
    )
