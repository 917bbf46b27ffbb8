"""Reasons: a sentence with its figures, in both languages."""

from inspection.coaching.reasons import common_cause_reason, fatal_reason, weakness_reason
from inspection.coaching.weaknesses import Count, Weakness

WEAK = Weakness(
    agent_id="A1", item="closing", own=Count(20, 40), colleagues=Count(8, 80), expected_share=0.1, p_value=0.00001
)


def test_a_weakness_in_both_languages() -> None:
    assert weakness_reason(WEAK, "closing", 10, 160, "en") == (
        "closing: failed 20/40 (50%), colleagues 8/80 (10%); by chance < 0.0001 (Fisher, one-sided); "
        "10.0 points each, about 160 points to gain in a like period"
    )
    assert "纯属偶然的概率 < 0.0001" in weakness_reason(WEAK, "结束语", 10, 160, "zh")


def test_a_common_cause_and_a_fatal() -> None:
    assert common_cause_reason("closing", 3, 4, Count(60, 100), "en").startswith("closing: 3 of 4 agents fail it")
    assert fatal_reason("辱骂客户", 1, 1, "zh") == "辱骂客户:致命项 1 通(已确认 1 通)"
    assert (
        fatal_reason("rude", 1, 0, "en")
        == "rude: fatal in 1 interaction (suspected by the machine, to be confirmed first)"
    )
