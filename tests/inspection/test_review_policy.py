"""review.yaml: its defaults, and complaints with a place."""

import pytest

from inspection.errors import RuleError, SettingsError
from inspection.review_policy import review_policy_of
from tests.inspection.result_cases import shipped

TEXT = shipped("review.yaml")


def test_the_shipped_policy_has_the_defaults_of_practice() -> None:
    policy = review_policy_of(TEXT)
    assert (policy.hold_hours, policy.per_day, policy.second_share) == (24, 20, 0.1)
    assert policy.reason_codes[0].code == "agrees"
    assert all(reason.zh and reason.en for reason in policy.reason_codes)


@pytest.mark.parametrize(
    ("wrong", "right", "complaint"),
    [
        ("per_day: -1", "per_day: 20", "per_day"),
        ("second_share: 1.5", "second_share: 0.1", "second_share"),
        ("nonsense: 1", "salt: review", "nonsense"),
        ("{step: take, from: [opened]", "{step: take,        from: [open]", "steps"),
        ("who: [boss]}", "who: [supervisor]}", "steps"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(wrong: str, right: str, complaint: str) -> None:
    assert right in TEXT
    with pytest.raises(RuleError, match=complaint) as refused:
        review_policy_of(TEXT.replace(right, wrong, 1))
    assert refused.value.where.startswith("review.yaml:")


def test_a_step_without_a_row_is_a_mistake() -> None:
    without = "\n".join(line for line in TEXT.splitlines() if "step: publish" not in line)
    with pytest.raises(RuleError, match="'publish' needs exactly one row, not 0"):
        review_policy_of(without)


def test_a_reason_code_stands_once_and_must_be_known() -> None:
    with pytest.raises(RuleError, match="stands twice"):
        review_policy_of(TEXT.replace("code: missed", "code: agrees"))
    assert review_policy_of(TEXT).known_reason("quoted") == "quoted"
    with pytest.raises(SettingsError, match="no reason code 'nonsense'; choose from agrees"):
        review_policy_of(TEXT).known_reason("nonsense")
