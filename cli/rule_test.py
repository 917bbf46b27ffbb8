"""`mingjian rules test`: the examples beside the rules, and the clean corpus in which nothing may be found."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.rule_folder import RulesFolder, known_items
from inspection.rules.rule_tests import RuleTests, alarm_line, as_junit, as_record, failure_lines
from pipelines.rule_tests import changed_items, run_rule_tests
from pipelines.shipped_rules import load_yardstick
from records.rule_texts import rule_files


def test(
    items: Annotated[list[str] | None, typer.Argument(help="Item ids; all when none is given.")] = None,
    rules: RulesFolder = None,
    item: Annotated[list[str] | None, typer.Option("--item", help="An item id; may be repeated.")] = None,
    changed: Annotated[bool, typer.Option("--changed", help="Only items whose files git calls changed.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object with all results on stdout.")] = False,
    junit: Annotated[Path | None, typer.Option(help="Write JUnit XML to this file as well.")] = None,
    counts: Annotated[
        bool, typer.Option("--counts", help="List the examples, failures and gaps of every item.")
    ] = False,
    workers: Annotated[int | None, typer.Option(min=1, max=64, help="Processes; one per core by default.")] = None,
) -> None:
    """Run the examples that stand beside the rules, and the clean corpus. Exit code 1 when anything fails.

    A failure shows the turns with the evidence in 【】 and what each condition found.

    Example: mingjian rules test greeting closing
    """
    book = load_yardstick(rules).rulebook
    chosen = known_items(book, [*(items or ()), *(item or ())])
    if changed:
        touched = changed_items(rules or Path("scoring_rules"), book)
        chosen = tuple(i for i in touched if not chosen or i in chosen)
        if not chosen:
            print("no item changed")
            return
    tests = run_rule_tests(book, rule_files(rules)[0], chosen, workers=workers)
    if junit is not None:
        junit.write_text(as_junit(tests), encoding="utf-8")
    if as_json:
        sys.stdout.write(json.dumps(as_record(tests), ensure_ascii=False) + "\n")
    else:
        _print(tests, counts=counts)
    raise typer.Exit(0 if tests.green else 1)


def _print(tests: RuleTests, *, counts: bool) -> None:
    for result in tests.failed:
        print("\n".join(failure_lines(tests, result)), file=sys.stderr)
    for alarm in tests.charged:
        print(alarm_line(alarm), file=sys.stderr)
    print(f"{len(tests.examples)} examples, {len(tests.failed)} failed, {len(tests.gaps)} known gaps")
    if tests.conversations:
        print(f"{tests.conversations} clean conversations, {len(tests.charged)} false alarms")
    for result in tests.gaps:
        print(f"known gap: {tests.place(result)}: {result.item_id} {result.name}: {result.problem}")
    for alarm in tests.alarms:
        if not alarm.fails:
            print(f"known gap: clean_corpus: {alarm.conversation}: {alarm.item_id} by '{alarm.words}': {alarm.known}")
    if counts:
        for name, (n, failed, gaps) in tests.counts().items():
            print(f"{name:44} {n:4} examples {failed:3} failed {gaps:3} known gaps")
