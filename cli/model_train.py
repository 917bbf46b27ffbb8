"""`mingjian models train`: learn from the centre's own reviews, and swap only what is better."""

import json
import sys
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from cli.language import Lang, language_of
from cli.model_words import words_of
from cli.rule_workspace import DatabaseUrl, WorkspaceFolder, asking, opened
from cli.terminal import terminal
from inspection.errors import SettingsError
from models.reading.reading_networks import open_reading_networks
from pipelines.head_in_force import By
from pipelines.head_in_force import train as train_head
from pipelines.reading_settings import reading_settings
from pipelines.relearning_report import TrainingReport

_WIDTH = 150
Figures = dict[str, Any]
Words = dict[str, str]


def train(
    workspace: WorkspaceFolder,
    from_reviews: Annotated[
        bool, typer.Option("--from-reviews", help="Learn from reviewed turns and verdicts of this workspace.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Compare only; change nothing.")] = False,
    reason: Annotated[str, typer.Option("--reason", help="Why, for the audit trail.")] = "",
    json_: Annotated[bool, typer.Option("--json", help="All figures as one JSON object on stdout.")] = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Learn sentiment, emotion and acts from your reviews; nights read with it only if it is better.

    Learned on two thirds of the reviewed interactions, compared with the head in force on the others. What is better by
    more than its interval, and worse in no class, becomes a version and is in force from the next night on.

    Example: mingjian models train --from-reviews --workspace workspace --dry-run
    """
    if not from_reviews:
        raise SettingsError("nothing is named to learn from", "say --from-reviews")
    by = By(asking(), datetime.now(UTC), reason)
    with opened(workspace, database_url) as one:
        network = open_reading_networks(on_progress=_tell)
        report = train_head(one, network, reading_settings(), by, dry_run=dry_run, on_progress=_tell)
    if json_:
        sys.stdout.write(json.dumps(report.to_json(), ensure_ascii=False) + "\n")
    else:
        _print(report, words_of(language_of(lang)))


def _print(report: TrainingReport, words: Words) -> None:
    console = terminal(_WIDTH)
    console.print(Text(_outcome(report, words), style="bold"))
    if not report.heads:
        return
    how = words["by_agent" if report.by_agent else "by_interaction"]
    console.print(words["labels"].format(**report.labels))
    console.print(words["split"].format(learn=report.learn, test=report.test, how=how))
    told = report.to_json()
    console.print(_heads(told, words))
    if any(head["contest"] for head in told["heads"]):
        console.print(_classes(told, words))


def _outcome(report: TrainingReport, words: Words) -> str:
    if not report.heads:
        return words["nothing"]
    key = "trained" if report.activated else "would" if report.won else "kept"
    return words[key].format(new=report.new, current=report.current, heads=", ".join(report.won))


def _heads(told: Figures, words: Words) -> Table:
    table = Table(title=words["heads"], title_justify="left")
    for name in ("head", "verdict", "n", "macro_f1", "difference", "kappa", "notes"):
        table.add_column(words[name], overflow="fold")
    for head in told["heads"]:
        fought = head["contest"]
        figures = ("-",) * 4
        if fought:
            both = f"{fought['macro_f1']['current']:.3f} → {fought['macro_f1']['new']:.3f}"
            differences = (_difference(fought["macro_f1"]), _difference(fought["kappa"]))
            figures = (f"{fought['n']} / {fought['groups']}", both, *differences)
        table.add_row(*map(Text, (head["head"], words[head["verdict"]], *figures, _notes(head, told["needs"], words))))
    return table


def _notes(head: Figures, needs: dict[str, int], words: Words) -> str:
    need = {"need_learn": needs["learn"], "need_test": needs["test"]}
    notes = [head["reason"]] if head["reason"] else []
    if head["verdict"] == "not_enough_data":
        short = [c for c in head["counts"] if c["learn"] < needs["learn"] or c["test"] < needs["test"]]
        notes += [words["has"].format(**c, **need) for c in short]
    for fought, said in ((head["contest"], "worse"), (head["beside"], "worse_beside")):
        worse = [c["label"] for c in fought["classes"] if c["f1"]["high"] < 0] if fought else []
        if worse:
            notes.append(words[f"notes.{said}"].format(labels=", ".join(worse)))
    if head["contest"] and head["threshold"] is not None:
        notes.append(words["threshold"].format(threshold=head["threshold"]))
    return "; ".join(notes)


def _classes(told: Figures, words: Words) -> Table:
    table = Table(title=words["classes"], title_justify="left")
    for name in ("head", "label", "n", "f1", "precision", "recall"):
        table.add_column(words[name], overflow="fold")
    for head in told["heads"]:
        for one in head["contest"]["classes"] if head["contest"] else ():
            figures = [_both(one[name]) for name in ("f1", "precision", "recall")]
            table.add_row(*map(Text, (head["head"], one["label"], str(one["n"]), *figures)))
    return table


def _difference(one: dict[str, float]) -> str:
    return f"{one['new'] - one['current']:+.3f} ({one['low']:+.3f} .. {one['high']:+.3f})"


def _both(one: dict[str, float]) -> str:
    return f"{one['current']:.3f} → {one['new']:.3f} ({one['low']:+.3f} .. {one['high']:+.3f})"


def _tell(step: str, done: int, total: int) -> None:
    print(f"{step} {done}/{total}", file=sys.stderr)
