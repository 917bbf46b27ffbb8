"""Counterfactual checks (反事实检查): names, gendered words, tone words are swapped; verdicts must stay.

Over the examples of the rules (invented texts of our own) and over stored interactions. Nothing is stored.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy.engine import Connection

from inspection.evaluating import Occasion, Yardstick, evaluate
from inspection.evaluation import ItemState
from inspection.facts import Facts
from inspection.fairness.flips import FlipTally, count_evaluations, count_readings, count_states
from inspection.fairness.swapped_facts import read_again, swapped_example, swapped_facts
from inspection.fairness.swaps import SwapKind
from inspection.readers import Readers
from inspection.rules.item_spec import Example
from inspection.rules.judge import judge
from inspection.rules.readings import meanings_wanted
from inspection.rules.rulebook import CompiledItem, Rulebook
from inspection.rules.snippets import facts_of_snippet
from inspection.rules.view import SegmentView
from inspection.segments import segments_of
from inspection.stable_ids import uniform_draw
from inspection.unread_facts import meanings_of
from records import facts as stored_facts
from records.facts import JudgedKey

_JUDGED_AT = datetime(2000, 1, 1, tzinfo=UTC)  # not part of any figure
AT_ONCE = 50
OnProgress = Callable[[int, int], None]


def drawn_interactions(
    connection: Connection, first: date, last: date, count: int, *, salt: str = "fairness"
) -> list[JudgedKey]:
    """At most `count` judged interactions of the business dates (both included), by lot, the same every time."""
    keys = stored_facts.judged_between(connection, first, last)
    return sorted(keys, key=lambda key: uniform_draw(salt, *key.interaction))[:count]


def check_interactions(
    connection: Connection, keys: Sequence[JudgedKey], yardstick: Yardstick, readers: Readers, on_progress: OnProgress
) -> FlipTally:
    """Swap stored interactions and judge both sides anew, read by the same readers."""
    tally = FlipTally()
    required = meanings_of([yardstick.rulebook])
    on_progress(0, len(keys))
    for start in range(0, len(keys), AT_ONCE):
        part = keys[start : start + AT_ONCE]
        days = {key.interaction: key.business_date for key in part}
        for one in stored_facts.of(connection, part):
            occasion = Occasion(business_date=days[one.interaction.key], evaluated_at=_JUDGED_AT)
            check_facts(tally, one, yardstick, readers, required, occasion)
        on_progress(min(start + AT_ONCE, len(keys)), len(keys))
    return tally


def check_facts(
    tally: FlipTally,
    facts: Facts,
    yardstick: Yardstick,
    readers: Readers,
    required: Sequence[str],
    occasion: Occasion,
) -> None:
    """Every kind of swap on one interaction."""
    swaps = [(kind, changed) for kind in SwapKind if (changed := swapped_facts(facts, kind)) is not None]
    if not swaps:
        return
    name = f"{facts.interaction.source}/{facts.interaction.interaction_id}"
    before = read_again(facts, readers, required)
    judged = evaluate(before, yardstick, occasion)
    for kind, changed in swaps:
        after = read_again(changed, readers, required)
        count_evaluations(tally, kind, name, judged, evaluate(after, yardstick, occasion))
        count_readings(tally, kind, name, before, after)


def check_examples(
    rulebook: Rulebook, readers: Readers, on_progress: OnProgress, *, items: Iterable[str] = ()
) -> FlipTally:
    """Swap the examples beside the rules and judge each by its own item; known gaps are left out."""
    tally, wanted = FlipTally(), set(items)
    chosen = [item for item in rulebook.items.values() if not wanted or item.spec.id in wanted]
    on_progress(0, len(chosen))
    for done, item in enumerate(chosen, start=1):
        for number, example in enumerate(item.spec.examples, start=1):
            if not example.known_gap:
                _check_example(tally, rulebook, item, f"{item.spec.id}:{example.name or number}", example, readers)
        on_progress(done, len(chosen))
    return tally


def _check_example(
    tally: FlipTally, rulebook: Rulebook, item: CompiledItem, name: str, example: Example, readers: Readers
) -> None:
    swaps = [(kind, changed) for kind in SwapKind if (changed := swapped_example(example, kind)) is not None]
    if not swaps:
        return
    only = replace(rulebook, items={item.spec.id: item})
    before = _judged(only, item, example, readers)
    for kind, changed in swaps:
        after = _judged(only, item, changed, readers)
        tally.texts[kind] += 1
        count_states(tally, kind, name, [(item.spec.id, before[0], after[0])])
        count_readings(tally, kind, name, before[1], after[1])


def _judged(only: Rulebook, item: CompiledItem, example: Example, readers: Readers) -> tuple[ItemState, Facts]:
    facts = facts_of_snippet(example, readers, meanings_wanted(c.spec for c in item.conditions.values()))
    view = SegmentView(facts, segments_of(facts.interaction)[0])
    return judge(view, only, facts.interaction.language or "zh")[0].state, facts
