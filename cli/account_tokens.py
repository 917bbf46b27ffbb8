"""`mingjian accounts token`: tokens with which programs act for a person by the JSON API."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from cli.account_words import account_words
from cli.language import Lang, language_of
from cli.review_desk import Json, cells, show, table_of
from cli.rule_workspace import DatabaseUrl, WorkspaceFolder, opened, shown
from cli.terminal import print_json
from console.tokens import new_token, stored
from inspection.access.api_token import USUAL_DAYS, ApiScope, wanted_token
from inspection.access.sign_in_name import sign_in_name
from records import accounts, api_tokens, people
from records.api_tokens import ApiToken
from records.database import Connection, reading, writing
from records.workspace import Workspace

_SCOPES = ", ".join(scope.value for scope in ApiScope)
token_app = typer.Typer(
    help="Tokens of the JSON API: a program acts for a person.\n\n"
    "Example: mingjian accounts token list --workspace workspace",
    no_args_is_help=True,
)
Who = Annotated[
    str | None,
    typer.Option("--who", help="Which administrator you are, or whose token it is; default: the login name."),
]
Name = Annotated[str, typer.Argument(help="The name the person signs in with.")]


@token_app.command("add")
def add(
    name: Name,
    workspace: WorkspaceFolder,
    scope: Annotated[
        list[ApiScope],
        typer.Option(metavar="SCOPE", help=f"What it is for; may be given several times: {_SCOPES}."),
    ],
    for_: Annotated[str, typer.Option("--for", help="What uses it, so that you know it again.")],
    days: Annotated[int, typer.Option(help="So many days it lives (1 to 366).")] = USUAL_DAYS,
    who: Who = None,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Make a token and print it: once. It does what the person may, within its scopes, and never more.

    Example: mingjian accounts token add "BI" --scope evaluations:read --for "data warehouse" --workspace w --who Zhao
    """
    words, now, login = account_words(language_of(lang)), datetime.now(UTC), sign_in_name(name)
    wanted = wanted_token(for_, [one.value for one in scope], days)
    token = new_token()
    with opened(workspace, database_url) as one:
        by = _keeper(one, who, login)
        with writing(one.engine) as connection:
            made = api_tokens.add(connection, stored(token), login, wanted, by=by, at=now)
    typer.echo(words["token_once"].format(token=made.token_id, until=shown(made.ends_at)), err=True)
    print(token)


@token_app.command("list")
def list_(workspace: WorkspaceFolder, json_: Json = False, lang: Lang = None, database_url: DatabaseUrl = None) -> None:
    """List tokens: whose, for what, until when, and when each was used last. What they are is known to nobody.

    Example: mingjian accounts token list --workspace workspace
    """
    words, now = account_words(language_of(lang)), datetime.now(UTC)
    with opened(workspace, database_url) as one, reading(one.engine) as connection:
        found = api_tokens.of(connection)
    if json_:
        print_json({**{n: getattr(t, n) for n in ApiToken.__dataclass_fields__}, "scopes": _scopes(t)} for t in found)
        return
    table = table_of(
        words["tokens"], ("token_id", "login", "token_for", "scopes", "ends_at", "used_at", "state"), words
    )
    for token in found:
        state = words["active" if token.is_living(now) else "revoked" if token.revoked_at else "over"]
        row = (token.token_id, token.login, token.name, ", ".join(_scopes(token)), shown(token.ends_at))
        table.add_row(*cells(*row, shown(token.used_at), state))
    show(table)


@token_app.command("revoke")
def revoke(
    token_id: Annotated[str, typer.Argument(help="The token, as the list names it.")],
    workspace: WorkspaceFolder,
    who: Who = None,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """End a token at once.

    Example: mingjian accounts token revoke token_0a1b --workspace workspace --who Zhao
    """
    with opened(workspace, database_url) as one:
        with reading(one.engine) as connection:
            owner = next((t.login for t in api_tokens.of(connection) if t.token_id == token_id), "")
        by = _keeper(one, who, owner)
        with writing(one.engine) as connection:
            api_tokens.revoke(connection, token_id, by=by, at=datetime.now(UTC))
    print(account_words(language_of(lang))["token_revoked"].format(token=token_id))


def _keeper(workspace: Workspace, who: str | None, login: str) -> str:
    """Whoever keeps the accounts, or the person themselves."""
    with reading(workspace.engine) as connection:
        if who is not None and _is_theirs(connection, who, login):
            return who
    from cli.accounts import administrator

    return administrator(workspace, who)


def _is_theirs(connection: Connection, who: str, login: str) -> bool:
    account = accounts.find(connection, login)
    return account is not None and account.who == who and people.find(connection, who).active


def _scopes(token: ApiToken) -> list[str]:
    return sorted(scope.value for scope in token.scopes)
