"""`mingjian coaching`: whom to coach on what, from the evidence to the measured effect (辅导)."""

from datetime import datetime
from typing import Annotated

import typer

from cli.coaching_desk import Seat, TaskId, day_of, seated
from cli.coaching_listing import effect, list_, procedure, show
from cli.coaching_words import coaching_words
from cli.language import Lang, language_of
from cli.registered import Comment, Who
from cli.rule_workspace import DAYS, DatabaseUrl, WorkspaceFolder
from inspection.coaching.task import Cause, CoachingTask
from records import coaching_life, coaching_steps
from records.coaching_life import ManualTask
from records.database import reading, writing

coaching_app = typer.Typer(help="Coaching: whom on what and why, who holds it, what it brought.", no_args_is_help=True)
coaching_app.command("list")(list_)
for command in (show, procedure, effect):
    coaching_app.command()(command)

Agents = Annotated[list[str] | None, typer.Option("--agent", help="An agent_id; may be repeated.")]
Day = Annotated[datetime | None, typer.Option(formats=DAYS, help="The day (default: today).")]


@coaching_app.command("add")
def add(
    workspace: WorkspaceFolder,
    who: Who,
    item: Annotated[str, typer.Option(help="The item to coach on.")],
    reason: Annotated[str, typer.Option(help="Why; personal data is masked.")],
    agent: Agents = None,
    trainer: Annotated[str | None, typer.Option(help="Who coaches (default: the least loaded, by the night).")] = None,
    due: Annotated[datetime | None, typer.Option(formats=DAYS, help="By when (default: in 14 days).")] = None,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Make a task by hand, for one agent or for several together.

    Example: mingjian coaching add --agent a1 --agent a2 --item closing --reason "new script" --workspace w --who lin
    """
    wanted = ManualTask(agents=tuple(agent or ()), item=item, reason=reason, due_on=day_of(due), trainer=trainer)
    with seated(workspace, database_url, who, "coaching") as seat:
        with writing(seat.workspace.engine) as connection:
            task = coaching_life.add(connection, seat.desk, wanted)
        _tell(seat, task, lang)


@coaching_app.command("group")
def group(
    task_ids: Annotated[list[str], typer.Argument(help="Two tasks or more.")],
    workspace: WorkspaceFolder,
    who: Who,
    item: Annotated[str, typer.Option(help="The item of the new task.")],
    reason: Annotated[str, typer.Option(help="Why together; personal data is masked.")],
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Make one task of several: the old ones are cancelled and point at it, their agents take part.

    Example: mingjian coaching group task_3f task_8a --item closing --reason "same script" --workspace w --who lin
    """
    with seated(workspace, database_url, who, "coaching") as seat:
        with writing(seat.workspace.engine) as connection:
            wanted = ManualTask(agents=(), item=item, reason=reason, trainer=who)
            task = coaching_life.group(connection, seat.desk, task_ids, wanted)
        _tell(seat, task, lang)


@coaching_app.command("reassign")
def reassign(
    task_id: TaskId,
    workspace: WorkspaceFolder,
    who: Who,
    trainer: Annotated[str, typer.Option(help="Who takes it.")],
    comment: Comment = "",
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Give a task to another trainer, or a common cause to its owner.

    Example: mingjian coaching reassign task_3f --trainer lin --workspace workspace --who chen
    """
    with seated(workspace, database_url, who, f"coaching:{task_id}") as seat:
        with writing(seat.workspace.engine) as connection:
            task = coaching_life.reassign(connection, seat.desk, task_id, trainer, comment)
        _tell(seat, task, lang)


@coaching_app.command("plan")
def plan(
    task_id: TaskId,
    workspace: WorkspaceFolder,
    who: Who,
    on: Annotated[datetime, typer.Option(formats=DAYS, help="The day it will be held.")],
    cause: Annotated[Cause | None, typer.Option(help="What a common cause comes from.")] = None,
    comment: Comment = "",
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Set the day a task will be held; who plans a task nobody has takes it.

    Example: mingjian coaching plan task_3f --on 2026-11-27 --workspace workspace --who lin
    """
    with seated(workspace, database_url, who, f"coaching:{task_id}") as seat:
        with writing(seat.workspace.engine) as connection:
            task = coaching_life.plan(connection, seat.desk, task_id, on.date(), cause=cause, comment=comment)
        _tell(seat, task, lang)


@coaching_app.command("hold")
def hold(
    task_id: TaskId,
    workspace: WorkspaceFolder,
    who: Who,
    on: Day = None,
    material: Annotated[str | None, typer.Option(help="What was taught with; effects are told apart by it.")] = None,
    comment: Comment = "",
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Say that it was held; from the next day on its effect is looked for.

    Example: mingjian coaching hold task_3f --material "closing script v2" --workspace workspace --who lin
    """
    with seated(workspace, database_url, who, f"coaching:{task_id}") as seat:
        with writing(seat.workspace.engine) as connection:
            task = coaching_life.hold(
                connection, seat.desk, task_id, on=day_of(on), material=material, comment=comment
            )  # fmt: skip
        _tell(seat, task, lang)


@coaching_app.command("acknowledge")
def acknowledge(
    task_id: TaskId,
    workspace: WorkspaceFolder,
    who: Who,
    comment: Comment = "",
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """The agent's own word that they were coached; of a group task the last one moves it on.

    Example: mingjian coaching acknowledge task_3f --comment "clear" --workspace workspace --who wang
    """
    with seated(workspace, database_url, who, f"coaching:{task_id}") as seat:
        with writing(seat.workspace.engine) as connection:
            task = coaching_life.acknowledge(connection, seat.desk, task_id, comment)
        _tell(seat, task, lang)


@coaching_app.command("close")
def close(
    task_id: TaskId,
    workspace: WorkspaceFolder,
    who: Who,
    comment: Comment = "",
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """It is done: the next interactions of the item will be looked at.

    Example: mingjian coaching close task_3f --workspace workspace --who lin
    """
    with seated(workspace, database_url, who, f"coaching:{task_id}") as seat:
        with writing(seat.workspace.engine) as connection:
            task = coaching_life.close(connection, seat.desk, task_id, comment)
        _tell(seat, task, lang)


@coaching_app.command("cancel")
def cancel(
    task_id: TaskId,
    workspace: WorkspaceFolder,
    who: Who,
    comment: Comment = "",
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """It will not be held; a reason is demanded.

    Example: mingjian coaching cancel task_3f --comment "left the company" --workspace workspace --who lin
    """
    with seated(workspace, database_url, who, f"coaching:{task_id}") as seat:
        with writing(seat.workspace.engine) as connection:
            task = coaching_life.cancel(connection, seat.desk, task_id, comment)
        _tell(seat, task, lang)


def _tell(seat: Seat, task: CoachingTask, lang: str | None) -> None:
    """One line: where it stands, whose it is, who has still to acknowledge."""
    words = coaching_words(language_of(lang))
    parts = [f"{task.task_id}: {words.get(f'status.{task.status}', words.get(task.status, task.status))}"]
    if task.trainer:
        parts.append(f"{words['trainer']} {task.trainer}")
    with reading(seat.workspace.engine) as connection:
        said = coaching_steps.acknowledged_by(connection, task.task_id)
    still = [agent for agent in task.agents if agent not in said]
    if said and still:
        parts.append(words["still"].format(agents=", ".join(still)))
    print("; ".join(parts))
