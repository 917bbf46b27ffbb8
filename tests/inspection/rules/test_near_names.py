"""Did you mean: the nearest known name, or none."""

from inspection.rules.near_names import did_you_mean


def test_the_nearest_name_is_offered() -> None:
    assert did_you_mean("negatd", ["negated", "quoted"]) == "negated"
    assert did_you_mean("First-Turns", ["last_turns", "first_turns"]) == "first_turns"
    assert did_you_mean("期线", ["期限", "金额"]) is None


def test_nothing_near_is_nothing() -> None:
    assert did_you_mean("xyz", ["negated"]) is None
    assert did_you_mean("x", []) is None
