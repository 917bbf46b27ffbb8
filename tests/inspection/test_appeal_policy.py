"""The table of steps: the shipped one holds what practice demands, and a table that leads nowhere is refused."""

import pytest

from inspection.appeal_policy import AppealState, RuleWas, Step, appeal_policy_of
from inspection.errors import RuleError
from inspection.people import PersonRole
from tests.inspection.appeal_cases import PROCEDURE
from tests.inspection.result_cases import shipped

POLICY = PROCEDURE.policy
GROUNDS = "grounds:\n  other: {zh: 其他, en: other, corrects_to: met, rule_was: wrong}\n"
STEPS = """steps:
  - {step: file, from: [published], to: filed, who: [agent], days: 3, late: refused}
  - {step: uphold, from: [filed], to: upheld, who: [supervisor]}
  - {step: reject, from: [filed], to: rejected, who: [supervisor]}
"""


def test_the_shipped_table_has_the_days_of_practice() -> None:
    days = {(row.step, state): row.days for row in POLICY.steps for state in row.from_}
    assert days[Step.FILE, AppealState.PUBLISHED] == 3
    assert days[Step.COMMENT, AppealState.FILED] == 2
    assert days[Step.UPHOLD, AppealState.COMMENTED] == 5
    assert days[Step.REJECT, AppealState.COMMENTED] == 5


def test_whoever_decides_has_fresh_hands() -> None:
    deciding = [row for row in POLICY.steps if row.step in (Step.UPHOLD, Step.REJECT)]
    assert len(deciding) == 4
    assert all(row.hands == "fresh" for row in deciding)
    assert all(PersonRole.AGENT not in row.who for row in deciding)


def test_after_the_final_instance_there_is_none() -> None:
    assert POLICY.rows_from(AppealState.DISMISSED) == ()
    assert POLICY.rows_from(AppealState.UPHELD) == ()
    assert {row.step for row in POLICY.rows_from(AppealState.REJECTED)} == {Step.ESCALATE}


def test_the_shipped_grounds_are_those_of_practice_and_say_what_follows_for_the_rule() -> None:
    assert {"not_me", "crossed_line", "system_fault", "customer_cause", "other"} <= set(POLICY.grounds)
    assert POLICY.grounds["crossed_line"].rule_was is RuleWas.UNKNOWN
    assert POLICY.grounds["customer_cause"].rule_was is RuleWas.WRONG
    assert POLICY.grounds["other"].comment == "required"
    assert POLICY.grounds["not_me"].in_language("zh") == "非本人"


def test_a_small_table_is_a_table() -> None:
    assert appeal_policy_of(STEPS + GROUNDS).filing.days == 3


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (STEPS.replace("days: 3, late: refused", "days: 3") + GROUNDS, 2, "`days` and `late` belong together"),
        (STEPS.replace("[filed], to: upheld", "[dismissed], to: upheld") + GROUNDS, 3, "nothing can follow"),
        (STEPS.replace("step: reject", "step: uphold") + GROUNDS, 4, "uphold from filed stands twice"),
        (STEPS.replace("[filed], to: rejected", "[published], to: rejected") + GROUNDS, 4, "filed against"),
        (STEPS.replace("to: upheld,", "to: upheld, silent: [commented],") + GROUNDS, 3, "no days that could be up"),
        (STEPS.split("  - {step: reject", maxsplit=1)[0] + GROUNDS, 1, "no row says who may reject"),
        (STEPS.replace("who: [agent]", "who: [cleaner]") + GROUNDS, 2, "cleaner"),
        (STEPS + GROUNDS.replace("wrong", "perhaps"), 6, "rule_was"),
        (STEPS, 1, "grounds"),
        ("", 1, "maps keys to values"),
    ],
)  # fmt: skip
def test_a_table_that_makes_no_sense_is_refused_with_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(RuleError, match=what) as refused:
        appeal_policy_of(text)
    assert refused.value.where.startswith(f"appeals.yaml:{line}:")


def test_a_step_that_stays_leads_to_where_it_began() -> None:
    attach = next(row for row in POLICY.steps if row.step is Step.ATTACH)
    assert attach.leads_to(AppealState.COMMENTED) is AppealState.COMMENTED


def test_the_shipped_file_explains_every_column() -> None:
    text = shipped("appeals.yaml")
    for column in ("from", "silent", "who", "whose", "days", "late", "hands"):
        assert f"{column}" in text.split("steps:")[0]
