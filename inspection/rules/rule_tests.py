"""What `rules test` found: examples and false alarms of the clean corpus, counted, worded, and as JUnit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from inspection.evaluation import ItemState
from inspection.rules.clean_corpus import FalseAlarm
from inspection.rules.examples import ExampleResult

GAP_WORKS = "this known gap works now: remove known_gap"


@dataclass(frozen=True, slots=True)
class RuleTests:
    """All results; `places` say where each example is written: (item, number) -> file:line:column."""

    examples: tuple[ExampleResult, ...]
    alarms: tuple[FalseAlarm, ...]
    conversations: int
    places: Mapping[tuple[str, int], str]

    @property
    def failed(self) -> tuple[ExampleResult, ...]:
        """Examples that did not come out as their author expects, gaps that work now included."""
        return tuple(r for r in self.examples if not r.passed)

    @property
    def gaps(self) -> tuple[ExampleResult, ...]:
        """Known gaps that still are."""
        return tuple(r for r in self.examples if r.known_gap and r.passed)

    @property
    def charged(self) -> tuple[FalseAlarm, ...]:
        """False alarms that count: known gaps left out, unless they are gone."""
        return tuple(a for a in self.alarms if a.fails)

    @property
    def green(self) -> bool:
        """Nothing failed and nobody was charged wrongly."""
        return not self.failed and not self.charged

    def counts(self) -> dict[str, tuple[int, int, int]]:
        """Per item: examples, failed, known gaps."""
        counted: dict[str, tuple[int, int, int]] = {}
        for r in self.examples:
            n, failed, gaps = counted.get(r.item_id, (0, 0, 0))
            counted[r.item_id] = (n + 1, failed + (not r.passed), gaps + (r.known_gap and r.passed))
        return counted

    def place(self, result: ExampleResult) -> str:
        """Where an example is written; the item's file when nobody knows the line."""
        return self.places.get((result.item_id, result.number), f"items/{result.item_id}.yaml")


def failure_lines(tests: RuleTests, result: ExampleResult) -> Iterator[str]:
    """A failed example as a person reads it: expected and got, the turns with the evidence marked, what decided."""
    yield f"{tests.place(result)}: example {result.name}: {result.problem or GAP_WORKS}"
    if result.diff is not None:
        yield f"  - {result.expected}"
        yield f"  + {result.got}"
        yield from (f"    {line}" for line in (*result.diff.turns, *result.diff.findings))


def alarm_line(alarm: FalseAlarm) -> str:
    """A false alarm in one line."""
    if alarm.state is ItemState.MET:
        return f"clean_corpus: {alarm.conversation}: {alarm.item_id} no longer charges it; {alarm.reason}"
    return (
        f"clean_corpus: {alarm.conversation}: {alarm.item_id} is {alarm.state} by turn {alarm.turn} "
        f"'{alarm.words}' in '{alarm.said}'; narrow the rule, or add a guard ({alarm.reason})"
    )


def as_record(tests: RuleTests) -> dict[str, Any]:
    """Everything as plain data."""
    return {
        "examples": len(tests.examples),
        "failed": [_example(tests, r) for r in tests.failed],
        "known_gaps": [{"item": r.item_id, "example": r.name, "where": tests.place(r)} for r in tests.gaps],
        "conversations": tests.conversations,
        "false_alarms": [_alarm(a) for a in tests.charged],
        "known_alarms": [{**_alarm(a), "why": a.known} for a in tests.alarms if not a.fails],
        "items": {i: {"examples": n, "failed": f, "known_gaps": g} for i, (n, f, g) in tests.counts().items()},
    }


def _example(tests: RuleTests, result: ExampleResult) -> dict[str, Any]:
    return {
        "item": result.item_id,
        "example": result.name,
        "where": tests.place(result),
        "expected": result.expected.value,
        "got": result.got.value,
        "problem": result.problem or GAP_WORKS,
        "turns": list(result.diff.turns) if result.diff else [],
        "findings": list(result.diff.findings) if result.diff else [],
    }


def _alarm(alarm: FalseAlarm) -> dict[str, Any]:
    return {
        "conversation": alarm.conversation,
        "item": alarm.item_id,
        "state": alarm.state.value,
        "turn": alarm.turn,
        "words": alarm.words,
        "said": alarm.said,
    }


def as_junit(tests: RuleTests) -> str:
    """JUnit XML, a suite per item and one for the clean corpus, as build servers read it."""
    root = ET.Element("testsuites")
    by_item: dict[str, list[ExampleResult]] = {}
    for result in tests.examples:
        by_item.setdefault(result.item_id, []).append(result)
    for item, results in by_item.items():
        suite = _suite(root, item, len(results), sum(not r.passed for r in results))
        for result in results:
            case = ET.SubElement(suite, "testcase", classname=f"rules.{item}", name=result.name)
            if not result.passed:
                failure = ET.SubElement(case, "failure", message=result.problem or GAP_WORKS)
                failure.text = "\n".join(failure_lines(tests, result))
    _corpus_suite(root, tests.charged, tests.conversations)
    return ET.tostring(root, encoding="unicode")


def _corpus_suite(root: ET.Element, alarms: Sequence[FalseAlarm], conversations: int) -> None:
    suite = _suite(root, "clean_corpus", conversations, len(alarms))
    for alarm in alarms:
        case = ET.SubElement(suite, "testcase", classname="rules.clean_corpus", name=alarm.conversation)
        ET.SubElement(case, "failure", message=alarm_line(alarm))


def _suite(root: ET.Element, name: str, tests: int, failures: int) -> ET.Element:
    return ET.SubElement(root, "testsuite", name=name, tests=str(tests), failures=str(failures))
