"""Heads and labels as people write them, and which turns they fit."""

from dataclasses import replace

import pytest

from inspection.interaction import Role, Turn, TurnType
from inspection.relearning.turn_label import act_of, check_fits, classes_of, read_head, read_label, words_hash

ACTS = ("closing", "rude")
TURN = Turn(index=3, sender=Role.CUSTOMER, text="你们太差劲了")


@pytest.mark.parametrize(
    ("written", "head"),
    [
        ("sentiment", "sentiment"),
        (" 情感 ", "sentiment"),
        ("Emotion", "emotion"),
        ("情绪", "emotion"),
        ("act:rude", "act:rude"),
        ("行为：rude", "act:rude"),
        ("rude", "act:rude"),
    ],
)
def test_a_head_is_understood_in_both_languages(written: str, head: str) -> None:
    assert read_head(written, ACTS) == head


@pytest.mark.parametrize("written", ["", "mood", "act:", "act:greeting", "act:act:rude"])
def test_a_head_nobody_has_is_refused_with_what_there_is(written: str) -> None:
    with pytest.raises(ValueError, match="is no head: write sentiment, emotion or act:ITEM"):
        read_head(written, ACTS)


@pytest.mark.parametrize(
    ("head", "written", "label"),
    [
        ("sentiment", "负面", "negative"),
        ("sentiment", "Positive", "positive"),
        ("emotion", "生气", "angry"),
        ("emotion", "平静", "neutral"),
        ("act:rude", "是", "yes"),
        ("act:rude", "0", "no"),
        ("act:rude", "TRUE", "yes"),
    ],
)
def test_a_label_is_understood_in_both_languages(head: str, written: str, label: str) -> None:
    assert read_label(head, written) == label
    assert label in classes_of(head)


@pytest.mark.parametrize(("head", "written"), [("sentiment", "angry"), ("emotion", "负面"), ("act:rude", "maybe")])
def test_a_label_of_another_head_is_refused_with_those_it_has(head: str, written: str) -> None:
    with pytest.raises(ValueError, match=f"is no label of {head}: write {', '.join(classes_of(head))}"):
        read_label(head, written)


def test_the_item_of_an_acts_head() -> None:
    assert act_of("act:rude") == "rude"
    assert act_of("sentiment") is None


@pytest.mark.parametrize(
    ("head", "turn", "why"),
    [
        ("act:rude", TURN, "acts are read in turns of agents"),
        ("emotion", replace(TURN, sender=Role.AGENT), "emotions are read in turns of customers"),
        ("sentiment", replace(TURN, text="  "), "has no words"),
        ("sentiment", replace(TURN, type=TurnType.NOTE), "has no words"),
    ],
)
def test_a_head_nobody_reads_on_a_turn_is_refused(head: str, turn: Turn, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        check_fits(head, turn)


def test_what_fits_passes() -> None:
    check_fits("sentiment", TURN)
    check_fits("emotion", replace(TURN, sender=Role.UNKNOWN))
    check_fits("act:rude", replace(TURN, sender=Role.AGENT))


def test_the_hash_of_words_changes_with_speaker_and_words_only() -> None:
    assert words_hash(TURN) == words_hash(replace(TURN, index=9, start_s=1.0))
    assert words_hash(TURN) != words_hash(replace(TURN, sender=Role.AGENT))
    assert words_hash(TURN) != words_hash(replace(TURN, text="你们太差劲"))
    assert len(words_hash(replace(TURN, text="\ud83d"))) == 16
