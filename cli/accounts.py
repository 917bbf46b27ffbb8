"""`mingjian accounts`: who may sign in to the console. Passwords never pass through here: people set them by a link."""

import csv
import io
import json
import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.account_tokens import token_app
from cli.account_words import account_words
from cli.language import Lang, language_of
from cli.review_desk import Json, cells, show, table_of
from cli.rule_workspace import DatabaseUrl, WorkspaceFolder, asking, opened, shown
from cli.settings import console_settings
from console.first_run import password_path
from inspection.access.sign_in_name import sign_in_name
from inspection.errors import AccessRefused, InputError, SettingsError
from inspection.formats.header_aliases import aliases_from_text
from inspection.formats.people_table import ReadPeople, read_people
from inspection.people import Person, PersonRole, demand_role
from pipelines.bench import shipped_text
from pipelines.importing_reviews import read_table
from records import accounts, api_tokens, keeping_people, people, provider_identities, sessions, sign_in_attempts
from records.accounts import Account
from records.database import reading, writing
from records.workspace import Workspace

accounts_app = typer.Typer(help="Accounts of the console: who signs in, as what.", no_args_is_help=True)
accounts_app.add_typer(token_app, name="token")

Who = Annotated[str | None, typer.Option("--who", help="Which administrator you are; default: the login name.")]
Url = Annotated[
    str, typer.Option("--url", help="Where people reach the console; default: console_public_url, else this machine.")
]
Name = Annotated[str, typer.Argument(help="The name somebody signs in with.")]


@accounts_app.command("import")
def import_(
    file: Annotated[
        Path,
        typer.Argument(help="CSV or XLSX, the roster or a list of people: name, role, team, site, vendor, agent_id."),
    ],
    workspace: WorkspaceFolder,
    links: Annotated[Path | None, typer.Option(help="Write the one-time links into this new file (CSV).")] = None,
    who: Who = None,
    url: Url = "",
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Register people and give each an account, with a one-time link to set the password.

    Who is registered already is brought up to date; accounts they have stay. Rows of who left (active: no) end theirs.

    Example: mingjian accounts import agents.csv --workspace workspace --links links.csv --who Zhao
    """
    words, now = account_words(language_of(lang)), datetime.now(UTC)
    if links is not None and links.exists():
        raise _is_there(links)
    with opened(workspace, database_url) as one:
        by = administrator(one, who)
        found = _with_names(
            read_people(read_table(file), aliases_from_text(shipped_text("header_aliases.yaml"))["person"])
        )
        with writing(one.engine) as connection:
            changed = people.save(connection, found.people, who=by, at=now, reason="accounts import")
            here = [(sign_in_name(person.who), person.who) for person in found.people if person.active]
            made = [(login, name) for login, name in here if accounts.add(connection, login, name, by=by, at=now)]
        rows = [(login, name, _base(url) + password_path(one, login, by=by, at=now)) for login, name in made]
    print(words["imported"].format(people=changed, accounts=len(rows)), file=sys.stderr)
    for row, why in found.bad_rows:
        print(words["bad_row"].format(row=row, reason=why), file=sys.stderr)
    _hand_out(rows, links, words)


@accounts_app.command("add")
def add(
    name: Name,
    workspace: WorkspaceFolder,
    role: Annotated[list[PersonRole], typer.Option(help="A role; may be given several times.")],
    team: Annotated[str | None, typer.Option(help="The team they belong to.")] = None,
    site: Annotated[str | None, typer.Option(help="The site they belong to and do not see past.")] = None,
    vendor: Annotated[str | None, typer.Option(help="The vendor they belong to and do not see past.")] = None,
    agent_id: Annotated[str | None, typer.Option(help="Their id as an agent.")] = None,
    who: Who = None,
    url: Url = "",
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Register one person with an account and print the one-time link to set the password.

    Example: mingjian accounts add "Li Lei" --role team_lead --team 售后一组 --workspace workspace --who Zhao
    """
    now, login, shown_name = datetime.now(UTC), sign_in_name(name), " ".join(name.split())
    person = Person(
        who=shown_name, roles=tuple(dict.fromkeys(role)), team=team, site=site, vendor=vendor, agent_id=agent_id
    )
    with opened(workspace, database_url) as one:
        by = administrator(one, who)
        with writing(one.engine) as connection:
            if accounts.find(connection, login) is not None:
                raise AccessRefused(f"'{login}' has an account", "see mingjian accounts list", code="name_taken")
            people.save(connection, [person], who=by, at=now, reason="accounts add")
            accounts.add(connection, login, person.who, by=by, at=now)
        path = password_path(one, login, by=by, at=now)
    _print_link(_base(url) + path, lang)


@accounts_app.command("reset")
def reset(
    name: Name,
    workspace: WorkspaceFolder,
    who: Who = None,
    url: Url = "",
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Take the password away, end every session and API token, lift a lock-out, and print a link to set a new one.

    Example: mingjian accounts reset "Li Lei" --workspace workspace --who Zhao
    """
    now, login = datetime.now(UTC), sign_in_name(name)
    with opened(workspace, database_url) as one:
        by = administrator(one, who)
        with writing(one.engine) as connection:
            accounts.must_find(connection, login)
            accounts.forget_password(connection, login, by=by, at=now)
            api_tokens.revoke_all(connection, login, by=by, at=now)
            sign_in_attempts.forgive(connection, login)
        path = password_path(one, login, by=by, at=now)
    _print_link(_base(url) + path, lang)


@accounts_app.command("disable")
def disable(
    name: Name,
    workspace: WorkspaceFolder,
    enable: Annotated[bool, typer.Option("--enable", help="Switch it on again instead.")] = False,
    reason: Annotated[str, typer.Option(help="Why, for the audit trail.")] = "",
    who: Who = None,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Switch an account off: its sessions and links end at once. What the person did stays theirs.

    Example: mingjian accounts disable "Li Lei" --reason left --workspace workspace --who Zhao
    """
    words, login = account_words(language_of(lang)), sign_in_name(name)
    with opened(workspace, database_url) as one:
        by = administrator(one, who)
        with writing(one.engine) as connection, keeping_people.keeping_an_administrator(connection):
            is_changed = accounts.set_disabled(
                connection, login, disabled=not enable, by=by, at=datetime.now(UTC), reason=reason
            )
    done = "enabled_now" if enable else "disabled_now"
    print(words[done if is_changed else "no_change"].format(login=login))


@accounts_app.command("unbind")
def unbind(
    name: Name,
    workspace: WorkspaceFolder,
    reason: Annotated[str, typer.Option(help="Why, for the audit trail.")] = "",
    who: Who = None,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Forget whom of the identity provider an account belongs to: who next signs in there under its name gets it.

    For somebody the provider knows anew. Sessions and API tokens of the account end.

    Example: mingjian accounts unbind "Li Lei" --reason "new directory" --workspace workspace --who Zhao
    """
    words, login, now = account_words(language_of(lang)), sign_in_name(name), datetime.now(UTC)
    with opened(workspace, database_url) as one:
        by = administrator(one, who)
        with writing(one.engine) as connection:
            accounts.must_find(connection, login)
            is_changed = provider_identities.unbind(connection, login, by=by, at=now, reason=reason) > 0
            if is_changed:
                sessions.end_all(connection, login)
                api_tokens.revoke_all(connection, login, by=by, at=now)
    print(words["unbound" if is_changed else "no_change"].format(login=login))


@accounts_app.command("list")
def list_(workspace: WorkspaceFolder, json_: Json = False, lang: Lang = None, database_url: DatabaseUrl = None) -> None:
    """List the accounts: who signs in as what, whether they can, and when they last did.

    Example: mingjian accounts list --workspace workspace
    """
    words = account_words(language_of(lang))
    with opened(workspace, database_url) as one, reading(one.engine) as connection:
        registered = {person.who: person for person in people.everybody(connection, inactive=True)}
        found = [(account, registered[account.who]) for account in accounts.everybody(connection)]
    if json_:
        for account, person in found:
            sys.stdout.write(json.dumps(_row(account, person), ensure_ascii=False) + "\n")
        return
    names = ("login", "who", "roles", "team", "site", "vendor", "agent_id", "state", "signed_in_at")
    table = table_of(words["accounts"], names, words)
    for account, person in found:
        row = _row(account, person) | {
            "roles": ", ".join(person.roles),
            "state": words[_state(account, person)],
            "signed_in_at": shown(account.signed_in_at),
        }
        table.add_row(*cells(*(row[name] for name in names)))
    show(table)


def _row(account: Account, person: Person) -> dict[str, object]:
    at = account.signed_in_at
    place = {name: getattr(person, name) for name in ("team", "site", "vendor", "agent_id")}
    return {
        "login": account.login,
        "who": account.who,
        "roles": [role.value for role in person.roles],
        **place,
        "state": _state(account, person),
        "signed_in_at": at.isoformat() if at else None,
    }


def _state(account: Account, person: Person) -> str:
    if not person.active:
        return "left"
    if account.disabled:
        return "disabled"
    return "active" if account.password_hash else "waiting"


def administrator(workspace: Workspace, who: str | None) -> str:
    """Who keeps the accounts; while there is no administrator anybody who can open the workspace may begin."""
    name = who or asking()
    with reading(workspace.engine) as connection:
        if accounts.has_administrator(connection):
            demand_role(people.find(connection, name), (PersonRole.ADMINISTRATOR,), step="keep accounts", where="--who")
    return name


def _with_names(found: ReadPeople) -> ReadPeople:
    """People whose names can sign in; the others become bad rows (by their place among the people)."""
    good, bad = [], list(found.bad_rows)
    for person in found.people:
        try:
            sign_in_name(person.who)
        except InputError as error:
            bad.append((0, f"'{person.who[:40]}': {error.reason}"))
        else:
            good.append(person)
    return ReadPeople(tuple(good), tuple(bad))


def _base(url: str) -> str:
    public = console_settings().public
    return url.rstrip("/") or (f"https://{public.host}" if public else "http://127.0.0.1:8000")


def _print_link(url: str, lang: str | None) -> None:
    print(account_words(language_of(lang))["one_time"], file=sys.stderr)
    print(url)


def _hand_out(rows: Iterable[tuple[str, str, str]], file: Path | None, words: dict[str, str]) -> None:
    """Print the links as CSV, or write them into a file that nobody else may read."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([("login", "who", "link"), *rows])
    if file is None:
        sys.stdout.write(out.getvalue())
        return
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8-sig") as target:
            target.write(out.getvalue())
    except FileExistsError:
        raise _is_there(file) from None
    print(words["links_in"].format(file=file), file=sys.stderr)


def _is_there(file: Path) -> SettingsError:
    return SettingsError("the file is there already", "name a new file", where=str(file))
