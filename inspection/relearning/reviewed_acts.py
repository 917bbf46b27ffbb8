"""From a reviewed verdict on an item to labels of turns: the act was there, or what looked like it was not."""

from collections.abc import Collection

from inspection.evaluation import ItemKind, ItemResult, ItemState
from inspection.evidence import Evidence
from inspection.item_verdicts import ItemVerdict

_OCCURS = {
    (ItemKind.VIOLATION, ItemState.UNMET): True,
    (ItemKind.VIOLATION, ItemState.MET): False,
    (ItemKind.DUTY, ItemState.MET): True,
    (ItemKind.DUTY, ItemState.UNMET): False,
}


def labels_of(machine: ItemResult, person: ItemVerdict, agent_turns: Collection[int]) -> dict[int, bool]:
    """Turn -> whether the item's act occurs in it, as far as the verdict says so; `agent_turns` have words.

    The act is there: in the turns the person points at, else in the machine's turn if it showed one only (who confirms
    two does not say which). It is not: then in none of the turns the machine showed for it. Not applicable, undecided
    and duties that the machine missed say nothing of a single turn.
    """
    occurs = _OCCURS.get((machine.kind, person.state))
    if occurs is None:
        return {}
    shown = _turns(machine.evidence, agent_turns) if _was_found(machine) else frozenset()
    if not occurs:
        return dict.fromkeys(sorted(shown), False)
    meant = _turns(person.evidence, agent_turns) or (shown if len(shown) == 1 else frozenset())
    return dict.fromkeys(sorted(meant), True)


def _was_found(machine: ItemResult) -> bool:
    """Its evidence shows the act itself; that of an unmet duty shows what called for it."""
    doubtful = machine.kind is ItemKind.VIOLATION and machine.state is ItemState.NEEDS_HUMAN
    return doubtful or _OCCURS.get((machine.kind, machine.state), False)


def _turns(evidence: Collection[Evidence], agent_turns: Collection[int]) -> frozenset[int]:
    return frozenset(e.turn for e in evidence if e.turn is not None and e.turn in agent_turns)
