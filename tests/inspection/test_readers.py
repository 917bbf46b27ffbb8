"""Reading the words of an interaction: turns without words are not read, and every reading stays with its turn."""

from inspection.interaction import Role, Turn
from inspection.readers import Readers, classified_of, meant_of, readings_of
from tests.models.fakes import FakeClassifier, FakeMeaning, FakeSentimentReader, fake_readers


def turn(index: int, sender: Role, text: str) -> Turn:
    return Turn(index=index, sender=sender, text=text)


TURNS = (
    turn(0, Role.CUSTOMER, "谢谢"),
    turn(1, Role.AGENT, " "),
    turn(2, Role.AGENT, "保证到账"),
    turn(3, Role.AGENT, "太感谢您了，谢谢"),
)


def test_labels_stay_with_their_turn_and_turns_without_words_have_none() -> None:
    (read,) = classified_of(TURNS, (FakeClassifier(),))
    assert read.turns == ({}, {}, {"promises": 0.97}, {"thanks": 0.97})
    assert (read.classifier, read.model_id, read.labels) == (
        "fake",
        "fake-classifier@000000000000",
        ("promises", "thanks"),
    )


def test_without_classifiers_nothing_was_classified() -> None:
    assert classified_of(TURNS, ()) == ()


def test_an_interaction_without_words_is_not_given_to_a_classifier() -> None:
    class Refuses(FakeClassifier):
        def classify(self, turns: object) -> list[dict[str, float]]:  # type: ignore[override]
            raise AssertionError("asked about nothing")

    (read,) = classified_of((turn(0, Role.AGENT, ""), turn(1, Role.CUSTOMER, " ")), (Refuses(),))
    assert read.turns == ({}, {})


def test_a_turn_without_words_has_no_feeling() -> None:
    readings = readings_of(TURNS, FakeSentimentReader())
    assert [r and r.positive for r in readings] == [0.05, None, 0.05, 0.9]


def test_a_reader_is_told_who_speaks_and_the_last_words_before_whoever_said_them() -> None:
    given: list[tuple[str, Role, str, Role]] = []

    class Notes(FakeClassifier):
        def classify(self, turns):  # type: ignore[no-untyped-def]
            given.extend((t.text, t.speaker, t.previous, t.previous_speaker) for t in turns)
            return super().classify(turns)

    classified_of(TURNS[:3], (Notes(),))
    assert given == [("谢谢", Role.CUSTOMER, "", Role.UNKNOWN), ("保证到账", Role.AGENT, "谢谢", Role.CUSTOMER)]


def test_required_meanings_are_looked_for_at_the_place_of_their_turn() -> None:
    meaning = FakeMeaning()
    found = meant_of(TURNS, ("保证",), meaning)
    assert [(m.required, m.turn, m.verdict) for m in found] == [("保证", 2, "yes")]
    assert meaning.given == [["谢谢", "", "保证到账", "太感谢您了，谢谢"]]


def test_nothing_is_looked_for_without_a_model_or_without_a_phrase() -> None:
    meaning = FakeMeaning()
    assert meant_of(TURNS, ("保证",), None) == ()
    assert meant_of(TURNS, (), meaning) == ()
    assert meaning.given == []


def test_every_model_that_contributes_is_named_once() -> None:
    assert fake_readers().model_ids == ("fake-sentiment@000000000000",)
    readers = Readers(FakeSentimentReader(), (FakeClassifier(), FakeClassifier()), FakeMeaning())
    assert readers.model_ids == (
        "fake-sentiment@000000000000",
        "fake-classifier@000000000000",
        "fake-meaning@000000000000",
    )
    assert readers.contributing(["保证"]) == readers.model_ids


def test_a_model_that_was_asked_nothing_contributes_nothing() -> None:
    readers = Readers(FakeSentimentReader(), (), FakeMeaning())
    assert readers.contributing(()) == ("fake-sentiment@000000000000",)
