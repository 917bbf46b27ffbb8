"""`mingjian appeal`: appeals (申诉) from filing to the decision, and what comes of them."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.appeal_desk import AppealDesk, AppealId, sitting, until
from cli.appeal_examples import examples
from cli.appeal_listing import attachment, list_, overdue, procedure, show
from cli.appeal_words import appeal_words
from cli.language import Lang, language_of
from cli.registered import Comment, Who
from cli.rule_workspace import DatabaseUrl, WorkspaceFolder
from inspection.appeal_policy import AppealState, RuleWas
from inspection.errors import InputError
from inspection.evaluation import ItemState
from records import appealing
from records.appeal_deciding import Decided, Ruling
from records.appeal_deciding import reject as decide_against
from records.appeal_deciding import uphold as decide_for
from records.appeal_filing import Wish, file_appeal
from records.appeals import Appeal
from records.database import writing

appeal_app = typer.Typer(
    help="Appeals: file, comment, decide; who is late; examples for the rules.", no_args_is_help=True
)
appeal_app.command("list")(list_)
for command in (show, overdue, procedure, examples, attachment):
    appeal_app.command()(command)

_STATES = {"met": ItemState.MET, "not_applicable": ItemState.NOT_APPLICABLE}


@appeal_app.command("file")
def file(
    evaluation_id: Annotated[str, typer.Argument(help="The published evaluation.")],
    workspace: WorkspaceFolder,
    ground: Annotated[str, typer.Option(help="Why: see mingjian appeal procedure.")],
    who: Who,
    item: Annotated[str | None, typer.Option(help="The item; without it the whole interaction.")] = None,
    comment: Comment = "",
    attach_: Annotated[list[Path] | None, typer.Option("--attach", help="A file to attach; may be repeated.")] = None,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """File an appeal against your own published score: against one item, or the interaction as a whole.

    Example: mingjian appeal file EVALUATION --workspace workspace --item closing --ground misjudged --who wang
    """
    contents = [(path, _read(path)) for path in attach_ or ()]
    with sitting(workspace, database_url, who, f"evaluation:{evaluation_id}") as desk:
        with writing(desk.workspace.engine) as connection:
            wish = Wish(evaluation_id=evaluation_id, item=item, ground=ground, comment=comment)
            appeal = file_appeal(connection, desk.hearing, wish)
            for path, content in contents:
                appealing.attach(
                    connection, desk.hearing, appeal.id, content, name=path.name, folder=desk.workspace.path
                )
        _tell(desk, appeal, appeal_words(language_of(lang)))


@appeal_app.command("comment")
def comment_(
    appeal_id: AppealId,
    workspace: WorkspaceFolder,
    who: Who,
    comment: Comment = "",
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """The team lead's word on an appeal.

    Example: mingjian appeal comment appeal_3f --workspace workspace --who li --comment "heard it, she said good-bye"
    """
    with sitting(workspace, database_url, who, f"appeal:{appeal_id}") as desk:
        with writing(desk.workspace.engine) as connection:
            appeal = appealing.comment_on(connection, desk.hearing, appeal_id, comment)
        _tell(desk, appeal, appeal_words(language_of(lang)))


@appeal_app.command("uphold")
def uphold(
    appeal_id: AppealId,
    workspace: WorkspaceFolder,
    who: Who,
    comment: Comment = "",
    state: Annotated[
        str | None, typer.Option(help="What the item becomes: met or not_applicable (default: by the ground).")
    ] = None,
    rule: Annotated[
        RuleWas | None, typer.Option(help="What that says of the rule: wrong or unknown (default: by the ground).")
    ] = None,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Uphold an appeal: the published score is corrected by a new row (in a frozen month: an adjustment is booked).

    Where the rule was wrong, the masked turns become an example of it.

    Example: mingjian appeal uphold appeal_3f --workspace workspace --who chen --comment "she did say good-bye"
    """
    if state is not None and state not in _STATES:
        raise InputError(f"an upheld item cannot be '{state}'", f"choose from {', '.join(_STATES)}", where=appeal_id)
    words = appeal_words(language_of(lang))
    with sitting(workspace, database_url, who, f"appeal:{appeal_id}") as desk:
        ruling = Ruling(comment=comment, state=_STATES[state] if state else None, rule_was=rule)  # type: ignore[arg-type]
        with writing(desk.workspace.engine) as connection:
            done = decide_for(connection, desk.hearing, appeal_id, ruling)
        _tell(desk, done.appeal, words)
        _tell_decision(done, words)


@appeal_app.command("reject")
def reject(
    appeal_id: AppealId,
    workspace: WorkspaceFolder,
    who: Who,
    comment: Comment = "",
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Reject an appeal, with the reason. The agent may then go to the final instance, which ends it.

    Example: mingjian appeal reject appeal_3f --workspace workspace --who chen --comment "nothing of the kind was said"
    """
    with sitting(workspace, database_url, who, f"appeal:{appeal_id}") as desk:
        with writing(desk.workspace.engine) as connection:
            done = decide_against(connection, desk.hearing, appeal_id, comment)
        _tell(desk, done.appeal, appeal_words(language_of(lang)))


@appeal_app.command("escalate")
def escalate(
    appeal_id: AppealId,
    workspace: WorkspaceFolder,
    who: Who,
    comment: Comment = "",
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Take a rejected appeal to the final instance.

    Example: mingjian appeal escalate appeal_3f --workspace workspace --who wang --comment "please listen to 02:10"
    """
    with sitting(workspace, database_url, who, f"appeal:{appeal_id}") as desk:
        with writing(desk.workspace.engine) as connection:
            appeal = appealing.escalate(connection, desk.hearing, appeal_id, comment)
        _tell(desk, appeal, appeal_words(language_of(lang)))


@appeal_app.command("withdraw")
def withdraw(
    appeal_id: AppealId,
    workspace: WorkspaceFolder,
    who: Who,
    comment: Comment = "",
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Take your own appeal back.

    Example: mingjian appeal withdraw appeal_3f --workspace workspace --who wang
    """
    with sitting(workspace, database_url, who, f"appeal:{appeal_id}") as desk:
        with writing(desk.workspace.engine) as connection:
            appeal = appealing.withdraw(connection, desk.hearing, appeal_id, comment)
        _tell(desk, appeal, appeal_words(language_of(lang)))


@appeal_app.command("attach")
def attach(
    appeal_id: AppealId,
    files: Annotated[list[Path], typer.Argument(help="Files to attach.")],
    workspace: WorkspaceFolder,
    who: Who,
    database_url: DatabaseUrl = None,
) -> None:
    """Attach files (pictures, PDF, text, sound) to your own open appeal; they are kept in the workspace.

    Example: mingjian appeal attach appeal_3f screenshot.png --workspace workspace --who wang
    """
    contents = [(path, _read(path)) for path in files]
    with sitting(workspace, database_url, who, f"appeal:{appeal_id}") as desk:
        for path, content in contents:
            with writing(desk.workspace.engine) as connection:
                kept = appealing.attach(
                    connection, desk.hearing, appeal_id, content, name=path.name, folder=desk.workspace.path
                )
            print(f"{kept.kind} {kept.size_bytes} bytes: {kept.sha256[:12]}" if kept else f"{path.name}: there already")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", "give a readable file", where=path.name) from error


def _tell(desk: AppealDesk, appeal: Appeal, words: dict[str, str]) -> None:
    """One line: where it stands, and who has until when."""
    line = f"{appeal.id}: {words[f'state.{appeal.state}']}"
    rows = [row for row in desk.procedure.policy.rows_from(AppealState(str(appeal.state))) if row.days is not None]
    if appeal.due_at is not None and rows:
        who = "/".join(words[f"role.{role.value}"] for role in rows[0].who)
        line += "; " + words["until"].format(who=who, due=until(desk.procedure, appeal.due_at))
        _tell_unknown_years(desk, appeal.due_at, words)
    print(line)


def _tell_unknown_years(desk: AppealDesk, due_at: datetime, words: dict[str, str]) -> None:
    years = desk.procedure.calendar.years_unknown(desk.now, due_at)
    if years:
        print(words["unknown years"].format(years=", ".join(map(str, years))), file=sys.stderr)


def _tell_decision(done: Decided, words: dict[str, str]) -> None:
    before, after = ("-" if score is None else f"{score:g}" for score in (done.score_before, done.score_after))
    print(f"{words['score']}: {before} -> {after}")
    if done.adjustment is not None:
        booked = {"month": done.adjustment.frozen_month, "booked": done.adjustment.booked_month}
        points = done.adjustment.difference_points
        print(
            words["taken out"].format(**booked) if points is None else words["adjusted"].format(points=points, **booked)
        )
    if done.example is not None:
        print(words["example made"].format(item=done.example.item_id, example=done.example.example_id))
