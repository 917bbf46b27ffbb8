"""The three files of scoring_rules that sources need: column names, coded values and eligibility."""

from functools import cache
from importlib.resources import files

from inspection.eligibility import EligibilityPolicy, policy_from_text
from inspection.formats.coded_values import CodedValues, shipped_codes


@cache
def shipped_aliases() -> str:
    """Text of scoring_rules/header_aliases.yaml."""
    return files("scoring_rules").joinpath("header_aliases.yaml").read_text(encoding="utf-8")


@cache
def shipped_eligibility() -> EligibilityPolicy:
    """The policy of scoring_rules/eligibility.yaml."""
    return policy_from_text(files("scoring_rules").joinpath("eligibility.yaml").read_text(encoding="utf-8"))


@cache
def default_codes() -> CodedValues:
    """The table of scoring_rules/coded_values.yaml."""
    return shipped_codes(files("scoring_rules").joinpath("coded_values.yaml").read_text(encoding="utf-8"))
