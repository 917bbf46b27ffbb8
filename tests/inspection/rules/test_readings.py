"""Meaning and registered classifiers: what was read, what was not, what a person decides."""

from dataclasses import replace
from types import MappingProxyType

from inspection.classification import Classified
from inspection.meaning import Meant
from inspection.rules.condition_search import ConditionSearch
from inspection.rules.outcome import NOTHING
from inspection.rules.readings import find_label, meanings_wanted
from inspection.rules.view import SegmentView
from inspection.segments import segments_of
from tests.inspection.rules.asking import NO, UNKNOWN, YES, ask, book_with
from tests.inspection.rules.book_of import facts, judged

WANTED = "c: {meaning: {of: [请保管好密码]%s}}"


def meant(verdict: str, turn: int = 0) -> dict[str, object]:
    place = Meant(required="请保管好密码", turn=turn, start_char=0, end_char=5, score=0.8, verdict=verdict)  # type: ignore[arg-type]
    return {"meant": (place,), "meanings_read": ("请保管好密码",)}


def test_a_phrase_that_is_meant_is_found_where_it_stands() -> None:
    outcome = ask(WANTED % "", "A: 密码别告诉人", **meant("yes"))
    assert outcome.truth is YES
    assert (outcome.hits[0].end_char, outcome.hits[0].threshold) == (5, "请保管好密码")


def test_a_phrase_nobody_looked_for_is_unknown_and_one_looked_for_in_vain_false() -> None:
    assert ask(WANTED % "", "A: 您好").truth is UNKNOWN
    assert ask(WANTED % "", "A: 您好", meanings_read=("请保管好密码",)).truth is NO
    assert ask(WANTED % "", "A: 密码别告诉人", **meant("no")).truth is NO


def test_what_the_customer_means_is_not_the_agents() -> None:
    assert ask(WANTED % "", "C: 密码别告诉人", **meant("yes")).truth is NO


def test_a_doubtful_meaning_is_unknown_and_shown_unless_accepted() -> None:
    outcome = ask(WANTED % "", "A: 密码别告诉人", **meant("ask"))
    assert outcome.truth is UNKNOWN
    assert len(outcome.hits) == 1
    assert ask(WANTED % ", accept_ask: true", "A: 密码别告诉人", **meant("ask")).truth is YES


def test_a_doubtful_meaning_is_a_persons_to_decide_whatever_the_item() -> None:
    from inspection.rules.judge import judge
    from tests.inspection.rules.book_of import book

    seen = replace(facts("A: 密码别告诉人"), **meant("ask"))  # type: ignore[arg-type]
    view = SegmentView(seen, segments_of(seen.interaction)[0])
    for kind, key in (("violation", "found"), ("duty", "met")):
        body = f"conditions:\n  {WANTED % ''}\n{key}: c"
        judgement = judge(view, book(body, kind=kind), "zh")[0]
        assert judgement.state == "needs_human"
        assert judgement.evidence[0].operator == "meaning"


def test_what_has_to_be_read_is_known_before_the_night() -> None:
    book = book_with(
        "c: {meaning: {of: [一, 二]}}\nd: {meaning: {of: [二]}}\ne: {classifier: {name: intent, label: x}}"
    )
    specs = book.items["thing"].spec.conditions.values()
    assert meanings_wanted(specs) == ("一", "二")


CLASSIFIED = (
    Classified("intent", "m", ("complaint", "enquiry"), (MappingProxyType({"complaint": 0.7}), MappingProxyType({}))),
)
LABEL = "c: {role: customer, classifier: {name: intent, label: %s, at_least: 0.6}}"


def test_a_label_is_found_in_the_turn_that_has_it() -> None:
    assert ask(LABEL % "complaint", "C: 我要投诉", "C: 好", classified=CLASSIFIED).hits[0].turn == 0
    assert ask(LABEL % "enquiry", "C: 我要投诉", "C: 好", classified=CLASSIFIED).truth is NO
    assert ask(LABEL % "complaint", "A: 我要投诉", "C: 好", classified=CLASSIFIED).truth is NO


def test_a_classifier_that_was_not_run_or_knows_no_such_label_is_unknown() -> None:
    assert ask(LABEL % "complaint", "C: 我要投诉").truth is UNKNOWN
    assert ask(LABEL % "praise", "C: 我要投诉", "C: 好", classified=CLASSIFIED).truth is UNKNOWN
    body = "conditions:\n  c: {classifier: {name: intent, label: x}}\nfound: c\nunknown: needs_human"
    assert judged(body, "A: 您好").state == "needs_human"


def shares(*given: float) -> tuple[Classified, ...]:
    return (Classified("acts", "m", ("promises",), tuple({"promises": share} for share in given)),)


SURE = "c: {classifier: {name: acts, label: promises, at_least: 0.8%s}}"


def test_a_label_counts_from_its_share_on() -> None:
    outcome = ask(SURE % "", "A: 一", "A: 二", "A: 三", classified=shares(0.8, 0.79, 0.95))
    assert (outcome.truth, [h.turn for h in outcome.hits]) == (YES, [0, 2])
    assert (outcome.hits[1].operator, outcome.hits[1].value, outcome.hits[1].threshold) == (
        "classifier",
        "acts: promises 0.95",
        "0.8",
    )
    assert ask(SURE % "", "A: 一", classified=shares(0.79)).truth is NO


def test_a_doubtful_label_is_unknown_with_its_turns_and_goes_where_one_is_sure() -> None:
    doubt = SURE % ", ask_from: 0.5"
    outcome = ask(doubt, "A: 一", "A: 二", classified=shares(0.5, 0.49))
    assert (outcome.truth, [h.turn for h in outcome.hits]) == (UNKNOWN, [0])
    sure = ask(doubt, "A: 一", "A: 二", classified=shares(0.6, 0.9))
    assert (sure.truth, [h.turn for h in sure.hits]) == (YES, [1])
    assert ask(doubt, "A: 一", "A: 二", classified=shares(0.4, 0.49)).truth is NO


def test_a_classifier_that_was_not_run_may_be_taken_for_absent() -> None:
    absent = SURE % ", missing: absent"
    assert ask(absent, "A: 一").truth is NO
    assert ask(absent, "A: 一", classified=(Classified("acts", "m", ("thanks",), ({},)),)).truth is NO
    assert ask(absent, "A: 一", classified=shares(0.9)).truth is YES


def test_of_a_snippet_somebody_tries_a_label_is_shown_from_a_lower_share_and_is_no_finding() -> None:
    seen = replace(facts("A: 一", "A: 二"), classified=shares(0.6, 0.59))
    view = SegmentView(seen, segments_of(seen.interaction)[0])
    rules = book_with(SURE % "")
    asked = ConditionSearch(rules.items["thing"].conditions, rules.searcher, view).asked("c")
    assert find_label(asked) == NOTHING
    outcome = find_label(replace(asked, tried=True))
    assert (outcome.truth, [h.turn for h in outcome.hits]) == (UNKNOWN, [0])


def test_a_turn_the_classifier_never_saw_has_no_label() -> None:
    assert ask(SURE % "", "A: 一", "A: 二", classified=shares(0.1)).truth is NO
