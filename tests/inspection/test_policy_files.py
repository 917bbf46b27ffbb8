"""Policy files: a wrong entry is named in one line, with the file."""

import pytest

from inspection.errors import RuleError
from inspection.results_policy import results_policy_of


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "scorecards: {minimum_n: 0}",
            "results.yaml:1:14: scorecards.minimum_n: minimum_n is 0 but must be at least 1",
        ),
        ("scorecard: {}", "results.yaml:1:1: unknown key 'scorecard'; did you mean scorecards?"),
        ("scorecards: [", "results.yaml:1:14: not valid YAML"),
    ],
)
def test_a_wrong_entry_is_named_in_one_line(text: str, message: str) -> None:
    with pytest.raises(RuleError) as caught:
        results_policy_of(text)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)
