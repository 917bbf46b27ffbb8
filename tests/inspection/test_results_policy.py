"""Limits of scorecards and coaching: the shipped file says what the code assumes."""

import pytest

from inspection.errors import RuleError
from inspection.results_policy import ResultsPolicy, results_policy_of
from tests.inspection.result_cases import results_policy


def test_the_shipped_results_file_is_the_default_policy() -> None:
    assert results_policy() == ResultsPolicy()


def test_an_empty_file_means_the_defaults_and_a_group_nobody_knows_is_refused() -> None:
    assert results_policy_of("") == ResultsPolicy()
    with pytest.raises(RuleError, match="coaching.group_by"):
        results_policy_of("coaching: {group_by: shift}")
