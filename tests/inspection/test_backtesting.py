"""A backtest counts what the change of rules did: every figure here was counted by hand."""

from dataclasses import replace
from datetime import date

import pytest

from inspection.backtest_figures import figures_of, is_touched, kind_of_change, reviewed_figure
from inspection.backtesting import Backtest, as_if_in_force, pass_score_of
from inspection.evaluating import Yardstick
from inspection.evaluation import Evaluation, ItemState, Line
from inspection.forms import FormSpec
from inspection.rule_standing import Reviewed
from tests.inspection.result_cases import evaluation, item, words

MET, UNMET, ABSENT, HUMAN = ItemState.MET, ItemState.UNMET, ItemState.NOT_APPLICABLE, ItemState.NEEDS_HUMAN


def judged(
    number: int, score: float | None, state: ItemState | None, *, agent: str = "A1", **more: object
) -> Evaluation:
    """One segment with one item `rude` in a state (None: the book has no such item)."""
    evidence = (words(f"words {number}"),) if state is UNMET else ()
    items = () if state is None else (item("rude", state, evidence=evidence),)
    return evaluation(number, agent, score, items=items, team=f"T{agent[-1]}", **more)


PAIRS = [
    # old, new
    (judged(1, 90, MET), judged(1, 80, UNMET)),  # a new hit that fails the segment
    (judged(2, 90, UNMET), judged(2, 95, MET)),  # a lost hit
    (judged(3, 70, UNMET), judged(3, 70, UNMET)),  # a kept hit
    (judged(4, 80, HUMAN, agent="A2"), judged(4, 86, MET, agent="A2")),  # passes now
    (judged(5, None, ABSENT, agent="A2"), judged(5, 50, UNMET, agent="A2")),  # has a score now, and a new hit
]
VERDICTS = {1: UNMET, 2: MET, 3: UNMET, 5: MET}


def counted(pairs: list[tuple[Evaluation, Evaluation]]) -> Backtest:
    backtest = Backtest()
    for number, (old, new) in enumerate(pairs, start=1):
        backtest.interactions += 1
        verdict = VERDICTS.get(number)
        backtest.count(old, new, {"rude": verdict} if verdict else {}, lambda _: 85.0)
    return backtest


def test_hits_and_states_of_an_item() -> None:
    change = counted(PAIRS).items["rude"]
    assert (change.new_hits, change.lost_hits, change.kept_hits, change.changed) == (2, 1, 1, 4)
    assert change.states == {
        ("met", "unmet"): 1,
        ("unmet", "met"): 1,
        ("unmet", "unmet"): 1,
        ("needs_human", "met"): 1,
        ("not_applicable", "unmet"): 1,
    }


def test_reviews_speak_of_new_kept_and_lost_hits() -> None:
    change = counted(PAIRS).items["rude"]
    assert change.reviewed_new == Reviewed(right=1, wrong=1)
    assert change.reviewed_kept == Reviewed(right=1)
    assert change.reviewed_lost == Reviewed(wrong=1)  # a person had said that it was no hit: rightly lost


def test_samples_are_the_words_of_the_side_that_found_them() -> None:
    change = counted(PAIRS).items["rude"]
    assert [(s.interaction_id, s.words, s.turns) for s in change.new_samples] == [
        ("C1", "words 1", (1,)),
        ("C5", "words 5", (1,)),
    ]
    assert [(s.interaction_id, s.words, s.old_state, s.new_state) for s in change.lost_samples] == [
        ("C2", "words 2", "unmet", "met")
    ]


def test_scores_and_the_pass_line() -> None:
    scores = counted(PAIRS).scores
    assert (scores.segments, scores.change.n, scores.up, scores.down) == (5, 4, 2, 1)
    assert scores.change.total == pytest.approx(-10 + 5 + 0 + 6)
    assert (scores.to_fail, scores.to_pass) == (1, 1)
    assert (scores.without_old, scores.without_new, scores.changed) == (1, 0, 4)


def test_people_are_counted_apart_and_add_up() -> None:
    figures = figures_of(counted(PAIRS), {"rude": {"zh": "粗鲁", "en": "Rude"}})
    agents = {a["agent_id"]: (a["team"], a["n"], a["changed"], a["mean_change"]) for a in figures["agents"]}
    assert agents == {"A1": ("T1", 3, 2, pytest.approx(-5 / 3)), "A2": ("T2", 1, 2, pytest.approx(6.0))}
    assert [a["agent_id"] for a in figures["agents"]] == ["A2", "A1"]  # the most moved first
    assert figures["agents_affected"] == 2
    assert sum(t["segments"] for t in figures["teams"]) == figures["scores"]["segments"] == 5


def test_a_mean_change_has_an_interval_that_holds_it_and_none_without_scores() -> None:
    figures = figures_of(counted(PAIRS), {})
    assert figures["scores"]["low"] < figures["scores"]["mean_change"] < figures["scores"]["high"]
    empty = figures_of(Backtest(), {})["scores"]
    assert (empty["mean_change"], empty["low"], empty["n"]) == (None, None, 0)


def test_fatals_gained_and_lost() -> None:
    harmless, fatal = judged(1, 90, MET), judged(1, 90, UNMET, fatal=("rude",))
    marked = replace(fatal, items=tuple(replace(i, fatal_kind=Line.COMPLIANCE) for i in fatal.items))
    backtest = Backtest()
    backtest.count(harmless, marked, {}, lambda _: 85.0)
    backtest.count(marked, harmless, {}, lambda _: 85.0)
    backtest.count(marked, marked, {}, lambda _: 85.0)
    assert (backtest.items["rude"].fatal_gained, backtest.items["rude"].fatal_lost) == (1, 1)
    assert (backtest.scores.fatal_gained, backtest.scores.fatal_lost) == (1, 1)


def test_an_item_that_only_one_book_has_is_new_or_removed() -> None:
    backtest = Backtest()
    backtest.count(judged(1, 90, None), judged(1, 90, UNMET), {}, lambda _: 85.0)
    (new,) = figures_of(backtest, {})["items"]
    assert (kind_of_change(new), new["old_version"], new["new_hits"]) == ("new", None, 1)
    assert new["states"] == [{"from": "absent", "to": "unmet", "n": 1}]
    other = Backtest()
    other.count(judged(1, 90, MET), judged(1, 90, None), {}, lambda _: 85.0)
    assert kind_of_change(figures_of(other, {})["items"][0]) == "removed"


def test_the_same_rules_touch_nothing() -> None:
    backtest = Backtest()
    backtest.count(judged(1, 90, UNMET), judged(1, 90, UNMET), {}, lambda _: 85.0)
    figures = figures_of(backtest, {})
    assert not is_touched(figures["items"][0])
    assert (figures["scores"]["changed"], figures["agents_affected"]) == (0, 0)


@pytest.mark.parametrize("cut", range(len(PAIRS) + 1))
def test_parts_add_up_to_the_whole(cut: int) -> None:
    whole, parts = counted(PAIRS), Backtest()
    for half in (PAIRS[:cut], PAIRS[cut:]):
        part = Backtest()
        for old, new in half:
            part.interactions += 1
            verdict = VERDICTS.get(int(new.interaction_id[1:]))
            part.count(old, new, {"rude": verdict} if verdict else {}, lambda _: 85.0)
        parts.add(part)
    assert figures_of(parts, {}) == figures_of(whole, {})


def test_the_first_and_last_day_of_the_parts_are_those_of_the_whole() -> None:
    whole = Backtest(first=date(2026, 9, 5), last=date(2026, 9, 6))
    whole.add(Backtest())
    whole.add(Backtest(first=date(2026, 9, 1), last=date(2026, 9, 2)))
    assert (whole.first, whole.last) == (date(2026, 9, 1), date(2026, 9, 6))


def test_ten_reviews_are_enough_for_a_figure_and_nine_are_not() -> None:
    nine, ten = reviewed_figure(Reviewed(9, 0)), reviewed_figure(Reviewed(9, 1))
    assert (nine["enough"], ten["enough"], ten["value"]) == (False, True, 0.9)
    assert ten["low"] == pytest.approx(0.5958, abs=1e-4)  # Wilson
    assert reviewed_figure(Reviewed())["value"] is None


def yardstick(*forms: tuple[str, str, date, float]) -> Yardstick:
    made = [
        FormSpec.model_validate(
            {
                "id": form_id,
                "version": version,
                "title": {"zh": "表", "en": "form"},
                "effective_from": since,
                "pass_score": pass_score,
                "items": [{"item": "rude", "points": 100}],
            }
        )
        for form_id, version, since, pass_score in forms
    ]
    return Yardstick(None, tuple(made))  # type: ignore[arg-type]


def test_a_new_form_counts_for_all_history_and_an_unchanged_one_keeps_its_date() -> None:
    january, june, future = date(2026, 1, 1), date(2026, 6, 1), date(2027, 1, 1)
    old = yardstick(("a", "1", january, 85), ("b", "1", june, 85))
    new = yardstick(("a", "1", january, 85), ("a", "2", future, 90), ("b", "1", june, 85))
    tried = as_if_in_force(old, new)
    assert [(f.id, f.version, f.effective_from) for f in tried.forms] == [("b", "1", june), ("a", "2", date.min)]
    assert as_if_in_force(old, old).forms == old.forms
    score = pass_score_of((*old.forms, *tried.forms))
    assert score(evaluation(1, form_id="a", form_version="2")) == 90
    assert score(evaluation(1, form_id="b", form_version="1")) == 85
