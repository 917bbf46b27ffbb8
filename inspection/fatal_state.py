"""How a fatal stands (致命状态): suspected by the machine until people say that it happened, or that it did not."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from inspection.evaluation import Evaluation, ItemResult, ItemState
from inspection.item_verdicts import Settled


class FatalState(StrEnum):
    """Whose word a fatal is.

    SUSPECTED: the machine's alone, or people disagree. CONFIRMED: people say it happened. CLEARED: people say it did
    not, or that it was no fatal. UNDECIDED: people listened and could not tell.
    """

    SUSPECTED = "suspected"
    CONFIRMED = "confirmed"
    CLEARED = "cleared"
    UNDECIDED = "undecided"


def fatal_state(item: ItemResult, said: Settled | None) -> FatalState | None:
    """How the fatal of one item stands; None when neither the machine nor people speak of one."""
    verdict = said.verdict if said is not None else None
    if verdict is not None and verdict.state is ItemState.UNMET and verdict.fatal:
        return FatalState.CONFIRMED
    if item.fatal_kind is None:
        return None
    if verdict is None:
        return FatalState.SUSPECTED
    return FatalState.UNDECIDED if verdict.state is ItemState.NEEDS_HUMAN else FatalState.CLEARED


def fatal_states(evaluation: Evaluation, said: Mapping[str, Settled]) -> dict[str, FatalState]:
    """Every fatal of an evaluation by item, with what people settled so far."""
    states = {item.id: fatal_state(item, said.get(item.id)) for item in evaluation.items}
    return {item: state for item, state in states.items() if state is not None}


def gravest(states: Iterable[FatalState]) -> FatalState | None:
    """What an evaluation is called by: one confirmed fatal outweighs everything, an open one what was cleared."""
    order = (FatalState.CONFIRMED, FatalState.SUSPECTED, FatalState.UNDECIDED, FatalState.CLEARED)
    return min(states, key=order.index, default=None)
