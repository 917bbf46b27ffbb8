"""A window: points of both sides, and enough of both or none."""

from inspection.coaching.effect_policy import EffectPolicy
from inspection.coaching.window import Window, share_sample
from inspection.intervals import Moments


def test_a_share_is_a_sample_of_points() -> None:
    assert share_sample(3, 4) == Moments(4, 300.0, 30_000.0)
    assert share_sample(3, 4).mean == 75.0


def test_both_sides_must_be_enough() -> None:
    few, many = share_sample(19, 19), share_sample(20, 20)
    policy = EffectPolicy()
    assert Window(agent_id="a", before=many, after=many).is_enough(policy)
    assert not Window(agent_id="a", before=few, after=many).is_enough(policy)
    assert not Window(agent_id="a", before=many, after=few).is_enough(policy)
