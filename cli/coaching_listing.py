"""`mingjian coaching list`, `show`, `procedure`, `effect`: what there is to look at."""

from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Annotated

import typer

from cli.certification import print_due
from cli.coaching_desk import Json, TaskId, day_of, print_table, today
from cli.coaching_words import coaching_words
from cli.language import Lang, language_of
from cli.rule_workspace import DAYS, DatabaseUrl, WorkspaceFolder, opened, shown
from cli.terminal import print_json
from inspection.coaching.task import CoachingStatus, CoachingTask
from inspection.errors import InputError
from records import certificates, coaching, coaching_effects, coaching_looks, coaching_steps, item_days
from records.coaching_effects import KEYS, EffectRow
from records.coaching_rules import coaching_policy_in
from records.database import reading, writing

_HEADS = ("id", "status", "kind", "agent", "item", "reason", "trainer", "due", "times")


def list_(
    workspace: WorkspaceFolder,
    all_: Annotated[bool, typer.Option("--all", help="Closed and cancelled ones as well.")] = False,
    trainer: Annotated[str | None, typer.Option(help="Only this trainer's.")] = None,
    agent: Annotated[str | None, typer.Option(help="Only this agent_id.")] = None,
    group: Annotated[str | None, typer.Option(help="Only this group (form or team).")] = None,
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """List coaching tasks, the one that is due first first.

    Example: mingjian coaching list --workspace workspace --trainer lin
    """
    statuses = None if all_ else [status for status in CoachingStatus if status.is_live]
    with opened(workspace, database_url) as one, reading(one.engine) as connection:
        found = coaching.wanted(connection, statuses=statuses, trainer=trainer, agent_id=agent, group=group)
        last_look = coaching_looks.last_day(connection)
        policy = coaching_policy_in(one.path)
        ending = () if trainer or group else certificates.due(connection, policy, today())
    if json_:
        print_json(asdict(task) for task in found)
        return
    words = coaching_words(language_of(lang))
    rows = [_row(task, words, today()) for task in found]
    print_table(words["tasks"], [words[name] for name in _HEADS], rows, words["none"])
    if last_look is not None:
        print(words["last look"].format(day=last_look))
    due = [n for n in ending if agent in (None, n.agent_id)]
    if due:
        print_due(due, policy, lang)


def show(
    task_id: TaskId,
    workspace: WorkspaceFolder,
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Show one task: why, what to play, every step with who and when.

    Example: mingjian coaching show task_3f --workspace workspace
    """
    with opened(workspace, database_url) as one, reading(one.engine) as connection:
        task = coaching.find(connection, task_id).task
        steps = coaching_steps.of(connection, task.task_id)
        said = coaching_steps.acknowledged_by(connection, task.task_id)
    if json_:
        print_json([asdict(task) | {"steps": [asdict(s) for s in steps], "acknowledged": said}])
        return
    words = coaching_words(language_of(lang))
    print_table(words["tasks"], [words[name] for name in _HEADS], [_row(task, words, today())])
    clips = [
        [words[c.example], c.interaction_id, c.agent_id or "-", c.business_date.isoformat(),
         next((span.text for span in c.spans if span.text), "-")]
        for c in task.evidence
    ]  # fmt: skip
    if clips:
        print_table(words["evidence"], [words[n] for n in ("example", "interaction", "agent", "at", "words")], clips)
    taken = [
        [shown(s.at), words[f"step.{s.step}"], _status(s.after, words), s.who, words[f"role.{s.role}"], s.comment]
        for s in steps
    ]
    if taken:
        print_table(words["steps"], [words[n] for n in ("at", "step", "to", "who", "role", "comment")], taken)
    if said:
        print(words["acknowledged"].format(agents=", ".join(said)))


def procedure(workspace: WorkspaceFolder, lang: Lang = None, database_url: DatabaseUrl = None) -> None:
    """Show who may do which step from which status.

    Example: mingjian coaching procedure --workspace workspace
    """
    with opened(workspace, database_url) as one:
        policy = coaching_policy_in(one.path)
    words = coaching_words(language_of(lang))
    rows = [
        [
            words[f"step.{row.step}"],
            ", ".join(_status(s, words) for s in row.from_) or "-",
            ", ".join(_status(s, words) for s in row.silent) or "-",
            words["same"] if row.to == "same" else _status(row.to, words),
            "/".join(words[f"role.{role}"] for role in row.who),
            words[row.whose],
        ]
        for row in policy.steps
    ]
    print_table(words["procedure"], [words[n] for n in ("step", "from", "silent", "to", "who", "whose")], rows)


def effect(
    workspace: WorkspaceFolder,
    by: Annotated[str, typer.Option(help=f"One row per {', '.join(KEYS)}.")] = "all",
    since: Annotated[datetime | None, typer.Option(formats=DAYS, help="Coachings held from then (a year ago).")] = None,
    until: Annotated[datetime | None, typer.Option(formats=DAYS, help="Figures until this day (today).")] = None,
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Measure what coaching brought, against uncoached agents of the same group, corrected for regression to the mean.

    Example: mingjian coaching effect --by trainer --workspace workspace
    """
    if by not in KEYS:
        raise InputError(f"'{by}' is not something to group by", f"choose from {', '.join(KEYS)}", where="--by")
    last = day_of(until) or today()
    first = day_of(since) or last - timedelta(days=365)
    with opened(workspace, database_url) as one:
        policy = coaching_policy_in(one.path).effect
        with writing(one.engine) as connection:
            earliest = first - timedelta(days=policy.days_before)
            item_days.refresh(connection, item_days.missing(connection, earliest, last))
        with reading(one.engine) as connection:
            found = coaching_effects.effects(
                coaching_effects.measured(connection, policy, since=first, until=last), KEYS[by]
            )
    if json_:
        print_json({"by": by} | _effect_json(row) for row in found)
        return
    words = coaching_words(language_of(lang))
    heads = ("by", "coachings", "measured", "before", "after", "expected", "effect", "interval", "controls", "verdict")
    print_table(
        words["effects"], [words[n] for n in heads], [_effect_row(r, words) for r in found], words["no effects"]
    )


def _row(task: CoachingTask, words: dict[str, str], day: date) -> list[str]:
    late = task.status.is_live and task.due_on < day
    return [
        task.task_id,
        _status(task.status, words),
        words[task.kind],
        ", ".join(task.agents) or f"{task.group} {words['common']}",
        task.item,
        task.reason,
        task.trainer or "-",
        f"{task.due_on}{' ' + words['late'] if late else ''}",
        str(task.recurrence),
    ]


def _status(status: str, words: dict[str, str]) -> str:
    return words.get(f"status.{status}") or words[status]


def _effect_row(row: EffectRow, words: dict[str, str]) -> list[str]:
    one = row.effect
    interval = "-" if one.low is None or one.high is None else f"{one.low:+.1f} … {one.high:+.1f}"
    figures = [_points(value) for value in (one.before, one.after, one.expected)]
    value = "-" if one.value is None else f"{one.value:+.1f}"
    return [
        row.key or words["everything"], str(row.coachings), str(one.coachings), *figures, value, interval,
        str(one.controls), words[one.verdict],
    ]  # fmt: skip


def _effect_json(row: EffectRow) -> dict[str, object]:
    figures = asdict(row.effect)
    measured = figures.pop("coachings")
    head = {"key": row.key, "coachings": row.coachings, "measured": measured}
    return head | figures | {"verdict": row.effect.verdict}


def _points(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"
