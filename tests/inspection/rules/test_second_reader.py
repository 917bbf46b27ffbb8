"""A second reader takes hits of the words away where a classifier finds the act implausible, and never adds one."""

from dataclasses import replace

from inspection.classification import Classified
from inspection.evaluation import ItemState
from inspection.rules.judge import judge
from inspection.rules.outcome import NOTHING, UNKNOWN, Hit, Outcome, Truth
from inspection.rules.reading_specs import ClassifierSpec
from inspection.rules.second_reader import confirmed
from inspection.rules.view import SegmentView
from inspection.segments import segments_of
from tests.inspection.rules.book_of import book, facts

BY = ClassifierSpec(name="fake", label="promises", at_least=0.3)
SAID = ("C: 保证收益吗", "A: 保证收益", "A: 不能说保证收益")


def view_of(*shares: float, labels: tuple[str, ...] = ("promises",), name: str = "fake") -> SegmentView:
    """The three turns with the share of the label in each; without shares the classifier was not run."""
    seen = facts(*SAID)
    read = Classified(name, "m", labels, tuple({"promises": share} for share in shares))
    seen = replace(seen, classified=(read,) if shares else ())
    return SegmentView(seen, segments_of(seen.interaction)[0])


def hit(turn: int) -> Hit:
    return Hit(turn=turn, start_char=0, end_char=4, operator="any", value="保证收益", threshold="保证收益")


CUSTOMERS, FIRST, SECOND = hit(0), hit(1), hit(2)
FOUND = Outcome.found([CUSTOMERS, FIRST, SECOND])


def test_hits_the_classifier_finds_plausible_stay() -> None:
    assert confirmed(FOUND, BY, view_of(0.0, 0.9, 0.3)) == FOUND


def test_an_implausible_hit_goes_and_the_customers_words_stay() -> None:
    outcome = confirmed(FOUND, BY, view_of(0.0, 0.9, 0.29))
    assert (outcome.truth, outcome.hits) == (Truth.TRUE, (CUSTOMERS, FIRST))


def test_when_all_the_agents_hits_go_the_customers_words_are_not_the_act() -> None:
    assert confirmed(FOUND, BY, view_of(0.9, 0.1, 0.1)) == NOTHING


def test_nothing_goes_when_nobody_asked_or_the_classifier_was_not_run() -> None:
    assert confirmed(FOUND, None, view_of(0.0, 0.0, 0.0)) == FOUND
    assert confirmed(FOUND, BY, view_of()) == FOUND
    assert confirmed(FOUND, BY, view_of(0.0, 0.0, 0.0, name="other")) == FOUND
    assert confirmed(FOUND, BY, view_of(0.0, 0.0, 0.0, labels=("thanks",))) == FOUND


def test_words_of_the_customer_alone_are_not_judged() -> None:
    only = Outcome.found([CUSTOMERS])
    assert confirmed(only, BY, view_of(0.0, 0.0, 0.0)) == only


def test_it_never_finds_what_the_words_did_not() -> None:
    certain = view_of(0.99, 0.99, 0.99)
    assert confirmed(NOTHING, BY, certain) == NOTHING
    assert confirmed(UNKNOWN, BY, certain) == UNKNOWN


def test_an_item_with_a_second_reader_is_judged_by_what_is_left() -> None:
    body = "conditions:\n  c: {any: [保证收益]}\nfound: c\nconfirmed_by: {name: fake, label: promises, at_least: 0.3}"
    states = [
        [(j.state, [e.turn for e in j.evidence]) for j in judge(view, book(body), "zh")]
        for view in (view_of(0.0, 0.1, 0.9), view_of(0.0, 0.1, 0.1), view_of())
    ]
    assert states[0] == [(ItemState.UNMET, [2])]
    assert states[1][0][0] is ItemState.MET
    assert states[2] == [(ItemState.UNMET, [1, 2])]
