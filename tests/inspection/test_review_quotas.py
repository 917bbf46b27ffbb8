"""Quota gaps: what is missing beyond what waits, the worst first."""

from inspection.review_quotas import QuotaGap, lacking, quota_gaps


def gap(who: str, done: int, waiting: int, quota: int = 4, team: str | None = "t") -> QuotaGap:
    return QuotaGap(who=who, team=team, done=done, waiting=waiting, quota=quota)


MONTH = [gap("a1", 4, 0), gap("a2", 1, 1), gap("a3", 0, 0), gap("a4", 3, 5), gap("a5", 1, 1, team=None)]


def test_what_waits_is_not_missing() -> None:
    assert [g.missing for g in MONTH] == [0, 2, 4, 0, 2]


def test_gaps_are_listed_worst_first_and_others_only_when_asked() -> None:
    assert [g.who for g in quota_gaps(MONTH)] == ["a3", "a5", "a2"]
    assert len(quota_gaps(MONTH, everybody=True)) == 5


def test_the_plan_hears_of_those_who_lack_reviews() -> None:
    assert lacking(MONTH) == {"a2": 2, "a3": 4, "a5": 2}
