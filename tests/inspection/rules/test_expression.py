"""Boolean expressions are three-valued, bilingual, and complain with the column."""

import itertools

import pytest

from inspection.errors import RuleError
from inspection.rules.expression import compile_expression
from inspection.rules.outcome import Hit, Outcome, Truth, all_of, any_of

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def hit(turn: int) -> Hit:
    return Hit(turn=turn, start_char=0, end_char=1, operator="phrase", value="x", threshold="")


def truth(source: str, **values: Truth) -> Truth:
    look = {name: Outcome(value, (hit(0),) if value is T else ()) for name, value in values.items()}
    return compile_expression(source).evaluate(look.__getitem__).truth


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a and b", F),
        ("a or b", T),
        ("not b", T),
        ("a and not b", T),
        ("a and u", U),
        ("b and u", F),
        ("a or u", T),
        ("b or u", U),
        ("not u", U),
        ("at least 2 of (a, b, u)", U),
        ("at least 1 of (a, b, u)", T),
        ("at least 3 of (a, b, u)", F),
        ("a 且 非 b", T),
        ("b 或 a", T),
        ("至少 1 个 (a, b)", T),
        ("a and (b or not b)", T),
    ],
)
def test_truth_values(source: str, expected: Truth) -> None:
    assert truth(source, a=T, b=F, u=U) is expected


def test_before_keeps_only_hits_that_come_earlier() -> None:
    look = {"a": Outcome(T, (hit(1), hit(5))), "b": Outcome(T, (hit(3),))}
    outcome = compile_expression("a before b").evaluate(look.__getitem__)
    assert outcome.hits == (hit(1),)
    # `a before b` asks for an a before the first b
    assert compile_expression("b 先于 a").evaluate(look.__getitem__).truth is F
    later = {"a": Outcome(T, (hit(4),)), "b": Outcome(T, (hit(3),))}
    assert compile_expression("a before b").evaluate(later.__getitem__).truth is F


def test_hits_of_both_sides_are_kept_in_order_and_once() -> None:
    look = {"a": Outcome(T, (hit(5),)), "b": Outcome(T, (hit(2), hit(5)))}
    assert compile_expression("a and b").evaluate(look.__getitem__).hits == (hit(2), hit(5))


@pytest.mark.parametrize("source", ["a and", "a b", "(a", "a or or b", "", "at least of (a)"])
def test_a_broken_expression_names_the_character(source: str) -> None:
    with pytest.raises(RuleError, match="at character"):
        compile_expression(source)


def test_de_morgan_holds_in_three_values() -> None:
    for left, right in itertools.product((T, F, U), repeat=2):
        assert ~all_of([left, right]) is any_of([~left, ~right])


def test_names_that_begin_like_operators_are_names() -> None:
    assert compile_expression("android and not_here or order").names == {"android", "not_here", "order"}
