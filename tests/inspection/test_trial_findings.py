"""A trial speaks of its own items only, beside what the live rules said."""

from inspection.evaluation import ItemState
from inspection.trial_findings import trial_findings
from tests.inspection.result_cases import evaluation, item

MET, UNMET = ItemState.MET, ItemState.UNMET


def test_only_the_items_of_the_trial_are_told_segment_by_segment() -> None:
    live = [
        evaluation(1, segment=0, items=(item("rude", MET), item("closing", MET))),
        evaluation(1, segment=1, items=(item("rude", UNMET),)),
    ]
    tried = [
        evaluation(1, segment=0, items=(item("rude", UNMET), item("new", MET), item("closing", UNMET))),
        evaluation(1, segment=1, items=(item("rude", MET), item("new", UNMET))),
    ]
    found = trial_findings(live, tried, {"rude", "new"}, trial=7)
    assert [(f.segment, f.item, f.live_state, f.state, f.is_new_hit, f.is_lost_hit) for f in found] == [
        (0, "rude", MET, UNMET, True, False),
        (0, "new", None, MET, False, False),
        (1, "rude", UNMET, MET, False, True),
        (1, "new", None, UNMET, True, False),
    ]
    assert {f.trial for f in found} == {7}


def test_a_kept_hit_is_neither_new_nor_lost() -> None:
    both = [evaluation(1, items=(item("rude", UNMET),))]
    (found,) = trial_findings(both, both, {"rude"}, trial=1)
    assert (found.is_new_hit, found.is_lost_hit) == (False, False)
