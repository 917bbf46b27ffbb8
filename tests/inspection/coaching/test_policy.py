"""The rules of coaching: the shipped file is complete, and a slip is told with its place."""

import pytest

from inspection.coaching.effect_policy import EffectPolicy
from inspection.coaching.policy import CoachingStep, coaching_policy_of
from inspection.coaching.task import CoachingStatus
from inspection.errors import RuleError
from tests.inspection.result_cases import shipped

TEXT = shipped("coaching.yaml")


def test_the_shipped_file_has_every_step_once_and_the_defaults_of_the_code() -> None:
    policy = coaching_policy_of(TEXT)
    assert [row.step for row in policy.steps] == list(CoachingStep)
    assert policy.effect == EffectPolicy()
    assert policy.row(CoachingStep.REASSIGN).leads_to(CoachingStatus.HELD) is CoachingStatus.HELD
    assert policy.certificates["agent_licence"].required


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  - {step: cancel,", "  - {step: close,", "close: one row must say who may"),
        ("who: [agent]", "who: [boss]", "boss"),
        ("surprise: 0.05", "surprise: 5", "surprise"),
        ("silent_days: 5", "silent_day: 5", "silent_day"),
    ],
)
def test_a_slip_is_told(old: str, new: str, told: str) -> None:
    with pytest.raises(RuleError, match=told):
        coaching_policy_of(TEXT.replace(old, new))
