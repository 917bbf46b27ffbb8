"""Policy files: a wrong entry is named in one line, with the file."""

import pytest

from inspection.errors import RuleError
from inspection.results_policy import results_policy_of


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("scorecards: {minimum_n: 0}", "results.yaml: scorecards.minimum_n: Input should be greater than"),
        ("scorecard: {}", "results.yaml: scorecard: Extra inputs are not permitted"),
        ("scorecards: [", "results.yaml: not readable as YAML"),
    ],
)
def test_a_wrong_entry_is_named_in_one_line(text: str, message: str) -> None:
    with pytest.raises(RuleError) as caught:
        results_policy_of(text)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)
