"""The policy of judging the judges."""

import pytest

from inspection.errors import RuleError
from inspection.judges.judging_policy import judging_policy_of
from tests.inspection.judges.judging_cases import POLICY
from tests.inspection.result_cases import shipped

TEXT = shipped("judges.yaml")


def test_the_shipped_figures() -> None:
    assert (POLICY.gold.share, POLICY.calibration.minimum_cases, POLICY.drift.alarm_share) == (0.05, 10, 0.05)
    assert POLICY.fairness.accent_fields == ("accent", "口音", "方言")


@pytest.mark.parametrize(
    ("hour", "shift"), [(7, "morning"), (13, "morning"), (14, "afternoon"), (22, "night"), (0, "night"), (6, "night")]
)
def test_the_night_shift_runs_over_midnight(hour: int, shift: str) -> None:
    assert POLICY.fairness.shift_at(hour) == shift


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("share: 0.05", "share: 0.9", "0.5"),
        ("least_judges: 2", "least_judges: 1", "2"),
        ("who: [supervisor, rule_author]}", "who: []}", "at least 1"),
        ("days: 60", "dayz: 60", "dayz"),
        ("  - {step: agree, ", "  - {step: add_gold, ", "needs exactly one row"),
    ],
)
def test_a_mistake_is_named_with_its_place(old: str, new: str, complaint: str) -> None:
    assert old in TEXT
    with pytest.raises(RuleError, match="judges.yaml") as refused:
        judging_policy_of(TEXT.replace(old, new))
    assert complaint in str(refused.value)
