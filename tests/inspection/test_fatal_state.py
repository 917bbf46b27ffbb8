"""A fatal is called suspected, confirmed or cleared by whose word it is."""

import pytest

from inspection.evaluation import ItemState
from inspection.fatal_state import FatalState, fatal_states, gravest
from inspection.item_verdicts import ItemVerdict, settled
from tests.inspection.form_cases import MET, UNMET
from tests.records.review_site import MORNING, judged


def verdict(who: str = "Wang", state: ItemState = UNMET, *, fatal: bool = False, item: str = "rude") -> ItemVerdict:
    return ItemVerdict(item=item, state=state, who=who, at=MORNING, fatal=fatal)


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ([], FatalState.SUSPECTED),
        ([verdict(fatal=True)], FatalState.CONFIRMED),
        ([verdict(state=MET)], FatalState.CLEARED),
        ([verdict(fatal=False)], FatalState.CLEARED),  # it happened, and was minor
        ([verdict(state=ItemState.NEEDS_HUMAN)], FatalState.UNDECIDED),
        ([verdict(fatal=True), verdict("Li", MET)], FatalState.SUSPECTED),  # they disagree
    ],
)
def test_a_suspected_fatal_is_called_by_what_people_settled(said: list[ItemVerdict], state: FatalState) -> None:
    assert fatal_states(judged("one", rude=UNMET), settled(said)) == {"rude": state}


def test_a_fatal_only_people_found_is_confirmed_and_a_clean_call_has_none() -> None:
    assert fatal_states(judged("one"), settled([verdict(fatal=True)])) == {"rude": FatalState.CONFIRMED}
    assert fatal_states(judged("one"), settled([verdict(state=MET)])) == {}


def test_one_confirmed_fatal_outweighs_what_was_cleared_and_an_open_one_too() -> None:
    assert gravest([FatalState.CLEARED, FatalState.CONFIRMED, FatalState.SUSPECTED]) is FatalState.CONFIRMED
    assert gravest([FatalState.CLEARED, FatalState.SUSPECTED]) is FatalState.SUSPECTED
    assert gravest([]) is None
