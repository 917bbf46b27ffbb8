"""`mingjian rules standing`: which rules are on trial, which count, which only advise."""

import json
import sys
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from cli.backtest_words import precision_of, words_of
from cli.language import Lang, language_of
from cli.rule_workspace import DatabaseUrl, WorkspaceFolder, opened, rules_named
from cli.settings import publish_settings
from cli.terminal import terminal
from inspection.backtest_figures import reviewed_figure
from inspection.errors import SettingsError
from inspection.rule_standing import Reviewed, Standing, hits_missing, standing_of
from records import rule_standings, rule_trust
from records.database import reading, writing
from records.rule_standings import StoredStanding
from records.workspace import Workspace

_WIDTH = 130


def standing(
    workspace: WorkspaceFolder,
    update: Annotated[bool, typer.Option("--update", help="Store what the reviews say (needs --who).")] = False,
    set_: Annotated[
        str | None, typer.Option("--set", help="Set one by hand: greeting@2=counted (needs --who and --note).")
    ] = None,
    who: Annotated[str | None, typer.Option(help="Who decides it.")] = None,
    note: Annotated[str | None, typer.Option(help="Why, for the audit trail.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="JSON lines on stdout.")] = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Show the standing of every rule version: trial, counted or advice, and how its reviews stand.

    Every rule is on trial at a new site until enough of its hits were reviewed and confirmed. A standing changes no
    machine score; publication reads it.

    Example: mingjian rules standing --workspace workspace --update --who Wang
    """
    words = words_of(language_of(lang))
    policy = publish_settings().standing_policy
    with opened(workspace, database_url) as one:
        reviewed = _reviewed(one)
        if set_ is not None:
            _set(one, set_, who, note)
        if update:
            _update(one, reviewed, who, note)
        with reading(one.engine) as connection:
            stored = rule_standings.known(connection)
        versions = sorted({*_in_force(one), *reviewed, *stored})
    rows = [(v, stored.get(v, Standing.TRIAL), reviewed.get(v, Reviewed())) for v in versions]
    if json_:
        for version, now, seen in rows:
            row: dict[str, Any] = {"rule_version": version, "standing": now.value, "reviewed": reviewed_figure(seen)}
            row |= {"by_reviews": standing_of(seen, policy).value, "confirmed_hits_missing": hits_missing(seen, policy)}
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        return
    table = Table(title=Text(words["standing"]), title_justify="left")
    for name in ("rule", "standing_now", "by_reviews", "precision", "missing"):
        table.add_column(words[name], overflow="fold")
    for version, now, seen in rows:
        figures = (precision_of(reviewed_figure(seen), words), str(hits_missing(seen, policy)))
        said = (words[f"standing.{now.value}"], words[f"standing.{standing_of(seen, policy).value}"])
        table.add_row(*map(Text, (version, *said, *figures)))
    terminal(_WIDTH).print(table)


def _in_force(workspace: Workspace) -> list[str]:
    files, _ = rules_named(workspace, None)
    return [f"{item_id}@{content.version}" for item_id, content in files.items.items()]


def _reviewed(workspace: Workspace) -> dict[str, Reviewed]:
    """Reviewed machine hits by rule version."""
    with reading(workspace.engine) as connection:
        return rule_trust.reviewed_hits(connection)


def _update(workspace: Workspace, reviewed: dict[str, Reviewed], who: str | None, note: str | None) -> None:
    if not who:
        raise SettingsError("--update without --who", "say who decides it")
    policy = publish_settings().standing_policy
    changed = 0
    with writing(workspace.engine) as connection:
        for version, seen in sorted(reviewed.items()):
            why = f"{seen.right} of {seen.n} reviewed hits confirmed" + (f"; {note}" if note else "")
            changed += rule_standings.put(connection, _stored(version, standing_of(seen, policy), who, why))
    print(f"{changed} standings changed", file=sys.stderr)


def _set(workspace: Workspace, wanted: str, who: str | None, note: str | None) -> None:
    version, _, name = wanted.partition("=")
    if not who or not note:
        raise SettingsError("--set without --who and --note", "say who decides it and why")
    if name not in tuple(Standing) or "@" not in version:
        raise SettingsError(f"'{wanted}' is no standing", "write greeting@2=counted (trial, counted or advice)")
    with writing(workspace.engine) as connection:
        rule_standings.set_by_hand(connection, version, Standing(name), who=who, at=datetime.now(UTC), reason=note)


def _stored(version: str, now: Standing, who: str, reason: str) -> StoredStanding:
    item_id = version.rsplit("@", 1)[0]
    return StoredStanding(
        rule_version=version, item_id=item_id, standing=now, at=datetime.now(UTC), who=who, reason=reason
    )
