"""Counting what flipped."""

from dataclasses import replace

from inspection.evaluation import ItemState
from inspection.fairness.flips import FlipTally, count_evaluations, count_readings, count_states, flip_figures
from inspection.fairness.swaps import SwapKind
from inspection.interaction import Role, Turn
from inspection.sentiment import SentimentReading
from tests.inspection.form_cases import MET, UNMET
from tests.records.judged_samples import evaluation, facts


def test_verdicts_that_change_are_flips_of_their_text_and_item() -> None:
    tally, before = FlipTally(), evaluation()
    after = replace(before, items=(replace(before.items[0], state=ItemState.UNMET), *before.items[1:]))
    count_evaluations(tally, SwapKind.NAME, "drop/c1", [before], [after])
    count_evaluations(tally, SwapKind.NAME, "drop/c2", [before], [before])
    (figures,) = flip_figures(tally)
    assert (figures.texts.value, figures.texts.n) == (0.5, 2)
    assert (figures.verdicts.value, figures.verdicts.n) == (0.25, 4)
    assert figures.items == (("greeting", 1),)
    assert not figures.texts.enough


def test_two_flips_of_one_text_are_one_text() -> None:
    tally = FlipTally()
    tally.texts[SwapKind.GENDER] += 1
    count_states(tally, SwapKind.GENDER, "t", [("a", MET, UNMET), ("b", MET, UNMET), ("c", MET, MET)])
    (figures,) = flip_figures(tally)
    assert (figures.texts.value, figures.verdicts.value) == (1.0, 2 / 3)


def test_readings_are_counted_apart_and_only_where_words_changed() -> None:
    def read(text: str, *readings: SentimentReading) -> object:
        turns = (Turn(index=0, sender=Role.CUSTOMER, text=text), Turn(index=1, sender=Role.CUSTOMER, text="same"))
        return replace(facts(), interaction=replace(facts().interaction, turns=turns), readings=readings)

    calm, angry = SentimentReading(0.1, 0.8, 0.1, False), SentimentReading(0.8, 0.1, 0.1, False)
    tally = FlipTally()
    tally.texts[SwapKind.GENDER] += 1
    count_readings(tally, SwapKind.GENDER, "t", read("他", calm, calm), read("她", angry, angry))  # type: ignore[arg-type]
    (figures,) = flip_figures(tally)
    assert (figures.readings.value, figures.readings.n, figures.verdicts.n) == (1.0, 1, 0)
    assert [(f.text, f.item, f.is_reading) for f in tally.flips] == [("t#0", "sentiment", True)]


def test_tallies_add_and_nothing_swapped_is_no_figure() -> None:
    one, other = FlipTally(), FlipTally()
    for tally in (one, other):
        tally.texts[SwapKind.NAME] += 1
        count_states(tally, SwapKind.NAME, "t", [("a", MET, MET)])
    one.add(other)
    assert (one.texts[SwapKind.NAME], one.verdicts[SwapKind.NAME]) == (2, 2)
    assert flip_figures(FlipTally()) == ()
