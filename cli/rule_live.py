"""`mingjian rules live`: precision and recall of every rule as people find them, downgrades and the way back."""

import json
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from cli.judge_desk import as_json, judging_desk, shown, tell
from cli.judge_words import judge_words
from cli.language import Lang, language_of
from cli.review_desk import Json, cells, show, table_of
from cli.rule_workspace import DatabaseUrl, WorkspaceFolder, opened
from cli.rule_workspace import shown as moment
from cli.settings import publish_settings
from inspection.errors import RecordsError, SettingsError
from inspection.judges.judging_steps import JudgingStep, demand_judging_step
from inspection.judges.live_rules import LiveRule
from records.database import reading, writing
from records.judges import rule_notices, rule_watch
from records.judges.judging_desk import judging_policy_in
from records.judges.live_rules import rules_live
from records.judges.rule_notices import RuleNotice
from records.refusals import noting_refusals
from records.workspace import Workspace


def live(
    workspace: WorkspaceFolder,
    downgrade: Annotated[
        bool, typer.Option("--downgrade", help="Downgrade what must be, now (every night does it; needs --who).")
    ] = False,
    restore: Annotated[
        str | None, typer.Option("--restore", help="Let a downgraded version count again: greeting@2 (needs --who).")
    ] = None,
    seen: Annotated[bool, typer.Option("--seen", help="The notices have been read (needs --who).")] = False,
    who: Annotated[str | None, typer.Option(help="Who you are, as registered.")] = None,
    note: Annotated[str, typer.Option(help="Why, for the audit trail.")] = "",
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Show how rules do live: precision and recall with intervals, from people's verdicts; and what follows of it.

    A counted rule whose precision has its lower bound under the floor only advises from then on. It comes back by
    `--restore` once enough hits reviewed since the downgrade were confirmed.

    Example: mingjian rules live --workspace workspace --downgrade --who Zhao
    """
    words = judge_words(language_of(lang))
    if (downgrade or restore or seen) and not who:
        raise SettingsError("--downgrade, --restore and --seen need --who", "say who you are")
    with opened(workspace, database_url) as one:
        if who and (downgrade or restore or seen):
            _act(one, who, restore, note, words, downgrade=downgrade, seen=seen)
        with reading(one.engine) as connection:
            policy = judging_policy_in(one.path)
            found = rules_live(connection, policy, datetime.now(UTC))
            told = rule_notices.everything(connection)
    if json_:
        for rule in found:
            sys.stdout.write(json.dumps(as_json(rule), ensure_ascii=False) + "\n")
        return
    _print_rules(found, words["live_title"].format(days=policy.rules.period_days), words)
    _print_notices(told, words)


def _act(
    one: Workspace, who: str, restore: str | None, note: str, words: dict[str, str], *, downgrade: bool, seen: bool
) -> None:
    at = judging_desk(one, who)
    policy = publish_settings().standing_policy
    with noting_refusals(one.engine, who=who, at=at.now, subject="rules"), writing(one.engine) as connection:
        rules = rules_live(connection, at.policy, at.now)
        if downgrade:
            demand_judging_step(at.policy.steps, JudgingStep.WATCH_RULES, at.person)
            if not rule_watch.watch(connection, rules, policy, at.now, who=who):
                tell(words["nothing_downgraded"])
        if restore is not None:
            rule = next((r for r in rules if r.rule_version == restore), None)
            if rule is None:
                raise RecordsError(f"nothing is known of '{restore}'", "write it as in the list: greeting@2")
            rule_watch.restore(connection, at, rule, policy, note=note)
            tell(words["restored"].format(rule=restore))
        if seen:
            tell(words["marked"].format(n=rule_watch.mark_seen(connection, at)))


def _print_rules(found: tuple[LiveRule, ...], title: str, words: dict[str, str]) -> None:
    if not found:
        print(words["no_rules"])
        return
    table = table_of(title, ("rule", "standing", "reviewed", "precision", "recall", "blind"), words)
    for rule in found:
        reviewed = f"{rule.reviewed.right}/{rule.reviewed.n}"
        blind = f"{rule.blind}/{rule.breaches}"
        standing = words[f"standing.{rule.standing.value}"]
        figures = (shown(rule.precision, words), shown(rule.recall, words))
        table.add_row(*cells(rule.rule_version, standing, reviewed, *figures, blind))
    show(table)


def _print_notices(told: list[RuleNotice], words: dict[str, str]) -> None:
    for one in told:
        print(f"{moment(one.at)} {one.rule_version}: {words[f'kind.{one.kind}']} ({one.reason})")
