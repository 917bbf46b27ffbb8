"""Order of steps: kept, missing, misplaced, optional, conditional; and what the evidence then says."""

import pytest

from inspection.errors import RuleError
from tests.inspection.rules.asking import NO, UNKNOWN, YES, ask, book_with
from tests.inspection.rules.book_of import judged

STEPS = """
greet: {any: [您好]}
verify: {any: [核实]}
thank: {any: [感谢]}
angry: {role: customer, any: [投诉]}
soothe: {any: [抱歉]}
unknown_: {metadata: {field: queue, equals: x}}
c: {steps: [{find: greet}, {find: thank, optional: true}, {find: soothe, only_if: angry}, {find: verify}]}
"""


@pytest.mark.parametrize(
    ("said", "truth", "words"),
    [
        (("A: 您好", "A: 核实一下"), YES, ""),
        (("A: 您好，感谢来电，核实一下",), YES, ""),
        (("A: 您好", "C: 我要投诉", "A: 抱歉", "A: 核实一下"), YES, ""),
        (("A: 您好", "C: 我要投诉", "A: 核实一下"), NO, "step 3 'soothe' is missing"),
        (("A: 核实一下", "A: 您好"), NO, "step 4 'verify' comes too early"),
        (("A: 感谢来电", "A: 您好", "A: 核实一下"), NO, "step 2 'thank' comes too early"),
        (("A: 核实一下",), NO, "step 1 'greet' is missing"),
    ],
)
def test_steps_are_kept_in_order_or_the_broken_one_is_named(said: tuple[str, ...], truth: object, words: str) -> None:
    outcome = ask(STEPS, *said)
    assert outcome.truth is truth
    if words:
        assert [h.value for h in outcome.hits] == [words]


def test_a_step_nobody_can_decide_makes_the_order_unknown() -> None:
    conditions = STEPS.replace("{find: greet}", "{find: unknown_}")
    assert ask(conditions, "A: 您好", "A: 核实").truth is UNKNOWN


def test_a_broken_order_is_evidence_in_a_duty_and_in_a_violation() -> None:
    conditions = "conditions:\n" + "\n".join(f"  {line}" for line in STEPS.strip().splitlines())
    for kind, key in (("duty", "met: c"), ("violation", "found: not c")):
        judgement = judged(f"{conditions}\n{key}", "A: 核实一下", "A: 您好", kind=kind)
        assert judgement.state == "unmet"
        assert judgement.evidence[0].value == "step 4 'verify' comes too early"
        assert judgement.evidence[0].text == "核实"


def test_a_step_must_name_a_condition_and_cannot_hold_itself() -> None:
    with pytest.raises(RuleError, match="no condition is named 'nothing'"):
        book_with("a: {any: [a]}\nc: {steps: [{find: a}, {find: nothing}]}")
    with pytest.raises(RuleError, match="depends on itself"):
        book_with("a: {any: [a]}\nc: {steps: [{find: a}, {find: c}]}")
    with pytest.raises(RuleError, match="steps"):
        book_with("a: {any: [a]}\nc: {steps: [{find: a}]}")
