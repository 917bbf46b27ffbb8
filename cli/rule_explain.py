"""`mingjian rules explain`: why an item came out as it did, what came closest, what would have to change."""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from cli.explanation_page import print_explanation, print_line
from cli.language import Lang, language_of
from cli.rule_folder import RulesFolder, known_items
from cli.rule_workspace import DatabaseUrl, opened
from inspection.errors import SettingsError
from inspection.evaluating import Yardstick
from inspection.evaluating import language_of as spoken_in
from inspection.evaluation import ItemResult
from inspection.facts import Facts
from inspection.form_choice import choose_form
from inspection.rules.explain import explain as explain_item
from inspection.rules.explain_json import explanation_to_json
from inspection.rules.explanation import Explanation
from pipelines.explaining import of_example, of_file, start_of, stored, stored_result, views_of
from pipelines.published_rules import published_at
from pipelines.shipped_rules import load_yardstick
from records.database import reading

_WIDTH = 120


def explain(
    interaction: Annotated[str | None, typer.Argument(help="Interaction id (with --workspace).")] = None,
    item: Annotated[str | None, typer.Option("--item", help="Item id.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Every item, one line each.")] = False,
    workspace: Annotated[Path | None, typer.Option("--workspace", help="Workspace folder.")] = None,
    source: Annotated[str | None, typer.Option("--source", help="Source, where several have the id.")] = None,
    segment: Annotated[int | None, typer.Option("--segment", help="Agent segment from 0 (default: all).")] = None,
    file: Annotated[
        Path | None, typer.Option("--file", help="A snippet or one-interaction JSON instead of a workspace.")
    ] = None,
    example: Annotated[
        str | None, typer.Option("--example", help="An example of the item instead: its name or number from 1.")
    ] = None,
    rules: RulesFolder = None,
    json_: Annotated[bool, typer.Option("--json", help="JSON lines on stdout.")] = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Why an item came out as it did: one sentence first, then the way to it, what came closest, what would change it.

    Judged by the rules in force when the interaction started; --rules judges by a folder instead.

    Example: mingjian rules explain C-1001 --item hold_notice --workspace workspace
    """
    if (item is None) == (not all_):
        raise SettingsError("give --item, or --all for every item", "for example --item greeting")
    yardstick, facts, before = _asked_about(interaction, item, workspace, source, file, example, rules, database_url)
    items = known_items(yardstick.rulebook, [item]) if item is not None else yardstick.rulebook.item_ids
    explained = [(e, before.get((e.segment, e.judgement.item.id))) for e in _explain(yardstick, facts, segment, items)]
    if json_:
        for explanation, known in explained:
            sys.stdout.write(json.dumps(_to_json(explanation, known), ensure_ascii=False, default=str) + "\n")
        return
    console = Console(width=None if sys.stdout.isatty() else _WIDTH, highlight=False, soft_wrap=all_)
    for explanation, known in explained:
        if all_:
            print_line(console, explanation, language_of(lang))
        else:
            print_explanation(console, explanation, language_of(lang))
            _note_change(console, explanation, known, language_of(lang))


_Before = dict[tuple[int, str], ItemResult]


def _asked_about(
    interaction: str | None,
    item: str | None,
    workspace: Path | None,
    source: str | None,
    file: Path | None,
    example: str | None,
    rules: Path | None,
    database_url: str | None,
) -> tuple[Yardstick, Facts, _Before]:
    """The rules, the facts, and what the night stored (nothing for files and examples)."""
    ways = [w for w in (interaction, file, example) if w is not None]
    if len(ways) != 1:
        raise SettingsError(
            "say what to explain, once", "give an interaction id with --workspace, or --file, or --example"
        )
    if interaction is None:
        yardstick = load_yardstick(rules)
        if file is not None:
            return yardstick, of_file(file, yardstick), {}
        if item is None:
            raise SettingsError("--example belongs to one item", "add --item instead of --all")
        known_items(yardstick.rulebook, [item])
        return yardstick, of_example(yardstick.rulebook.items[item], str(example)), {}
    if workspace is None:
        raise SettingsError("an interaction is looked up in a workspace", "add --workspace, or give --file")
    with opened(workspace, database_url) as one, reading(one.engine) as connection:
        facts = stored(connection, interaction, source)
        yardstick = load_yardstick(rules) if rules is not None else published_at(connection)(start_of(facts))
        before = {
            (view.segment.number, i): found
            for view in views_of(facts, None)
            for i in ([item] if item is not None else [])
            if (found := stored_result(connection, facts, view.segment.number, i)) is not None
        }
    return yardstick, facts, before


def _explain(yardstick: Yardstick, facts: Facts, segment: int | None, items: Sequence[str]) -> Iterable[Explanation]:
    language = spoken_in(facts.interaction)
    form = choose_form(facts.interaction, language, yardstick.forms).form
    for view in views_of(facts, segment):
        for item in items:
            yield explain_item(view, yardstick.rulebook, item, language, form)


def _to_json(explanation: Explanation, known: ItemResult | None) -> dict[str, Any]:
    stored_as = None if known is None else {"state": known.state.value, "rule_version": known.rule_version}
    return {**explanation_to_json(explanation), "stored": stored_as}


def _note_change(console: Console, explanation: Explanation, known: ItemResult | None, language: str) -> None:
    """The night may have judged by other rules, or the form may have handed the item to a person."""
    now = explanation.points.state if explanation.points is not None else explanation.state
    if known is None or known.state is now:
        return
    zh = f"库中存的判定是 {known.state.value}（{known.rule_version}），与此不同：规则已变，重跑该日期即更新。"
    was = f"{known.state.value} ({known.rule_version})"
    en = f"Stored is {was}: the rules have changed since; judging the date again updates it."
    console.print(Text(zh if language == "zh" else en, style="yellow"))
