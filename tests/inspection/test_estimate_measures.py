"""Measures by name, and which reviews count for which measure."""

import numpy as np
import pytest

from inspection.errors import SettingsError
from inspection.estimate_measures import JudgedUnit, Measure, MeasureKind, estimate_of, measure_of
from inspection.estimate_values import Estimate, Minimums, Target
from inspection.evaluation import ItemState

UNMET, MET = ItemState.UNMET, ItemState.MET


def unit(**given: object) -> JudgedUnit:
    """An unreviewed, faultless evaluation, drawn by lot with 10 % and at all with 50 %."""
    plain: dict[str, object] = {"probability": 0.5, "blind_probability": 0.1, "blind": False, "seen": False}
    plain |= {"asked": False, "machine_score": 90.0, "machine_state": MET}
    return JudgedUnit(**(plain | given))  # type: ignore[arg-type]


def estimate(measure: str, units: list[JudgedUnit]) -> Estimate:
    return estimate_of(
        measure_of(measure), units, target=Target.PROCESS, minimums=Minimums(reviewed=2), pass_from_points=85
    )


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("score", Measure(MeasureKind.SCORE)),
        ("fatal", Measure(MeasureKind.FATAL)),
        ("item:greeting", Measure(MeasureKind.ITEM, "greeting")),
        ("recall:rude", Measure(MeasureKind.RECALL, "rude")),
    ],
)
def test_a_measure_is_read_and_written_the_same(text: str, measure: Measure) -> None:
    assert measure_of(text) == measure
    assert str(measure) == text


@pytest.mark.parametrize("text", ["", "points", "item", "item:", "score:rude", "precision", "Fatal"])
def test_other_words_are_no_measure(text: str) -> None:
    with pytest.raises(SettingsError, match="is no measure; write score, pass, fatal"):
        measure_of(text)


def test_only_blind_reviews_count_for_a_score() -> None:
    blind = unit(blind=True, seen=True, human_score=80.0)
    asked = unit(seen=True, asked=True, human_score=0.0)  # a confirmed fatal leaves a human score of 0
    found = estimate("score", [blind] * 20 + [asked] * 20 + [unit()] * 60)
    assert found.combined.n == 20
    assert found.combined.value == pytest.approx(80, abs=0.5)
    assert found.machine_only == 90


def test_a_pass_is_a_score_at_the_line() -> None:
    reviews = [unit(blind=True, seen=True, human_score=points) for points in (85.0, 84.9)]
    assert estimate("pass", reviews * 20).combined.value == pytest.approx(0.5)


def test_a_hit_that_was_asked_about_counts_with_its_own_chance() -> None:
    hit = unit(seen=True, asked=True, machine_state=UNMET, person_state=UNMET)
    wrong = unit(seen=True, asked=True, machine_state=UNMET, person_state=MET)
    found = estimate("precision:rude", [hit] * 30 + [wrong] * 10 + [unit()] * 100)
    assert (found.units, found.combined.n) == (40, 40)
    assert found.combined.value == pytest.approx(0.75)


def test_what_a_risk_review_found_beside_its_question_does_not_count() -> None:
    beside = unit(seen=True, asked=False, machine_state=MET, person_state=UNMET)
    by_lot = unit(seen=True, blind=True, machine_state=MET, person_state=MET)
    found = estimate("item:rude", [beside] * 50 + [by_lot] * 50)
    assert found.combined.n == 50
    assert found.combined.value == 0.0


def test_an_item_that_does_not_apply_or_cannot_be_told_leaves_the_share() -> None:
    by_lot = [unit(seen=True, blind=True, person_state=state) for state in ItemState]
    found = estimate("item:rude", by_lot * 20)
    assert found.combined.n == 60  # cannot be told: as if nobody had judged
    assert found.combined.value == pytest.approx(0.5)


def test_a_fatal_counts_when_it_was_asked_about_and_when_drawn_by_lot() -> None:
    confirmed = unit(seen=True, asked=True, machine_fatal=True, person_fatal=True, probability=1.0)
    rejected = unit(seen=True, asked=True, machine_fatal=True, person_fatal=False, probability=1.0)
    by_lot = unit(seen=True, blind=True, person_fatal=False)
    found = estimate("fatal", [confirmed] * 6 + [rejected] * 4 + [by_lot] * 40 + [unit()] * 350)
    assert found.combined.value == pytest.approx(6 / 400)
    assert found.machine_only == pytest.approx(10 / 400)


def test_recall_counts_what_the_lot_found_beside_the_hits() -> None:
    hits = [unit(seen=True, asked=True, machine_state=UNMET, person_state=UNMET, probability=1.0)] * 40
    lot = [unit(seen=True, blind=True, person_state=UNMET)] * 2 + [unit(seen=True, blind=True, person_state=MET)] * 38
    found = estimate("recall:rude", hits + lot + [unit()] * 360)
    missed = 400 * 2 / 40
    assert found.combined.value == pytest.approx(40 / (40 + missed))
    assert np.isclose(found.units, 440)
