"""Examples beside a rule: each snippet is judged like an interaction and compared with what its author expects."""

from collections.abc import Sequence
from dataclasses import dataclass

from inspection.evaluation import ItemState
from inspection.readers import Readers
from inspection.rules.example_diff import ExampleDiff, diff_of
from inspection.rules.item_spec import Example
from inspection.rules.judge import Judgement, judge
from inspection.rules.readings import meanings_wanted
from inspection.rules.rulebook import CompiledItem, Rulebook
from inspection.rules.snippets import facts_of_snippet
from inspection.rules.view import SegmentView
from inspection.segments import segments_of


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """How one example came out; `problem` is empty when it did as expected, `diff` shows why when it did not.

    `number` is its place in the item's list (from 0).
    """

    item_id: str
    number: int
    name: str
    problem: str
    known_gap: bool
    expected: ItemState
    got: ItemState
    diff: ExampleDiff | None = None

    @property
    def passed(self) -> bool:
        """As expected; a known gap is expected to fail, and one that no longer fails wants its mark removed."""
        return bool(self.problem) if self.known_gap else not self.problem


def run_examples(rulebook: Rulebook, readers: Readers, items: Sequence[str] = ()) -> list[ExampleResult]:
    """Judge every example of the named items (all when none is named)."""
    chosen = [rulebook.items[i] for i in items or rulebook.item_ids]
    return [_run(item, number, e, rulebook, readers) for item in chosen for number, e in enumerate(item.spec.examples)]


def _run(item: CompiledItem, number: int, example: Example, book: Rulebook, readers: Readers) -> ExampleResult:
    view, judgement = _judged(item, example, book, readers)
    problem = _problem(example, judgement)
    failed = bool(problem) and not example.known_gap
    return ExampleResult(
        item.spec.id,
        number,
        example.name or f"#{number + 1}",
        problem,
        example.known_gap,
        example.expect,
        judgement.state,
        diff_of(item, book, view, judgement) if failed else None,
    )


def judge_example(item: CompiledItem, example: Example, book: Rulebook, readers: Readers) -> Judgement:
    """The item's judgement of the example's first segment."""
    return _judged(item, example, book, readers)[1]


def _judged(item: CompiledItem, example: Example, book: Rulebook, readers: Readers) -> tuple[SegmentView, Judgement]:
    facts = facts_of_snippet(example, readers, meanings_wanted(c.spec for c in item.conditions.values()))
    view = SegmentView(facts, segments_of(facts.interaction)[0])
    only = Rulebook(book.id, book.version, book.content_hash, {item.spec.id: item}, book.searcher)
    return view, judge(view, only, facts.interaction.language or "zh")[0]


def _problem(example: Example, got: Judgement) -> str:
    if got.state is not example.expect:
        return f"expected {example.expect}, got {got.state} ({got.reason})"
    words = " ".join(e.text for e in got.evidence)
    if example.evidence and example.evidence not in words:
        return f"expected evidence '{example.evidence}', got '{words}'"
    if example.fatal is not None and (got.fatal_kind is not None) != example.fatal:
        return f"expected fatal={str(example.fatal).lower()}, got {got.fatal_kind or 'none'}"
    return ""
