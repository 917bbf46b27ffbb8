"""A second reader: hits of the words stand only where a classifier does not find the act implausible in that turn.

Words are found by rules that people can read; what their neighbourhood makes of them (negation, irony, quotation) a
classifier often sees better. It can take a hit away, never add one: what it finds by itself is an ordinary
`classifier` condition, written into the item.
"""

from dataclasses import replace

from inspection.interaction import Role
from inspection.rules.outcome import NOTHING, Hit, Outcome, Truth
from inspection.rules.reading_specs import ClassifierSpec
from inspection.rules.view import SegmentView


def confirmed(outcome: Outcome, by: ClassifierSpec | None, view: SegmentView) -> Outcome:
    """The outcome without the hits in agent turns to which the classifier gives less than `by.at_least`.

    Nothing is taken away when the item asks for no second reader, or when that classifier was not run. When all of
    the agent's hits go, the outcome is false: the customer's words beside them are not the act.
    """
    if by is None or outcome.truth is not Truth.TRUE:
        return outcome
    reading = next((c for c in view.facts.classified if c.classifier == by.name and by.label in c.labels), None)
    if reading is None:
        return outcome
    mine = [h for h in outcome.hits if _is_agents(h, view)]
    kept = {h for h in mine if reading.turns[h.turn].get(by.label, 0.0) >= by.at_least}
    if len(kept) == len(mine):
        return outcome
    if not kept:
        return NOTHING
    return replace(outcome, hits=tuple(h for h in outcome.hits if h in kept or not _is_agents(h, view)))


def _is_agents(hit: Hit, view: SegmentView) -> bool:
    return view.by_index[hit.turn].speaker is Role.AGENT
