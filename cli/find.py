"""`mingjian find`: interactions by a phone, order, customer or ticket number, which is stored nowhere. Audited."""

import json
import sys
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli.asking import As, Reason, access
from cli.rule_workspace import DatabaseUrl, WorkspaceFolder, opened
from cli.settings import keeping_settings
from pipelines.keys import find_keys
from records.number_index import Found, search

_WIDTH = 150


def find(
    workspace: WorkspaceFolder,
    phone: Annotated[str | None, typer.Option(help="A phone number, however it is written.")] = None,
    order: Annotated[str | None, typer.Option(help="An order number.")] = None,
    customer: Annotated[str | None, typer.Option(help="A customer number.")] = None,
    ticket: Annotated[str | None, typer.Option(help="A ticket number.")] = None,
    who: As = "",
    reason: Reason = "",
    json_: Annotated[bool, typer.Option("--json", help="JSON lines on stdout.")] = False,
    database_url: DatabaseUrl = None,
) -> None:
    """Find the interactions that hold a number: in their metadata, or said in them, spoken or written.

    The search and its result are written into the audit trail first; one without a name or a reason is refused.
    A number given as - is read from stdin, so that it stands in no shell history.

    Example: mingjian find --phone 13900139000 --workspace workspace --reason "deletion request 17" --as "Li Lei"
    """
    kind, number = _wanted(phone=phone, order=order, customer=customer, ticket=ticket)
    settings = keeping_settings()
    with opened(workspace, database_url) as one:
        keys = find_keys(settings, one.path)
        found = search(one.engine, keys, kind, number, access(who, reason), settings.find_people or None)
    _show(found, as_json=json_)


def _wanted(**given: str | None) -> tuple[str, str]:
    named = [(kind, number) for kind, number in given.items() if number is not None]
    if len(named) != 1:
        raise typer.BadParameter("give one of --phone, --order, --customer, --ticket")
    kind, number = named[0]
    return kind, sys.stdin.readline() if number == "-" else number


def _show(found: Found, *, as_json: bool) -> None:
    if found.out_of_reach:
        print(
            f"{found.out_of_reach} interactions were indexed under a key that is not here: they cannot be found",
            file=sys.stderr,
        )
    if as_json:
        for one in found.interactions:
            line = asdict(one) | {"business_date": one.business_date.isoformat()}
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        return
    if not found.interactions:
        print("no interaction holds this number")
        return
    table = Table()
    for name in ("source", "interaction", "date", "channel", "agent", "found in"):
        table.add_column(name, overflow="fold")
    for one in found.interactions:
        row = (one.source, one.interaction_id, one.business_date.isoformat(), one.channel, one.agent_id or "-")
        table.add_row(*map(Text, (*row, ", ".join(one.fields))))
    Console(width=None if sys.stdout.isatty() else _WIDTH).print(table)
