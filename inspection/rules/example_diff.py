"""Why an example came out as it did: its turns with the evidence marked, and what each expression found."""

from collections.abc import Iterator
from dataclasses import dataclass

from inspection.evidence import Evidence
from inspection.rules.condition_search import ConditionSearch
from inspection.rules.judge import Judgement
from inspection.rules.outcome import Outcome, Truth
from inspection.rules.rulebook import CompiledItem, Rulebook
from inspection.rules.view import SegmentView

_TRUTHS = {Truth.TRUE: "true", Truth.FALSE: "false", Truth.UNKNOWN: "unknown"}
_KEYS = ("applicable_when", "not_applicable_when", "needs_human_when", "trigger", "unmet", "met", "found")
_MARKS = ("【", "】")


@dataclass(frozen=True, slots=True)
class ExampleDiff:
    """`turns`: the snippet with the judgement's evidence in 【】; `findings`: expressions and conditions, decided."""

    turns: tuple[str, ...]
    findings: tuple[str, ...]


def diff_of(item: CompiledItem, book: Rulebook, view: SegmentView, judgement: Judgement) -> ExampleDiff:
    """The judgement in the author's own words: turns counted from 1, conditions by name."""
    search = ConditionSearch(item.conditions, book.searcher, view)
    turns = tuple(
        f"{t.index + 1} {t.sender.value}: {marked(t.text, [e for e in judgement.evidence if e.turn == t.index])}"
        for t in view.facts.interaction.turns
    )
    return ExampleDiff(turns, tuple(_findings(item, search)))


def _findings(item: CompiledItem, search: ConditionSearch) -> Iterator[str]:
    told: set[str] = set()
    for key in _KEYS:
        expression = item.expression(getattr(item.spec, key))
        if expression is None:
            continue
        yield f"{key}: {expression.source} -> {_TRUTHS[expression.evaluate(search).truth]}"
        for name in sorted(expression.names - told):
            yield f"  {name}: {_shown(search(name))}"
        told |= expression.names


def _shown(outcome: Outcome) -> str:
    hits = ", ".join(f"turn {h.turn + 1} '{h.value}'" + (" by sound" if h.by_sound else "") for h in outcome.hits[:3])
    more = f" and {len(outcome.hits) - 3} more" if len(outcome.hits) > 3 else ""
    return f"{_TRUTHS[outcome.truth]}{' at ' + hits + more if hits else ''}"


def marked(text: str, evidence: list[Evidence]) -> str:
    """The text with every piece of evidence in 【】; overlapping pieces are marked once."""
    parts, at = [], 0
    spans = [(e.start_char, e.end_char) for e in evidence if e.start_char is not None and e.end_char is not None]
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= at:
            parts += [text[at:start], _MARKS[0], text[start:end], _MARKS[1]]
            at = end
    return "".join([*parts, text[at:]])
