"""`mingjian rules trial`: what the version on trial has shown so far."""

import json
import sys
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from cli.backtest_words import precision_of, words_of
from cli.language import Lang, language_of
from cli.rule_workspace import DatabaseUrl, WorkspaceFolder, opened
from cli.settings import publish_settings
from cli.terminal import terminal
from inspection.backtest_figures import reviewed_figure
from inspection.errors import RecordsError
from inspection.rule_standing import hits_missing
from inspection.trial_report import ItemOnTrial, trial_report
from pipelines.publishing import problems_of
from records import facts, rulebook_versions, trial_findings, verdicts
from records.database import reading
from records.rule_decisions import Publication
from records.rulebook_versions import RulebookVersion, Step, VersionStatus
from records.workspace import Workspace

_WIDTH = 140
_ANOTHER = "(another person)"


def trial(
    workspace: WorkspaceFolder,
    version: Annotated[
        str | None, typer.Argument(help="A version that was on trial (default: the present one).")
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")] = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Per item: hits the trial would add and lose against the live rules, precision where reviewed, what is missing.

    Example: mingjian rules trial --workspace workspace
    """
    words = words_of(language_of(lang))
    with opened(workspace, database_url) as one:
        tried = _tried(one, version)
        with reading(one.engine) as connection:
            said = {(v.source, v.interaction_id, v.segment, v.item): v.state for v in verdicts.between(connection)}
            report = trial_report(trial_findings.of_trial(connection, tried.number), said)
        lacking = _lacking(one, tried) if tried.status is VersionStatus.TRIAL else []
    if json_:
        sys.stdout.write(json.dumps(_to_json(tried, report, lacking), ensure_ascii=False) + "\n")
    else:
        _print(tried, report, lacking, words)


def _tried(workspace: Workspace, name: str | None) -> RulebookVersion:
    with reading(workspace.engine) as connection:
        if name is not None:
            found = rulebook_versions.find(connection, name)
            if found.step is not Step.TRIAL:
                raise RecordsError(f"{found.label} was never on trial", "see mingjian rules versions")
            return found
        present = rulebook_versions.on_trial(rulebook_versions.history(connection))
    if present is None:
        raise RecordsError("no version is on trial", "mingjian rules publish --trial puts one on trial")
    return present


def _lacking(workspace: Workspace, tried: RulebookVersion) -> list[str]:
    """What stands against promoting it today, whoever the second person is."""
    with reading(workspace.engine) as connection:
        files = rulebook_versions.files_of(connection, tried.number)
        nothing_stored = facts.count_judged(connection) == 0
    wanted = Publication(
        files=files,
        step=Step.PROMOTE,
        author=tried.author,
        publisher=_ANOTHER,
        note="?",
        at=datetime.now(UTC),
        content_of=tried.number,
        no_history=nothing_stored,
    )
    return problems_of(workspace, wanted, publish_settings())


def _to_json(tried: RulebookVersion, report: dict[str, ItemOnTrial], lacking: list[str]) -> dict[str, Any]:
    policy = publish_settings().standing_policy
    return {
        "version": tried.label,
        "status": tried.status.value,
        "may_be_promoted": tried.status is VersionStatus.TRIAL and not lacking,
        "lacking": lacking,
        "items": [
            {
                "id": item_id,
                "rule_version": item.rule_version,
                "live_rule_version": item.live_rule_version,
                "judged": item.judged,
                "hits": item.hits,
                "new_hits": item.new_hits,
                "lost_hits": item.lost_hits,
                "needs_human": item.needs_human,
                "fatals": item.fatals,
                "reviewed": reviewed_figure(item.reviewed),
                "reviewed_lost": reviewed_figure(item.reviewed_lost),
                "confirmed_hits_missing": hits_missing(item.reviewed, policy),
            }
            for item_id, item in report.items()
        ],
    }


def _print(tried: RulebookVersion, report: dict[str, ItemOnTrial], lacking: list[str], words: dict[str, str]) -> None:
    console = terminal(_WIDTH)
    table = Table(title=Text(f"{words['trial']} {tried.label} ({tried.status.value})"), title_justify="left")
    names = ("item", "version", "judged", "new_hits", "lost_hits", "hits", "needs_human", "precision", "missing")
    for name in names:
        table.add_column(words[name], overflow="fold")
    policy = publish_settings().standing_policy
    for item_id, item in report.items():
        old = (item.live_rule_version or "@-").rsplit("@", 1)[-1]
        version = f"{old} → {item.rule_version.rsplit('@', 1)[-1]}"
        counts = (item.judged, f"+{item.new_hits}", f"-{item.lost_hits}", item.hits, item.needs_human)
        reviewed = precision_of(reviewed_figure(item.reviewed), words)
        table.add_row(
            *map(Text, (item_id, version, *map(str, counts), reviewed, str(hits_missing(item.reviewed, policy))))
        )
    console.print(table if report else Text(words["no_findings"]))
    for item_id, item in report.items():
        for sample in item.samples:
            sign = "+" if sample.is_new_hit else "-"
            said = " … ".join(e.text for e in sample.evidence) or sample.reason
            console.print(Text(f"  {sign} {item_id} [{sample.interaction_id}] {said[:120]}"))
    if tried.status is not VersionStatus.TRIAL:
        return
    console.print(Text(words["lacking"] if lacking else words["may_promote"].format(number=tried.number)))
    for line in lacking:
        console.print(Text(f"  {line}"))
