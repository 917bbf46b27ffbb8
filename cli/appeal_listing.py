"""`mingjian appeal list`, `show`, `overdue`, `procedure`, `attachment`: what there is to look at."""

import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.appeal_desk import AppealId, Json, until
from cli.appeal_words import appeal_words
from cli.asking import Reason, access
from cli.language import Lang, language_of
from cli.registered import Who
from cli.rule_workspace import DatabaseUrl, WorkspaceFolder, opened, shown
from cli.terminal import print_json, print_table
from inspection.appeal_policy import AppealPolicy, AppealState, StepRow
from inspection.appeal_procedure import Procedure
from inspection.errors import RecordsError
from records import appeal_attachments, appeal_notices, appeals
from records.appeal_rules import procedure_in
from records.appeals import Appeal
from records.database import reading

_print = partial(print_table, width=150)
_ENDED = tuple(state.value for state in AppealState if state is not AppealState.PUBLISHED)


def list_(
    workspace: WorkspaceFolder,
    all_: Annotated[bool, typer.Option("--all", help="Decided and withdrawn ones as well.")] = False,
    team: Annotated[str | None, typer.Option(help="Only this team.")] = None,
    agent: Annotated[str | None, typer.Option(help="Only this agent_id.")] = None,
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """List appeals, the one that is due first first.

    Example: mingjian appeal list --workspace workspace --team 一组
    """
    with opened(workspace, database_url) as one, reading(one.engine) as connection:
        states = _ENDED if all_ else (*appeals.OPEN, AppealState.REJECTED.value)
        found = appeals.in_states(connection, states, team=team, agent_id=agent)
        here = procedure_in(one.path)
    if json_:
        print_json(asdict(appeal) for appeal in found)
        return
    words = appeal_words(language_of(lang))
    names = ("id", "state", "agent", "team", "item", "ground", "filed", "due", "evaluation")
    _print(words["appeals"], [words[n] for n in names], [_row(appeal, words, here) for appeal in found], words["none"])


def show(
    appeal_id: AppealId,
    workspace: WorkspaceFolder,
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Show one appeal: where it stands, every step with who and why, what is attached.

    Example: mingjian appeal show appeal_3f --workspace workspace
    """
    with opened(workspace, database_url) as one, reading(one.engine) as connection:
        appeal = appeals.find(connection, appeal_id)
        steps = appeals.steps_of(connection, appeal.id)
        kept = appeal_attachments.of(connection, appeal.id)
        here = procedure_in(one.path)
    if json_:
        record = asdict(appeal) | {"steps": [asdict(s) for s in steps], "attachments": [asdict(a) for a in kept]}
        print_json([record])
        return
    words = appeal_words(language_of(lang))
    names = ("id", "state", "agent", "team", "item", "ground", "filed", "due", "evaluation")
    _print(words["appeals"], [words[n] for n in names], [_row(appeal, words, here)])
    rows = [
        [shown(s.at), words[f"step.{s.step}"], words[f"state.{s.after}"], s.who, words[f"role.{s.role}"], s.comment]
        for s in steps
    ]
    _print(words["steps"], [words[n] for n in ("at", "step", "to", "who", "role", "comment")], rows)
    if kept:
        rows = [[a.sha256[:12], a.kind, f"{a.size_bytes}", a.name, a.who, shown(a.at)] for a in kept]
        _print(words["attachments"], ["sha256", "", "bytes", "", words["who"], words["at"]], rows)


def overdue(
    workspace: WorkspaceFolder,
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """List who is late with which step now. The night writes a notice for each; this writes nothing.

    Exit code 1 when anybody is late.

    Example: mingjian appeal overdue --workspace workspace
    """
    with opened(workspace, database_url) as one, reading(one.engine) as connection:
        procedure = procedure_in(one.path)
        late = appeal_notices.overdue(connection, procedure, datetime.now(UTC))
    if json_:
        print_json(asdict(found) for found in late)
    else:
        words = appeal_words(language_of(lang))
        rows = [
            [o.subject, words[f"state.{o.state}"], words[f"step.{o.step}"], _roles(o.who, words), o.team or "-",
             until(procedure, o.due_at)]
            for o in late
        ]  # fmt: skip
        names = ("id", "state", "step", "who", "team", "due")
        _print(words["overdue"], [words[n] for n in names], rows, words["nobody late"])
    raise typer.Exit(1 if late else 0)


def procedure(workspace: WorkspaceFolder, lang: Lang = None, database_url: DatabaseUrl = None) -> None:
    """Show who may do which step from which state, within how many working days, and the grounds.

    Example: mingjian appeal procedure --workspace workspace
    """
    with opened(workspace, database_url) as one:
        policy = procedure_in(one.path).policy
    words = appeal_words(language_of(lang))
    names = ("step", "from", "silent", "to", "who", "whose", "days", "late", "hands")
    _print(words["procedure"], [words[n] for n in names], [_step_row(row, words) for row in policy.steps])
    _print(words["grounds"], ["", words["ground"], words["corrects"], words["rule"]], _grounds(policy, lang))


def attachment(
    appeal_id: AppealId,
    sha256: Annotated[str, typer.Argument(help="The attachment, by the beginning of its sha256 (appeal show).")],
    output: Annotated[Path, typer.Option(help="File to write it to.")],
    workspace: WorkspaceFolder,
    who: Who,
    reason: Reason = "",
    database_url: DatabaseUrl = None,
) -> None:
    """Write an attachment to a file. It is not masked: who looked and why is in the audit trail first.

    Example: mingjian appeal attachment appeal_3f 9a2c --output a.png --workspace workspace --who chen --reason "appeal"
    """
    with opened(workspace, database_url) as one:
        with reading(one.engine) as connection:
            appeal = appeals.find(connection, appeal_id)
            found = [a for a in appeal_attachments.of(connection, appeal.id) if a.sha256.startswith(sha256)]
        if len(found) != 1:
            raise RecordsError(
                f"{len(found)} attachments begin with '{sha256}'", "see mingjian appeal show", where=appeal.id
            )
        content = appeal_attachments.read(one.engine, one.path, found[0], access(who, reason))
    output.write_bytes(content)
    print(f"{found[0].kind} {len(content)} bytes: {output}", file=sys.stderr)


def _row(appeal: Appeal, words: dict[str, str], here: Procedure) -> list[str]:
    ground = here.policy.grounds.get(str(appeal.reason_code))
    return [
        appeal.id,
        words.get(f"state.{appeal.state}", str(appeal.state)),
        appeal.agent_id or "-",
        appeal.team or "-",
        appeal.item or words["whole"],
        words["in words"].format(zh=ground.zh, en=ground.en) if ground else appeal.reason_code or "-",
        shown(appeal.at),
        until(here, appeal.due_at),
        appeal.evaluation_id,
    ]


def _step_row(row: StepRow, words: dict[str, str]) -> list[str]:
    to = row.to if row.to == "same" else f"state.{row.to}"
    whose = {"own": "own", "team": "team of", "any": "any", "concerned": "concerned"}[row.whose]
    return [
        words[f"step.{row.step}"],
        ", ".join(words[f"state.{s}"] for s in row.from_),
        ", ".join(words[f"state.{s}"] for s in row.silent) or "-",
        words[to],
        _roles(row.who, words),
        words[whose],
        str(row.days or "-"),
        words[row.late] if row.late else "-",
        words["fresh"] if row.hands == "fresh" else "-",
    ]


def _roles(roles: Iterable[Any], words: dict[str, str]) -> str:
    return "/".join(words[f"role.{role.value}"] for role in roles)


def _grounds(policy: AppealPolicy, lang: str | None) -> list[list[str]]:
    language = language_of(lang)
    return [
        [name, ground.in_language(language), ground.corrects_to.value, ground.rule_was.value]
        for name, ground in policy.grounds.items()
    ]
