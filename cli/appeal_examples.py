"""`mingjian appeal examples`: upheld appeals as examples of their rules, for the rule author."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.appeal_desk import Json
from cli.appeal_words import appeal_words
from cli.language import Lang, language_of
from cli.registered import person_named
from cli.rule_workspace import DatabaseUrl, WorkspaceFolder, opened, rules_named
from cli.terminal import print_table
from inspection.errors import SettingsError
from inspection.people import Person, demand_role
from pipelines.appeal_examples import ReadyExample, add_to_rules, ready, write_ready
from pipelines.readers import open_readers
from pipelines.rule_folders import yardstick_of
from records import rule_examples
from records.appeal_rules import procedure_in
from records.database import reading, writing
from records.refusals import noting_refusals
from records.rule_examples import ExampleState, RuleExample
from records.workspace import Workspace

_WIDTH = 150


def examples(
    workspace: WorkspaceFolder,
    item: Annotated[str | None, typer.Option(help="Only this item.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Added and dropped ones as well.")] = False,
    show_yaml: Annotated[bool, typer.Option("--yaml", help="Print what a rule file takes.")] = False,
    write: Annotated[Path | None, typer.Option(help="Write one file per item into this folder, to paste from.")] = None,
    add: Annotated[Path | None, typer.Option(help="Add them to the items of this rulebook folder.")] = None,
    known_gap: Annotated[
        bool, typer.Option("--known-gap", help="Mark those the rule does not meet yet: rules test stays green.")
    ] = False,
    drop: Annotated[str | None, typer.Option(help="Drop this example (its id); say why with --note.")] = None,
    note: Annotated[str, typer.Option(help="Why, for the audit trail.")] = "",
    who: Annotated[str | None, typer.Option("--who", help="Who you are (with --add or --drop).")] = None,
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """List examples that wait for the rule author, and how the rules in force judge them today.

    --add puts them at the end of `examples` in items/ID.yaml of a rulebook folder (a copy of yours); then
    mingjian rules test fails until the rule is mended, unless --known-gap marks them.

    Example: mingjian appeal examples --workspace workspace --add my-rules --who zheng
    """
    if (add or drop) and not who:
        raise SettingsError("nobody is named", "say who you are: --who NAME")
    with opened(workspace, database_url) as one:
        with reading(one.engine) as connection:
            found = rule_examples.in_state(connection, None if all_ else ExampleState.WAITING, item)
        if drop:
            _drop(one, drop, str(who), note)
            return
        listed = _ready(one, found, add)
        if add is not None:
            _add(one, [r for r in listed if r.of.state is ExampleState.WAITING], add, str(who), note, known_gap)
        elif write is not None:
            for file in write_ready(listed, write, known_gap=known_gap):
                print(file)
        else:
            _show(listed, appeal_words(language_of(lang)), as_json=json_, as_yaml=show_yaml, known_gap=known_gap)


def _ready(one: Workspace, found: list[RuleExample], rules: Path | None) -> list[ReadyExample]:
    if not found:
        return []
    files, _ = rules_named(one, str(rules) if rules else None)
    book, readers = yardstick_of(files).rulebook, open_readers()
    return [ready(example, book, readers) for example in found]


def _person(one: Workspace, who: str) -> Person:
    person = person_named(one, who)
    demand_role(person, procedure_in(one.path).policy.examples.who, step="settle examples of appeals")
    return person


def _add(one: Workspace, many: list[ReadyExample], rules: Path, who: str, note: str, known_gap: bool) -> None:
    now = datetime.now(UTC)
    with noting_refusals(one.engine, who=who, at=now, subject="rule_examples"):
        person = _person(one, who)
    for example in many:
        with writing(one.engine) as connection:
            why = note or f"added to {rules.name}"
            rule_examples.settle(connection, example.of, ExampleState.ADDED, who=person.who, at=now, note=why)
            file = add_to_rules(example, rules, known_gap=known_gap)
        print(f"{file}: {example.of.example_id} ({example.of.item_id}: {example.of.expect})")
    if many:
        items = " ".join(sorted({example.of.item_id for example in many}))
        print(f"next: mingjian rules test {items} --rules {rules}")


def _drop(one: Workspace, example_id: str, who: str, note: str) -> None:
    if not note.strip():
        raise SettingsError("an example is dropped without a reason", "say why: --note TEXT")
    now = datetime.now(UTC)
    with noting_refusals(one.engine, who=who, at=now, subject="rule_examples"):
        person = _person(one, who)
    with writing(one.engine) as connection:
        found = rule_examples.find(connection, example_id)
        rule_examples.settle(connection, found, ExampleState.DROPPED, who=person.who, at=now, note=note)
    print(f"{found.example_id}: {ExampleState.DROPPED.value}")


def _show(listed: list[ReadyExample], words: dict[str, str], *, as_json: bool, as_yaml: bool, known_gap: bool) -> None:
    if as_json:
        for one in listed:
            sys.stdout.write(json.dumps(_record(one, known_gap=known_gap), ensure_ascii=False) + "\n")
    elif as_yaml:
        for one in listed:
            sys.stdout.write(f"# items/{one.of.item_id}.yaml\n{one.yaml(known_gap=known_gap)}")
    elif not listed:
        print(words["no examples"])
    else:
        _print(listed, words)


def _record(one: ReadyExample, *, known_gap: bool) -> dict[str, object]:
    return {
        "example_id": one.of.example_id,
        "appeal_id": one.of.appeal_id,
        "item": one.of.item_id,
        "rule_version": one.of.rule_version,
        "state": one.of.state.value,
        "expect": one.of.expect,
        "today": one.today.value if one.today else None,
        "passes": one.passes,
        "yaml": one.yaml(known_gap=known_gap),
    }


def _print(listed: list[ReadyExample], words: dict[str, str]) -> None:
    heads = [words[name] for name in ("id", "item", "expect", "today", "appeals", "state")]
    rows = []
    for one in listed:
        today = words["unknown item"] if one.today is None else one.today.value
        today += f" ({words['passes']})" if one.passes else ""
        rows.append(
            (one.of.example_id, one.of.rule_version, one.of.expect, today, one.of.appeal_id, one.of.state.value)
        )
    print_table(words["examples"], heads, rows, width=_WIDTH)
