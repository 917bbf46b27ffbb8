"""The limits of scorecards as they are shipped (成绩单口径): what a figure needs to be spoken of."""

from functools import cache
from importlib import resources

from inspection.results_policy import ScorecardPolicy, results_policy_of


@cache
def scorecard_policy() -> ScorecardPolicy:
    """The scorecards' part of `scoring_rules/results.yaml`, the one nights and commands count by."""
    text = (resources.files("scoring_rules") / "results.yaml").read_text(encoding="utf-8")
    return results_policy_of(text).scorecards
